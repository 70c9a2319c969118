import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/core/item.ts';
import { canonicalContext, isOf } from '../../src/core/owner.ts';
import { playingTrack, track } from './playing.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const SHOW = 'spotify:show:6LzZlnKqxXbzDwwaCvEkd9';
const one = track('one');
const episode: Item = { ...track('two'), kind: 'episode', uri: 'spotify:episode:two', album: 'Stories' };
const firstEpisode = { uri: 'spotify:episode:one', title: 'one', album: 'Stories' };

describe('whose music it is', () => {
  it.each<[string, string, Item | null, string | null, Parameters<typeof isOf>[2], boolean]>([
    ['its context', ALBUM, one, ALBUM, null, true],
    ['its context behind an ad', ALBUM, null, ALBUM, null, true],
    ['another context', ALBUM, one, SHOW, null, false],
    ['the track itself, in whatever context', one.uri ?? '', one, ALBUM, null, true],
    ['another pressing of it, as it was seen first', 'spotify:track:asked', one, null, one, true],
    ['that pressing in a context of its own', 'spotify:track:asked', one, ALBUM, one, false],
    ['another track after it', 'spotify:track:asked', track('two'), null, one, false],
    ['an episode of the show, without its context', SHOW, episode, null, firstEpisode, true],
    ['an episode of another show', SHOW, { ...episode, album: 'News' }, null, firstEpisode, false],
    [
      'episodes of shows without a name',
      SHOW,
      { ...episode, album: null },
      null,
      { ...firstEpisode, album: null },
      false,
    ],
    ['its first track, played after an album by itself', ALBUM, one, null, one, false],
    ['nothing', ALBUM, null, null, one, false],
  ])('%s', (_, uri, item, contextUri, first, expected) => {
    expect(isOf(playingTrack('one', 0, 0, { item, contextUri }), uri, first)).toBe(expected);
  });

  it.each([
    ['spotify:user:me:playlist:37i9dQZF1DX', 'spotify:playlist:37i9dQZF1DX'],
    ['spotify:user:me:collection', 'spotify:collection'],
    ['spotify:collection:tracks', 'spotify:collection'],
    ['spotify:collection', 'spotify:collection'],
    [ALBUM, ALBUM],
    [null, null],
  ])('%s is %s', (spelt, canonical) => {
    expect(canonicalContext(spelt)).toBe(canonical);
  });
});
