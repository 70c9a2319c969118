import { describe, expect, it } from 'vitest';
import { belongs, courseOf, isBeginning, placeOf } from '../../src/core/course.ts';
import type { Item } from '../../src/core/item.ts';
import type { Owner } from '../../src/core/owner.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { playingTrack, track } from './playing.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const OTHER = 'spotify:playlist:37i9dQZF1DXcBWIGoYBM5M';
const SHOW = 'spotify:show:6LzZlnKqxXbzDwwaCvEkd9';
const EPISODE = 'spotify:episode:512ojhOuo1ktJprKbVcKyQ';

/** Tracks of these tests last 200 s; looks are of seconds. */
const S = 1_000;
const NOW = 1_000 * S;
const episode = (name: string, album: string): Item => ({ ...track(name), kind: 'episode', album });
const chapter: Item = { ...episode('c', 'Book'), kind: 'chapter' };
const ad: Item = { ...track('ad'), kind: 'ad' };

const first = { uri: track('one').uri, title: 'one', album: 'Album' };
const album: Owner = { uid: 'A', reader: 'kids', uri: ALBUM, startedAt: NOW, first };
const show: Owner = { ...album, uri: SHOW, first: { uri: 'e', title: 'e', album: 'Stories' } };
const single: Owner = { ...album, uri: EPISODE, first: { uri: EPISODE, title: 'e', album: 'Stories' } };

const look = (at: number, position: number, change: Partial<Playback> = {}) =>
  playingTrack('one', position * S, NOW + at * S, { contextUri: ALBUM, ...change });
const story = (at: number, position: number, change: Partial<Playback> = {}) =>
  look(at, position, { item: episode('e', 'Stories'), contextUri: SHOW, ...change });
const alone = (at: number, position: number) =>
  look(at, position, { item: { ...episode('e', 'Stories'), uri: EPISODE }, contextUri: null });
const paused = { status: 'paused' } as const;
const added = { item: track('radio'), contextUri: null };
const station = { item: track('radio'), contextUri: 'spotify:station:x' };
const hit = { item: { ...track('hit'), album: 'Hits' }, contextUri: OTHER };
const chosen = { item: track('hit'), contextUri: OTHER };

describe('how it goes on', () => {
  it.each<[string, Owner, Playback, Playback, string]>([
    ['it plays', album, look(0, 10), look(10, 20), 'on'],
    ['its next track', album, look(0, 199), look(2, 1, { item: track('two') }), 'on'],
    ['it is paused', album, look(0, 10), look(10, 15, paused), 'on'],
    ['paused at its beginning long before its end', album, look(0, 10), look(10, 0, paused), 'on'],
    ['back at its beginning, after its end', album, look(0, 190), look(11, 0, paused), 'ended'],
    ['back at its beginning five seconds before its end', album, look(0, 190), look(5, 0, paused), 'ended'],
    ['begun again after its end', album, look(0, 190), look(11, 0.5), 'on'],
    ['paused a second after its beginning, after its end', album, look(0, 190), look(11, 1, paused), 'on'],
    [
      'a position that nobody knows',
      album,
      look(0, 190),
      look(11, 0, { ...paused, positionMs: null }),
      'ended',
    ],
    ['an ad', album, look(0, 199), look(2, 1, { item: ad, contextUri: null }), 'on'],
    ['an item that is hidden', album, look(0, 50), look(2, 1, { item: null, contextUri: null }), 'on'],
    ['something of its own choice, at its end', album, look(0, 195), look(6, 1, added), 'played_on'],
    ['the same, seen late', album, look(0, 195), look(500, 100, added), 'played_on'],
    ['a station of its own, seen late', album, look(0, 195), look(500, 100, station), 'played_on'],
    ['a playlist that began at its end', album, look(0, 195), look(15, 10, chosen), 'played_on'],
    ['one that began five seconds after it', album, look(0, 195), look(10, 0, chosen), 'played_on'],
    ['one that began later', album, look(0, 195), look(11, 0, chosen), 'left'],
    ['what somebody chose, seen late', album, look(0, 195), look(500, 100, chosen), 'left'],
    ['what somebody chose, in the middle', album, look(0, 50), look(10, 3, chosen), 'left'],
    ['a track without a context, in the middle', album, look(0, 50), look(10, 3, added), 'left'],
    ['what somebody chose when it was paused', album, look(0, 195, paused), look(6, 1, chosen), 'left'],
    ['the speaker is gone', album, look(0, 195), idle(NOW + 10 * S), 'left'],
    ['an episode alone, and silence after its end', single, alone(0, 195), idle(NOW + 10 * S), 'ended'],
    ['an episode alone, and silence before its end', single, alone(0, 50), idle(NOW + 10 * S), 'left'],
    ['the next episode', show, story(0, 199), story(2, 1, { item: episode('f', 'Stories') }), 'on'],
    [
      'another show under the name of this one',
      show,
      story(0, 199),
      story(2, 1, { item: episode('n', 'News') }),
      'played_on',
    ],
  ])('%s', (_, owner, before, after, expected) => {
    expect(courseOf(owner, before, after)).toBe(expected);
  });
});

describe('the music of a tag', () => {
  const nameless = { ...show, first: { uri: 'e', title: 'e', album: null } };
  it.each<[string, Owner, Playback, boolean]>([
    ['an album that names another', album, look(0, 1, { item: { ...track('q'), album: 'Hits' } }), true],
    ['an album of which nothing was seen', { ...album, first: null }, look(0, 1), true],
    ['another album', album, look(0, 1, chosen), false],
    ['a show', show, story(0, 1), true],
    ['a show of which nothing was seen', { ...show, first: null }, story(0, 1), true],
    ['a show without a name', nameless, story(0, 1), true],
    ['a show whose item is hidden', show, story(0, 1, { item: null }), true],
    ['an ad in a show', show, story(0, 1, { item: ad }), true],
    ['another show under the name of this one', show, story(0, 1, { item: episode('n', 'News') }), false],
  ])('%s', (_, owner, shown, expected) => {
    expect(belongs(owner, shown)).toBe(expected);
  });
});

describe('a beginning', () => {
  const asked: Owner = { ...album, uri: 'spotify:track:6rqhFgbbKwnb9MLmUQDhG6', first: null };
  const bare = { contextUri: null };
  it.each<[string, Owner, Playback, boolean]>([
    ['its context', { ...album, first: null }, look(1, 1), true],
    ['a look from before the start', { ...album, first: null }, look(-1, 1), false],
    ['another context', { ...album, first: null }, look(1, 1, chosen), false],
    ['another pressing of the track', asked, look(3, 2, bare), true],
    ['a track that played before', asked, look(3, 90, bare), false],
    ['a track in a context', asked, look(3, 2), false],
    ['a track that is paused', asked, look(3, 2, { ...bare, ...paused }), false],
    ['an episode of a show that Spotify refused', { ...show, first: null }, story(3, 600, bare), true],
    ['a track for a show', { ...show, first: null }, look(3, 2, bare), false],
    ['an ad', { ...album, first: null }, look(3, 2, { item: ad }), false],
    ['nothing', { ...album, first: null }, look(3, 2, { item: null }), false],
    ['its context, in the moment of the start', { ...album, first: null }, look(0, 0), true],
    ['a track that began five seconds before', asked, look(3, 8, bare), true],
    ['a track of which nobody knows the position', asked, look(3, 0, { ...bare, positionMs: null }), true],
    ['an episode for a track', asked, look(3, 2, { ...bare, item: episode('e', 'Stories') }), false],
    ['a track for an episode', { ...single, first: null }, look(3, 2, bare), false],
    ['a chapter of an audiobook', { ...show, first: null }, story(3, 2, { ...bare, item: chapter }), true],
  ])('%s', (_, owner, shown, expected) => {
    expect(isBeginning(owner, shown)).toBe(expected);
  });
});

describe('the place to go on from', () => {
  it.each<[string, Owner, Playback, number | undefined]>([
    ['where it plays, reckoned on', album, look(0, 50), 60],
    ['where it is paused', album, look(0, 50, paused), 50],
    ['no further than the end', album, look(0, 195), 200],
    ['none of another context', album, look(0, 50, chosen), undefined],
    [
      'none of a track that was queued',
      album,
      look(0, 50, { item: { ...track('q'), album: 'Hits' } }),
      undefined,
    ],
    ['none in an ad', album, look(0, 5, { item: ad }), undefined],
    ['none of nothing', album, look(0, 5, { item: null }), undefined],
    ['none of what nobody knows', album, look(0, 5, { item: { ...track('u'), kind: 'unknown' } }), undefined],
    ['that of any album in a playlist', { ...album, uri: OTHER }, look(0, 50, hit), 60],
    ['that of an album of which nothing was seen', { ...album, first: null }, look(0, 50), 60],
    ['none of a local file', album, look(0, 5, { item: { ...track('mine'), kind: 'local' } }), undefined],
    ['none where nobody knows', album, look(0, 5, { positionMs: null }), undefined],
    ['none of the show after the show', show, story(0, 5, { item: episode('n', 'News') }), undefined],
  ])('%s', (_, owner, shown, seconds) => {
    expect(placeOf(owner, shown, NOW + 10 * S)?.positionMs).toBe(
      seconds === undefined ? undefined : seconds * S,
    );
  });
});
