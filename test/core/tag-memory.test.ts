import { describe, expect, it } from 'vitest';
import { goesOn, isSpoken, LONG_ALBUM_MS } from '../../src/core/tag-memory.ts';

const ID = '7AspGOwifZ5xZdV8Ve9cG8';

describe('what goes on where it stopped', () => {
  it.each<[string, Parameters<typeof goesOn>[1], number | undefined, boolean]>([
    ['show', {}, undefined, true],
    ['episode', {}, undefined, true],
    ['album', {}, undefined, false],
    ['album', {}, LONG_ALBUM_MS - 1, false],
    ['album', {}, LONG_ALBUM_MS, true],
    ['album', { shuffle: true }, LONG_ALBUM_MS, false],
    ['album', { resume: false }, LONG_ALBUM_MS, false],
    ['playlist', {}, LONG_ALBUM_MS, false],
    ['playlist', { resume: true, shuffle: true }, undefined, true],
    ['show', { resume: false }, undefined, false],
    ['track', {}, undefined, false],
  ])('%s %j of %s ms: %s', (kind, options, albumMs, expected) => {
    expect(goesOn(`spotify:${kind}:${ID}`, options, albumMs)).toBe(expected);
  });

  it.each([
    [`spotify:show:${ID}`, true],
    [`spotify:episode:${ID}`, true],
    [`spotify:track:${ID}`, false],
    ['spotify:collection', false],
  ])('%s speaks: %s', (uri, expected) => {
    expect(isSpoken(uri)).toBe(expected);
  });
});
