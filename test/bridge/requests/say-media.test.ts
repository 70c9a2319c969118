import { describe, expect, it } from 'vitest';
import { pieceOf, sayPiece, sayPlayed } from '../../../src/bridge/requests/say-media.ts';
import type { Item } from '../../../src/core/item.ts';
import type { Media, Piece } from '../../../src/core/media.ts';
import { track } from '../../core/playing.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const ALBUM: Piece = {
  type: 'album',
  uri: `spotify:album:${ID}`,
  id: ID,
  title: 'Abbey Road',
  by: 'The Beatles',
  image: 'https://i.scdn.co/image/a',
  durationMs: null,
  playable: true,
};
const SAID: Media = {
  id: `spotify:album:${ID}`,
  uri: `spotify:album:${ID}`,
  type: 'album',
  title: 'Abbey Road',
  subtitle: 'The Beatles',
  image: 'https://i.scdn.co/image/a',
  duration: null,
  playable: true,
  expandable: true,
};

describe('what there is to choose from', () => {
  it.each<[what: string, change: Partial<Piece>, said: Partial<Media>]>([
    ['is said with all that is known', {}, {}],
    ['has a title, whatever it is called', { title: ' \n' }, { title: 'Untitled' }],
    ['may be of nobody', { by: null }, { subtitle: null }],
    ['has no picture that does not open', { image: 'file:///cover.png' }, { image: null }],
    ['lasts seconds', { durationMs: 65_432.4 }, { duration: 65.432 }],
    ['is not played where Spotify says so', { playable: false }, { playable: false }],
    ['is not played without a uri', { uri: null }, { uri: null, playable: false }],
    ['is not opened without an id', { id: null }, { id: null, expandable: false }],
  ])('%s', (_what, change, said) => {
    expect(sayPiece({ ...ALBUM, ...change })).toEqual({ ...SAID, ...said });
  });

  it('was played at a time', () => {
    const at = Date.UTC(2026, 10, 21, 12);
    expect(sayPlayed({ piece: ALBUM, at })).toEqual({ ...SAID, played_at: '2026-11-21T12:00:00.000Z' });
  });
});

describe('what plays, among it', () => {
  const song = track('one');
  it.each<[what: string, change: Partial<Item>, piece: Partial<Piece>]>([
    ['a song', {}, { type: 'track', uri: song.uri, by: 'Artist', playable: true }],
    ['a song of several', { artists: ['A', 'B'] }, { by: 'A, B' }],
    ['a song of nobody', { artists: [] }, { by: null }],
    [
      'an episode',
      { kind: 'episode', uri: 'spotify:episode:1', artists: [], album: 'A show' },
      { type: 'episode', uri: 'spotify:episode:1', by: 'A show', playable: true },
    ],
    [
      'a chapter',
      { kind: 'chapter', uri: 'spotify:episode:2' },
      { type: 'chapter', by: 'Album', playable: true },
    ],
    [
      'a file of the listener’s own',
      { kind: 'local', uri: 'spotify:local:Me::Demo:61' },
      { type: 'track', uri: null, playable: false },
    ],
    [
      'an advertisement',
      { kind: 'ad', uri: null, title: null, artists: [] },
      { type: 'track', uri: null, title: 'Advertisement', by: null, playable: false },
    ],
    ['what Spotify hides', { kind: 'unknown', uri: null, title: null }, { title: '', playable: false }],
  ])('%s', (_what, change, piece) => {
    expect(pieceOf({ ...song, ...change })).toMatchObject(piece);
  });
});
