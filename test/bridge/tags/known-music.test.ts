import { describe, expect, it } from 'vitest';
import { musicOf } from '../../../src/bridge/tags/known-music.ts';
import type { Playback } from '../../../src/core/playback.ts';
import type { State } from '../../../src/core/state.ts';
import { playingTrack, track } from '../../core/playing.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const PLAYLIST = 'spotify:playlist:37i9dQZF1DX4xuWVBs4FgJ';
const song = track('one');

describe('what plays, as a card would put it on again', () => {
  it.each<
    [what: string, change: Partial<Playback>, context: State['context'], does: string, name: string | null]
  >([
    [
      'an album, by the name that was looked up',
      { contextUri: ALBUM },
      { uri: ALBUM, name: 'Abbey Road' },
      ALBUM,
      'Abbey Road',
    ],
    ['an album, by the name that its song tells', { contextUri: ALBUM }, null, ALBUM, 'Album'],
    [
      'an album, not by the name of the one before',
      { contextUri: ALBUM },
      { uri: PLAYLIST, name: 'Dinner' },
      ALBUM,
      'Album',
    ],
    ['an album between two songs', { contextUri: ALBUM, item: null }, null, ALBUM, null],
    ['a playlist whose name nobody knows', { contextUri: PLAYLIST }, null, PLAYLIST, null],
    [
      'a playlist as Spotify used to write it',
      { contextUri: 'spotify:user:anna:playlist:37i9dQZF1DX4xuWVBs4FgJ' },
      null,
      PLAYLIST,
      null,
    ],
    [
      'the liked songs',
      { contextUri: 'spotify:user:anna:collection' },
      null,
      'spotify:collection',
      'Liked Songs',
    ],
    ['a song that is in nothing', {}, null, song.uri ?? '', 'one'],
    ['a song in what no link leads to', { contextUri: 'spotify:station:x' }, null, song.uri ?? '', 'one'],
  ])('%s', (_what, change, context, does, name) => {
    expect(musicOf({ playback: playingTrack('one', 0, 0, change), context })).toMatchObject({ does, name });
  });

  it('has the picture of what plays', () => {
    const item = { ...song, image: 'https://i.scdn.co/image/a' };
    for (const contextUri of [ALBUM, null]) {
      const playback = playingTrack('one', 0, 0, { item, contextUri });
      expect(musicOf({ playback, context: null })?.cover).toBe('https://i.scdn.co/image/a');
    }
  });

  it.each<[what: string, item: Playback['item']]>([
    ['nothing', null],
    ['an advertisement', { ...song, kind: 'ad', uri: null }],
    ['a file of the listener’s own', { ...song, kind: 'local', uri: 'spotify:local:Me::Demo:61' }],
  ])('is none of %s', (_what, item) => {
    expect(musicOf({ playback: playingTrack('one', 0, 0, { item }), context: null })).toBeUndefined();
  });
});
