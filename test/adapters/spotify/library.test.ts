import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../../src/adapters/spotify/library.ts';
import type { Library } from '../../../src/core/library.ts';
import type { Spending } from '../../../src/core/ports.ts';
import { Trouble } from '../../../src/core/problem.ts';
import { Refusal } from '../../../src/core/refusal.ts';

const ID = '7vEJAtP3KgKSpOHVgwm3Eh';
const SPAN = { offset: 0, limit: 50 };

/** A library whose Spotify answers in the order given, the last for good; an Error is thrown. */
function given(...answers: unknown[]) {
  const sent: string[] = [];
  const spendings = new Set<Spending>();
  const library = openLibrary(async (path, bucket, _scope, spending) => {
    sent.push(`${bucket} ${path}`);
    spendings.add(spending);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { library, sent, spendings };
}

const refusal = (status: number, message: string) => new Refusal('refused', message, status);
const tracks = (count: number, total: number) => ({
  items: Array.from({ length: count }, () => ({ type: 'track', uri: `spotify:track:${ID}`, name: 'Song' })),
  total,
});

describe('the library', () => {
  it.each<[string, (library: Library) => Promise<unknown>]>([
    ['playlists /me/playlists?limit=50&offset=0', (one) => one.list('playlists', SPAN)],
    ['library /me/albums?limit=20&offset=40', (one) => one.list('albums', { offset: 40, limit: 20 })],
    ['library /me/shows?limit=50&offset=0', (one) => one.list('shows', SPAN)],
    ['library /me/tracks?limit=50&offset=0', (one) => one.list('tracks', SPAN)],
    [`catalogue /albums/${ID}/tracks?limit=50&offset=0`, (one) => one.contents('album', ID, SPAN)],
    [`catalogue /shows/${ID}/episodes?limit=50&offset=0`, (one) => one.contents('show', ID, SPAN)],
    [`catalogue /audiobooks/${ID}/chapters?limit=50&offset=0`, (one) => one.contents('audiobook', ID, SPAN)],
    [`playlists /playlists/${ID}/items?limit=50&offset=0`, (one) => one.contents('playlist', ID, SPAN)],
    [
      `catalogue /artists/${ID}/albums?include_groups=album,single&limit=10&offset=0`,
      (one) => one.contents('artist', ID, { offset: 0, limit: 10 }),
    ],
    ['player /me/player/recently-played?limit=50', (one) => one.recent(50)],
    [
      'search /search?q=h%26m%20%C3%A9&type=album,track&limit=10&offset=20',
      (one) => one.search('h&m é', ['album', 'track'], { offset: 20, limit: 10 }),
    ],
  ])('asks %s', async (expected, ask) => {
    const { library, sent, spendings } = given({ items: [], total: 0 });
    await ask(library);
    expect(sent).toEqual([expected]);
    expect([...spendings]).toEqual(['browse']);
  });

  it('asks which are saved, of all at once', async () => {
    const { library, sent } = given([true, false]);
    expect(await library.saved([`spotify:album:${ID}`, `spotify:track:${ID}`])).toEqual([true, false]);
    expect(sent).toEqual([
      `library /me/library/contains?uris=spotify%3Aalbum%3A${ID}%2Cspotify%3Atrack%3A${ID}`,
    ]);
  });

  it('finds the last of an album in two small questions, for which nobody waits', async () => {
    const { library, sent, spendings } = given(tracks(1, 12), tracks(1, 12));
    expect(await library.last('album', ID)).toBe(`spotify:track:${ID}`);
    const path = `catalogue /albums/${ID}/tracks?limit=1&offset=`;
    expect(sent).toEqual([`${path}0`, `${path}11`]);
    expect([...spendings]).toEqual(['metadata']);
    const empty = given(tracks(0, 0));
    expect(await empty.library.last('album', ID)).toBeNull();
    expect(empty.sent).toHaveLength(1);
  });

  it('reads as many pages as are needed, and not one more', async () => {
    const all = given(tracks(50, 70), tracks(20, 70));
    expect((await all.library.contents('album', ID, { offset: 0, limit: 100 })).pieces).toHaveLength(70);
    expect(all.sent).toHaveLength(2);
    const few = given(tracks(50, 50));
    expect(await few.library.contents('album', ID, { offset: 0, limit: 100 })).toMatchObject({ total: 50 });
    expect(few.sent).toHaveLength(1);
    const some = given(tracks(50, 500), tracks(10, 500));
    await some.library.contents('album', ID, { offset: 100, limit: 60 });
    expect(some.sent).toEqual([
      `catalogue /albums/${ID}/tracks?limit=50&offset=100`,
      `catalogue /albums/${ID}/tracks?limit=10&offset=150`,
    ]);
  });

  it('gives what it has where the rest would take too long', async () => {
    const limited = new Trouble('rate_limited', 'a moment, please', 1);
    const { library } = given(tracks(50, 120), limited);
    const page = await library.contents('album', ID, { offset: 0, limit: 100 });
    expect(page).toMatchObject({ limit: 50, total: 120 });
    expect(page.pieces).toHaveLength(50);
    const none = given(limited);
    await expect(none.library.contents('album', ID, SPAN)).rejects.toBe(limited);
    const broken = given(tracks(50, 120), refusal(400, 'no'));
    await expect(broken.library.contents('album', ID, { offset: 0, limit: 100 })).rejects.toThrow('no');
  });

  it.each([
    ['others', refusal(403, 'Spotify refused: Forbidden'), 'owner alone'],
    ['Spotify', refusal(404, 'Spotify refused: Resource not found'), 'its own playlists'],
  ])('tells why a playlist of %s shows nothing', async (_, error, why) => {
    const { library } = given(error);
    const page = await library.contents('playlist', ID, SPAN);
    expect(page).toMatchObject({ pieces: [], total: null, hidden: expect.stringContaining(why) });
  });

  it.each<[string, 'playlist' | 'album', Error]>([
    ['a missing scope', 'playlist', refusal(403, 'The authorization lacks the scope playlist-read-private')],
    ['Premium', 'playlist', new Refusal('premium_only', 'no Premium', 403)],
    ['an album that is not there', 'album', refusal(404, 'Resource not found')],
  ])('does not take %s for that', async (_, type, error) => {
    await expect(given(error).library.contents(type, ID, SPAN)).rejects.toBe(error);
  });

  it('knows nothing about what is 404', async () => {
    expect(await given(refusal(404, 'not found')).library.about('show', ID)).toBeNull();
    const { library, sent } = given({
      type: 'playlist',
      uri: `spotify:playlist:${ID}`,
      id: ID,
      name: 'Mine',
    });
    expect(await library.about('playlist', ID)).toMatchObject({ title: 'Mine' });
    expect(sent).toEqual([`playlists /playlists/${ID}?fields=id,uri,type,name,images,owner(display_name)`]);
    await expect(given(refusal(403, 'no')).library.about('show', ID)).rejects.toThrow('no');
  });
});
