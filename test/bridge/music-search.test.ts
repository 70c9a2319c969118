import { describe, expect, it } from 'vitest';
import { findMusic, findPlaylist } from '../../src/bridge/music-search.ts';
import type { Piece, PieceType } from '../../src/core/media.ts';
import type { Gate } from '../../src/core/ports.ts';
import { Trouble } from '../../src/core/problem.ts';
import { FakeClock } from '../fakes/clock.ts';
import { FakeSpotify } from '../fakes/spotify.ts';

const GATE: Gate = {
  admit: async () => {},
  check() {},
  close: () => ({ kind: 'rate_limited', message: 'closed' }),
};
const PLAYLISTS = [{ uri: uri('playlist', 9), name: 'Kitchen Disco', image: null }];

function uri(type: string, number: number): string {
  return `spotify:${type}:${String(number).padStart(22, '0')}`;
}

function piece(type: PieceType, number: number, title: string, by: string | null = null): Piece {
  const more = { image: null, durationMs: null, playable: true };
  return { type, uri: uri(type, number), id: null, title, by, ...more };
}

/** A Spotify that finds these for every search. */
function house(...pieces: Piece[]) {
  const spotify = new FakeSpotify(new FakeClock(), GATE);
  spotify.library.found = { pieces, totals: {} };
  const calls = () => spotify.library.calls.map((call) => call.replace(/ track,.* 0\+10$/, ''));
  return { spotify, calls, means: { spotify, state: { playlists: PLAYLISTS } } };
}

const ADELE = piece('track', 1, 'Hello', 'Adele');
const RICHIE = piece('track', 2, 'Hello', 'Lionel Richie');
const OTHER = piece('track', 3, 'Goodbye', 'Adele');

describe('finding music by name', () => {
  it('asks once where one is named best by far', async () => {
    const { means, calls } = house(OTHER, ADELE);
    expect(await findMusic({ query: 'hello' }, means)).toEqual({
      uri: ADELE.uri,
      type: 'track',
      name: 'Hello',
      artists: 'Adele',
      from: 'catalogue',
    });
    expect(calls()).toEqual(['search hello']);
  });

  it('asks which are saved where several may be meant, and takes that', async () => {
    const { means, calls, spotify } = house(ADELE, OTHER, RICHIE);
    spotify.library.own.add(RICHIE.uri ?? '');
    expect(await findMusic({ query: 'hello' }, means)).toMatchObject({ uri: RICHIE.uri, from: 'library' });
    expect(calls()).toEqual(['search hello', `saved ${ADELE.uri},${RICHIE.uri}`]);
  });

  it('takes Spotify’s first where it cannot be told what is saved', async () => {
    const { means, spotify } = house(ADELE, RICHIE);
    spotify.library.saved = async () => {
      throw new Trouble('rate_limited', 'the budget is spent');
    };
    expect(await findMusic({ query: 'hello' }, means)).toMatchObject({ uri: ADELE.uri, from: 'catalogue' });
  });

  it('asks for nothing where a playlist of one’s own is called so, unless something else is wanted', async () => {
    const { means, calls } = house(piece('album', 4, 'Kitchen Disco', 'Sophie'));
    expect(await findMusic({ query: 'kitchen disco' }, means)).toMatchObject({
      uri: PLAYLISTS[0]?.uri,
      from: 'library',
    });
    expect(calls()).toEqual([]);
    expect(await findMusic({ query: 'kitchen disco', type: 'album' }, means)).toMatchObject({
      type: 'album',
    });
    expect(calls()).toEqual(['search kitchen disco album 0+10']);
  });

  it('looks a second time without the word that joins, and not a third', async () => {
    const { means, calls } = house(RICHIE);
    await expect(findMusic({ query: 'hello von adele' }, means)).rejects.toThrow(
      'nothing is called "hello von adele"; nearest are Hello by Lionel Richie (track)',
    );
    expect(calls()).toEqual(['search hello von adele', 'search hello adele']);
  });

  it('says why where Spotify does not answer', async () => {
    const { means, spotify } = house();
    spotify.library.fails = new Trouble('rate_limited', "Spotify's rate limit is reached", 5_000);
    await expect(findMusic({ query: 'hello' }, means)).rejects.toMatchObject({
      problem: { kind: 'rate_limited', retryAt: 5_000 },
    });
  });
});

describe('a playlist by name', () => {
  const state = { playlists: [...PLAYLISTS, { uri: uri('playlist', 8), name: 'Kitchen', image: null }] };
  it.each([
    ['Kitchen Disco', 'Kitchen Disco'],
    ['kitchen', 'Kitchen'],
    ['kitchn disco', 'Kitchen Disco'],
    ['The Kitchen-Disco', 'Kitchen Disco'],
  ])('%s is %s', (name, expected) => {
    expect(findPlaylist(name, state)).toMatchObject({ type: 'playlist', name: expected, from: 'library' });
  });

  it('that is none tells which there are, the nearest first', () => {
    expect(() => findPlaylist('Kinder', state)).toThrow(
      /^no playlist "Kinder" in this account; there are Kitchen/,
    );
    expect(() => findPlaylist('Kinder', { playlists: [] })).toThrow('the list is not read yet');
  });
});
