import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENTITIES } from '../src/home-assistant/entities.ts';
import { topicsOf } from '../src/home-assistant/topics.ts';

const FOLDER = resolve(import.meta.dirname, '../examples/openhab');
const read = (file: string) => readFileSync(resolve(FOLDER, file), 'utf8');
const things = read('things/spotify.things');
const items = read('items/spotify.items');
const sitemap = read('sitemaps/spotify.sitemap');

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found ?? '');
const keys = Object.keys(ENTITIES);
const { at, set, availability, command, response, event } = topicsOf('spotify2mqtt').account('family');

/** openHAB itself is not there to read them: what can be held against the contract and against each other is. */
describe('the openHAB examples', () => {
  it('show only what the bridge says', () => {
    const shown = [...all(things, /stateTopic="([^"]+)"/g), ...all(things, /availabilityTopic="([^"]+)"/g)];
    const said = new Set([...keys.map(at), availability, response, event]);
    expect(shown.filter((topic) => !said.has(topic))).toEqual([]);
  });

  it('send only what the bridge hears', () => {
    const takers = Object.entries(ENTITIES).filter(([, { accepts }]) => accepts !== undefined);
    const heard = new Set([...takers.map(([key]) => set(key)), command]);
    expect(all(things, /commandTopic="([^"]+)"/g).filter((topic) => !heard.has(topic))).toEqual([]);
  });

  it('have an item for each channel, and no other', () => {
    const channels = all(things, /Type \w+\s*: (\w+)/g);
    const linked = all(items, /channel="mqtt:topic:broker:spotify_family:(\w+)"/g);
    expect(linked.toSorted()).toEqual(channels.toSorted());
    expect(all(items, /(channel=)/g)).toHaveLength(linked.length);
  });

  it('have each item of the sitemap', () => {
    const there = new Set(all(items, /^[\w:]+\s+(\w+)\s/gm));
    expect(all(sitemap, /item=(\w+)/g).filter((item) => !there.has(item))).toEqual([]);
  });

  it.each([
    ['things', things],
    ['items', items],
    ['sitemap', sitemap],
  ])('close what they open in %s', (_, text) => {
    const plain = text.replaceAll(/\/\/.*$/gm, '').replaceAll(/"[^"\n]*"/g, '""');
    expect(plain.match(/"/g)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
    for (const [open, close] of ['{}', '[]', '()'])
      expect(plain.split(open ?? '').length, open).toBe(plain.split(close ?? '').length);
  });
});
