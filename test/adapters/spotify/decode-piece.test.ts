import { describe, expect, it } from 'vitest';
import {
  decodeEntryPage,
  decodeFound,
  decodePiecePage,
  decodePlayed,
  decodeWhole,
} from '../../../src/adapters/spotify/decode-piece.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const cover = [{ url: 'https://i.scdn.co/image/a', width: 640 }];

describe('a piece', () => {
  const rows: [string, object, object | null][] = [
    [
      'an album',
      {
        type: 'album',
        uri: `spotify:album:${ID}`,
        id: ID,
        name: 'A',
        artists: [{ name: 'X' }, null, { name: 'Y' }],
      },
      { type: 'album', id: ID, title: 'A', by: 'X, Y', image: null, durationMs: null, playable: true },
    ],
    [
      'a track with the cover of its album',
      {
        type: 'track',
        uri: 'spotify:track:1',
        name: 'T',
        duration_ms: 1_500.4,
        album: { name: 'A', images: cover },
      },
      { image: 'https://i.scdn.co/image/a', durationMs: 1_500 },
    ],
    [
      'a track that is not played here',
      { type: 'track', uri: 'spotify:track:1', name: 'T', is_playable: false },
      { playable: false, uri: 'spotify:track:1' },
    ],
    [
      'a file of the listener’s own',
      { type: 'track', uri: 'spotify:local:Art:Alb:Title:61', is_local: true, id: null },
      { title: 'Title', by: 'Art', uri: null, id: null, playable: false, durationMs: 61_000 },
    ],
    [
      'an audiobook, which plays as a show',
      { type: 'audiobook', uri: `spotify:show:${ID}`, id: ID, name: 'B', authors: [{ name: 'W' }] },
      { type: 'audiobook', uri: `spotify:show:${ID}`, id: ID, by: 'W' },
    ],
    [
      'an old playlist without a name, an owner or a cover',
      { type: 'playlist', uri: `spotify:user:ann:playlist:${ID}`, name: '', images: null, owner: null },
      { uri: `spotify:playlist:${ID}`, id: ID, title: '', by: null, image: null },
    ],
    [
      'an episode',
      { type: 'episode', uri: 'spotify:episode:1', name: 'E', show: { name: 'S' } },
      { by: 'S' },
    ],
    ['an artist', { type: 'artist', uri: 'spotify:artist:1', name: 'X' }, { by: null, title: 'X' }],
    ['a show whose publisher was removed', { type: 'show', uri: 'spotify:show:1', name: 'S' }, { by: null }],
    [
      'something that tells its kind by its uri',
      { uri: `spotify:album:${ID}`, name: 'A' },
      { type: 'album' },
    ],
    ['something new', { type: 'hologram', uri: 'spotify:hologram:1', name: 'H' }, null],
    ['nothing', {}, null],
  ];
  it.each(rows)('%s', (_, raw, expected) => {
    const piece = decodeWhole(raw, 'GET /x');
    if (expected) expect(piece).toMatchObject(expected);
    else expect(piece).toBeNull();
  });

  it('of a wrong type is refused, and the answer named', () => {
    expect(() => decodeWhole({ type: 'album', name: 7 }, 'GET /albums/{id}')).toThrow(
      'GET /albums/{id} cannot be read: name',
    );
    expect(() => decodePiecePage({}, 'GET /x')).toThrow('items');
  });
});

describe('pages', () => {
  const track = { type: 'track', uri: `spotify:track:${ID}`, name: 'T' };

  it('leave out what Spotify lost', () => {
    const items = [null, track, { type: 'album', uri: `spotify:album:${ID}`, name: 'A' }];
    expect(decodePiecePage({ items, total: 3 }, 'GET /x')).toMatchObject({ pieces: [{}, {}], total: 3 });
    expect(decodePiecePage({ items: [], total: null }, 'GET /x')).toEqual({ pieces: [], total: null });
  });

  it('hold entries in the old shape and the new', () => {
    const items = [
      { track },
      { item: track, track: null },
      { album: { ...track, type: 'album' } },
      { item: null },
      null,
    ];
    const { pieces } = decodeEntryPage({ items, total: 5 }, 'GET /x');
    expect(pieces.map(({ type }) => type)).toEqual(['track', 'track', 'album']);
  });

  it('of what was played tell when, and from what', () => {
    const items = [
      { track, played_at: '2026-02-25T20:15:20.497Z', context: { uri: `spotify:user:x:playlist:${ID}` } },
      { track, played_at: '2026-02-25T20:15:20.497Z', context: null },
      { track, played_at: 'yesterday' },
      { track },
    ];
    expect(decodePlayed({ items }, 'GET /x')).toMatchObject([
      { at: Date.parse('2026-02-25T20:15:20.497Z'), contextUri: `spotify:playlist:${ID}` },
      { at: Date.parse('2026-02-25T20:15:20.497Z'), contextUri: null },
    ]);
  });

  it('of a search come in the order of the types', () => {
    const page = (type: string) => ({ items: [{ ...track, type }, null], total: 7 });
    const json = { tracks: page('track'), albums: page('album'), playlists: null };
    const found = decodeFound(json, ['album', 'playlist', 'track']);
    expect(found.pieces.map(({ type }) => type)).toEqual(['album', 'track']);
    expect(found.totals).toEqual({ album: 7, playlist: 0, track: 7 });
  });
});
