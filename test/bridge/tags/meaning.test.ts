import { describe, expect, it } from 'vitest';
import { TagBook } from '../../../src/bridge/tags/book.ts';
import { meaningOf } from '../../../src/bridge/tags/meaning.ts';
import { FakeTagFile, inMemory } from '../../fakes/tags.ts';

const SONG = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const OTHER = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const LINK = 'https://www.home-assistant.io/tag/04AABBCCDD';

function meaning(uid: string, text: string) {
  const past = { past: inMemory<never>(), keptPast: undefined };
  const book = new TagBook({ tags: inMemory(), kept: undefined, ...past, file: new FakeTagFile() });
  for (const [id, does] of [
    ['04AABBCCDD', SONG],
    ['AABB', OTHER],
  ] as const)
    book.keep({ uid: id, does, name: id, cover: null, options: { shuffle: true } });
  return meaningOf({ key: uid || `text:${text}`, uid, text }, book);
}

describe('a card means', () => {
  it.each<[what: string, uid: string, text: string, key: string, uri: string]>([
    ['what was assigned to it', 'AABB', '', 'AABB', OTHER],
    ['that before what stands on it', 'AABB', SONG, 'AABB', OTHER],
    ['what was assigned to the tag of Home Assistant that it is', '0102', LINK, '04AABBCCDD', SONG],
    ['what stands on it', '0102', SONG, '0102', SONG],
    ['that where its reader tells no id', '', SONG, `text:${SONG}`, SONG],
  ])('%s', (_what, uid, text, key, uri) => {
    expect(meaning(uid, text)).toMatchObject({ key, does: { does: 'play', uri }, unknown: false });
  });

  it.each<[what: string, text: string, unknown: boolean]>([
    ['nothing on it', '', true],
    ['a greeting on it', 'hello there', true],
    ['a tag of Home Assistant that nobody taught', 'https://www.home-assistant.io/tag/01020304', true],
    ['a tag of Home Assistant that has no id', 'https://www.home-assistant.io/tag/kitchen%20light', true],
    ['a link to another service', 'https://www.deezer.com/album/1', false],
    ['a link that leads nowhere any more', 'https://link.tospotify.com/AbCdEfGhIjK', false],
  ])('nothing yet, with %s (to be taught: %s)', (_what, text, unknown) => {
    expect(meaning('0102', text)).toMatchObject({ key: '0102', name: null, options: {} });
    expect(meaning('0102', text).unknown).toBe(unknown);
  });
});
