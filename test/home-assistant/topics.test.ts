import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../src/home-assistant/topics.ts';
import { topicMatches } from '../../src/lib/topic-filter.ts';

const topics = topicsOf('home/spotify');
const family = topics.account('family');
const kitchen = topics.reader('Küche');
const HEX = '0123456789abcdef0123456789abcdef';

describe('topics', () => {
  it.each([
    [family.set('volume'), { on: 'set', account: 'family', key: 'volume' }],
    [family.command, { on: 'command', account: 'family' }],
    [family.request('browse'), { on: 'request', account: 'family', what: 'browse' }],
    [family.hint, { on: 'hint', account: 'family' }],
    [topics.bridge.request('rediscover'), { on: 'bridge_request', what: 'rediscover' }],
    [topics.bridge.request('tags/set'), { on: 'bridge_request', what: 'tags/set' }],
    [kitchen.tag, { on: 'reader_tag', reader: 'Küche' }],
    [kitchen.command, { on: 'reader_command', reader: 'Küche' }],
    [kitchen.status, { on: 'reader_status', reader: 'Küche' }],
    [kitchen.set('locked'), { on: 'reader_set', reader: 'Küche', key: 'locked' }],
    [topics.reader(HEX).tag, { on: 'reader_tag', reader: HEX }],
    [topics.reader('ESPuino-AABB').command, { on: 'reader_command', reader: 'ESPuino-AABB' }],
    [topics.reader('🎵'.repeat(64)).tag, { on: 'reader_tag', reader: '🎵'.repeat(64) }],
    [topics.reader('🎵'.repeat(65)).tag, undefined],
    [topics.reader('').tag, undefined],
    [topics.reader('a\u0000').tag, undefined],
    [topics.reader('a\n').tag, undefined],
    [topics.reader('a/b').tag, undefined],
    [topics.reader('request').tag, undefined],
    [kitchen.set('Locked'), undefined],
    [kitchen.set('locked/set'), undefined],
    [kitchen.at('locked'), undefined],
    [kitchen.at('tag/more'), undefined],
    [kitchen.feedback, undefined],
    [kitchen.display, undefined],
    [kitchen.event, undefined],
    [kitchen.scan, undefined],
    [kitchen.response, undefined],
    [family.request('set'), undefined],
    [topics.bridge.request('set'), undefined],
    [topics.bridge.request('tags/set/more'), undefined],
    [topics.bridge.request('Tags/set'), undefined],
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

  it('subscribes once to all that it reads', () => {
    const heard = [
      family.set('volume'),
      family.command,
      family.request('queue'),
      family.hint,
      topics.bridge.request('pair'),
      topics.bridge.request('tags/set'),
      kitchen.tag,
      kitchen.command,
      kitchen.status,
      kitchen.set('locked'),
    ];
    for (const topic of heard) expect(filtersOf(topic), topic).toHaveLength(1);
  });

  it('reads nothing that two filters would hear', () => {
    const words = ['bridge', 'reader', 'family', 'request', 'command', 'hint', 'tag', 'status', 'set'];
    const topicsOfUpTo = (levels: number): string[] =>
      levels === 0
        ? ['home/spotify']
        : topicsOfUpTo(levels - 1).flatMap((root) => [root, ...words.map((word) => `${root}/${word}`)]);
    const twice = new Set(topicsOfUpTo(4).filter((topic) => filtersOf(topic).length > 1));
    expect(twice).toContain('home/spotify/reader/request/tag');
    expect([...twice].filter((topic) => topics.parse(topic))).toEqual([]);
  });
});

function filtersOf(topic: string): string[] {
  return topics.filters.filter((filter) => topicMatches(filter, topic));
}
