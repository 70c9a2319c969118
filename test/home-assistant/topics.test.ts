import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../src/home-assistant/topics.ts';

const topics = topicsOf('home/spotify');
const family = topics.account('family');

describe('topics', () => {
  it.each([
    [family.set('volume'), { on: 'set', account: 'family', key: 'volume' }],
    [family.command, { on: 'command', account: 'family' }],
    [family.request('browse'), { on: 'request', account: 'family', what: 'browse' }],
    [family.hint, { on: 'hint', account: 'family' }],
    [topics.bridge.request('rediscover'), { on: 'bridge_request', what: 'rediscover' }],
    [family.player, undefined],
    [family.at('volume'), undefined],
    [topics.bridge.state, undefined],
    ['home/spotify/bridge/command', undefined],
    ['home/spotify/reader/command', undefined],
    ['home/spotify/family/volume/set/more', undefined],
    ['home/spotify/Family/command', undefined],
    ['home/spotify', undefined],
    ['home/spotifyfamily/command', undefined],
  ])('%s', (topic, heard) => {
    expect(topics.parse(topic)).toEqual(heard);
  });

  it('subscribes to all that it reads', () => {
    const heard = [
      family.set('volume'),
      family.command,
      family.request('queue'),
      family.hint,
      topics.bridge.request('pair'),
    ];
    for (const topic of heard) {
      expect(
        topics.filters.some((filter) => new RegExp(`^${filter.replaceAll('+', '[^/]+')}$`).test(topic)),
        topic,
      ).toBe(true);
    }
  });
});
