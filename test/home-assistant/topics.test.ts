import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { topicMatches } from '../../src/lib/topic-filter.ts';

const BASE = 'home/spotify';
const HEX = '0123456789abcdef0123456789abcdef';
const NOTES = '🎵'.repeat(64);

describe('topics', () => {
  it.each<[topic: string, heard: object | undefined]>([
    ['family/volume/set', { on: 'set', account: 'family', key: 'volume' }],
    ['family/command', { on: 'command', account: 'family' }],
    ['family/request/browse', { on: 'request', account: 'family', what: 'browse' }],
    ['family/hint', { on: 'hint', account: 'family' }],
    ['family/home_assistant/result', { on: 'home_assistant_result', account: 'family' }],
    ['bridge/request/rediscover', { on: 'bridge_request', what: 'rediscover' }],
    ['bridge/request/tags/set', { on: 'bridge_request', what: 'tags/set' }],
    ['bridge/request/set/tags', { on: 'bridge_request', what: 'set/tags' }],
    ['reader/Küche/tag', { on: 'reader_tag', reader: 'Küche' }],
    ['reader/Küche/command', { on: 'reader_command', reader: 'Küche' }],
    ['reader/Küche/status', { on: 'reader_status', reader: 'Küche' }],
    ['reader/Küche/locked/set', { on: 'reader_set', reader: 'Küche', key: 'locked' }],
    [`reader/${HEX}/tag`, { on: 'reader_tag', reader: HEX }],
    ['reader/ESPuino-AABB/command', { on: 'reader_command', reader: 'ESPuino-AABB' }],
    [`reader/${NOTES}/tag`, { on: 'reader_tag', reader: NOTES }],
    [`reader/${NOTES}🎵/tag`, undefined],
    ['reader//tag', undefined],
    ['reader/a\u0000/tag', undefined],
    ['reader/a\n/tag', undefined],
    ['reader/a/b/tag', undefined],
    ['reader/request/tag', undefined],
    ['reader/Küche/Locked/set', undefined],
    ['reader/Küche/locked/set/set', undefined],
    ['reader/Küche/locked', undefined],
    ['reader/Küche/tag/more', undefined],
    ['reader/Küche/feedback', undefined],
    ['reader/Küche/display', undefined],
    ['reader/Küche/event', undefined],
    ['reader/Küche/scan', undefined],
    ['reader/Küche/response', undefined],
    ['reader/Küche', undefined],
    ['reader/command', undefined],
    ['reader', undefined],
    ['family/request/set', undefined],
    ['family/request/browse/more', undefined],
    ['family/home_assistant', undefined],
    ['family/home_assistant/state', undefined],
    ['family/volume/result', undefined],
    ['family/volume/get', undefined],
    ['family/volume/set/more', undefined],
    ['family/player', undefined],
    ['family/volume', undefined],
    ['family', undefined],
    ['Family/command', undefined],
    ['bridge/request/set', undefined],
    ['bridge/request/tags/set/more', undefined],
    ['bridge/request/Tags/set', undefined],
    ['bridge/request', undefined],
    ['bridge/answer/rediscover', undefined],
    ['bridge/state', undefined],
    ['bridge/command', undefined],
    ['bridge', undefined],
    ['', undefined],
  ])('under the base: %s', (topic, heard) => {
    expect(topicsOf(BASE).parse(`${BASE}/${topic}`)).toEqual(heard);
  });

  it.each(['home/spotify', 'home/spotifyfamily/command', 'home/family/command'])('elsewhere: %s', (topic) => {
    expect(topicsOf(BASE).parse(topic)).toBeUndefined();
  });

  it('are these of the bridge', () => {
    const { at, request, ...fixed } = topicsOf(BASE).bridge;
    expect([at('version'), request('tags/set')]).toEqual([
      'home/spotify/bridge/version',
      'home/spotify/bridge/request/tags/set',
    ]);
    expect(levelsOf(fixed, 'home/spotify/bridge/')).toEqual(['state', 'info', 'health', 'response']);
  });

  it('are these of an account', () => {
    const { at, set, request, ...fixed } = topicsOf(BASE).account('family');
    expect([at('volume'), set('volume'), request('browse')]).toEqual([
      'home/spotify/family/volume',
      'home/spotify/family/volume/set',
      'home/spotify/family/request/browse',
    ]);
    const { homeAssistant, homeAssistantResult, ...named } = fixed;
    expect([homeAssistant, homeAssistantResult]).toEqual([
      'home/spotify/family/home_assistant',
      'home/spotify/family/home_assistant/result',
    ]);
    expect(levelsOf(named, 'home/spotify/family/')).toEqual(Object.keys(named));
  });

  it('are these of a reader', () => {
    const { at, set, ...fixed } = topicsOf(BASE).reader('Küche');
    expect([at('card'), set('locked')]).toEqual([
      'home/spotify/reader/Küche/card',
      'home/spotify/reader/Küche/locked/set',
    ]);
    expect(levelsOf(fixed, 'home/spotify/reader/Küche/')).toEqual(Object.keys(fixed));
  });

  it('subscribes once to all that it reads', () => {
    const heard = [
      'family/volume/set',
      'family/command',
      'family/request/queue',
      'family/hint',
      'family/home_assistant/result',
      'bridge/request/pair',
      'bridge/request/tags/set',
      'reader/Küche/tag',
      'reader/Küche/command',
      'reader/Küche/status',
      'reader/Küche/locked/set',
    ].map((topic) => `${BASE}/${topic}`);
    for (const topic of heard) expect(filtersOf(topic), topic).toHaveLength(1);
  });

  it('reads nothing that two filters would hear', () => {
    const words = ['bridge', 'reader', 'family', 'request', 'command', 'hint', 'tag', 'status', 'set'];
    const topicsOfUpTo = (levels: number): string[] =>
      levels === 0
        ? [BASE]
        : topicsOfUpTo(levels - 1).flatMap((root) => [root, ...words.map((word) => `${root}/${word}`)]);
    const twice = new Set(topicsOfUpTo(4).filter((topic) => filtersOf(topic).length > 1));
    expect(twice).toContain('home/spotify/reader/request/tag');
    expect([...twice].filter((topic) => topicsOf(BASE).parse(topic))).toEqual([]);
  });
});

function filtersOf(topic: string): string[] {
  return topicsOf(BASE).filters.filter((filter) => topicMatches(filter, topic));
}

function levelsOf(fixed: object, root: string): string[] {
  return Object.values(fixed).map((topic) => String(topic).replace(root, ''));
}
