import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { singlesIn, startsMusic, wantedBy, whyNotOnCards } from '../../src/core/house-rules.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { playingTrack } from './playing.ts';

const ALBUM = 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8';
const LIST = 'spotify:playlist:7AspGOwifZ5xZdV8Ve9cG8';
const TRACK = 'spotify:track:7AspGOwifZ5xZdV8Ve9cG8';
const OTHER = 'spotify:track:0000000000000000000009';
const cards = new Set([ALBUM, LIST, TRACK]);
const playlists = [
  { uri: LIST, name: 'Kitchen Disco', image: null },
  { uri: 'spotify:playlist:0000000000000000000009', name: 'Rock', image: null },
];
const ofCard = playingTrack('one', 0, 0, { contextUri: ALBUM });
const foreign = playingTrack('one', 0, 0);
const waiting = (playback: Playback): Playback => ({ ...playback, status: 'paused' });

describe('what begins to play', () => {
  it.each<[Command, boolean]>([
    [{ ask: 'play' }, true],
    [{ ask: 'next' }, true],
    [{ ask: 'queue', uri: TRACK }, true],
    [{ ask: 'device', device: 'Kitchen' }, true],
    [{ ask: 'unmute' }, true],
    [{ ask: 'play_pause' }, false],
    [{ ask: 'pause' }, false],
    [{ ask: 'volume', by: -5 }, false],
    [{ ask: 'sleep', minutes: 10 }, false],
    [{ ask: 'allowance', minutes: 10 }, false],
  ])('%o while something plays: %s', (command, starts) => {
    expect(startsMusic(command, foreign)).toBe(starts);
  });

  it('is the button that pauses, where it waits', () => {
    expect(startsMusic({ ask: 'play_pause' }, waiting(foreign))).toBe(true);
  });
});

describe('only what is on cards', () => {
  it.each<[string, Command, Playback, boolean]>([
    ['its album', { ask: 'play', uri: ALBUM, shuffle: true, volume: 30 }, idle(0), true],
    ['another track', { ask: 'play', uri: OTHER }, idle(0), false],
    [
      'a short link that nobody has looked up',
      { ask: 'play', uri: 'https://spotify.link/x' },
      idle(0),
      false,
    ],
    ['several, one of them foreign', { ask: 'play', uris: [TRACK, OTHER] }, idle(0), false],
    ['several', { ask: 'play', uris: [TRACK, TRACK] }, idle(0), true],
    ['a playlist by its name', { ask: 'play', playlist: 'kitchen disco' }, idle(0), true],
    ['another playlist', { ask: 'play', playlist: 'Rock' }, idle(0), false],
    ['one that nobody knows', { ask: 'play', playlist: 'Pop' }, idle(0), false],
    ['a foreign track in the queue', { ask: 'queue', uri: OTHER }, ofCard, false],
    ['a track of a card in the queue', { ask: 'queue', uri: TRACK }, foreign, true],
    ['on with what is on a card', { ask: 'play' }, waiting(ofCard), true],
    ['on with what is on none', { ask: 'play' }, waiting(foreign), false],
    ['the same on another speaker', { ask: 'play', device: 'Bath' }, waiting(foreign), false],
    ['the same by a button', { ask: 'play_pause' }, waiting(foreign), false],
    ['on with what nobody shows', { ask: 'play' }, idle(0), true],
    ['a skip', { ask: 'next' }, foreign, true],
    ['to another speaker', { ask: 'device', device: 'Bath' }, foreign, true],
  ])('%s', (_, command, playback, may) => {
    expect(whyNotOnCards(command, { playback, playlists }, cards)?.rule).toBe(may ? undefined : 'only_cards');
  });

  it('takes what nobody has a name for yet as on none', () => {
    const found = { ask: 'play', query: 'something' } as const;
    expect(wantedBy(found, { playlists })).toBe('unknown');
  });
});

it.each<[Command, readonly string[]]>([
  [{ ask: 'play', uri: TRACK }, [TRACK]],
  [{ ask: 'play', uris: [TRACK, OTHER] }, [TRACK, OTHER]],
  [{ ask: 'queue', uri: TRACK }, [TRACK]],
  [{ ask: 'play', uri: ALBUM }, []],
  [{ ask: 'play' }, []],
  [{ ask: 'play', playlist: 'Rock' }, []],
  [{ ask: 'next' }, []],
])('the titles that may be explicit in %o', (command, singles) => {
  expect(singlesIn(command)).toEqual(singles);
});
