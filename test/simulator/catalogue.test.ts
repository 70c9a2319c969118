import { describe, expect, it } from 'vitest';
import { dig, house } from './house.ts';

const { catalogue } = house();
const album = catalogue.albumNamed('Lanterns at Low Tide');
const artist = album.artists[0]?.id;
const show = catalogue.shows[0];
const book = catalogue.audiobooks[0];
const own = catalogue.playlistNamed('Kitchen Disco').id;
const foreign = catalogue.playlistNamed('Sunday Roast').id;
const shared = catalogue.playlistNamed('House Party').id;
const secret = catalogue.playlistNamed('Lullabies 🌙').id;

describe.each(['new', 'old', 'both'] as const)('in the %s shapes', (shapes) => {
  it.each([
    `/albums/${album.id}`,
    `/albums/${album.id}/tracks?limit=2&offset=2`,
    `/tracks/${album.tracks[0]?.id}`,
    `/artists/${artist}`,
    `/artists/${artist}/albums`,
    `/shows/${show?.id}`,
    `/shows/${show?.id}/episodes`,
    `/episodes/${show?.episodes[0]?.id}`,
    `/episodes/${book?.chapters[1]?.id}`,
    `/audiobooks/${book?.id}`,
    `/audiobooks/${book?.id}/chapters`,
    `/chapters/${book?.chapters[1]?.id}`,
    `/playlists/${own}`,
    `/playlists/${catalogue.playlistNamed('Mixed Shelf').id}/items`,
    `/playlists/${shared}/items`,
    '/me',
    '/me/playlists',
    '/me/tracks?limit=3',
    '/me/albums',
    '/me/shows',
    '/me/episodes',
    '/me/audiobooks',
    '/me/following?type=artist',
    '/me/top/artists',
    '/me/top/tracks',
    '/search?q=the&type=album,artist,playlist,track,show,episode,audiobook',
  ])('GET %s is as the contract says', async (path) => {
    expect((await house({ shapes }).get(path)).status).toBe(200);
  });
});

describe('playlists', () => {
  it.each([
    ['new', own, ['items'], ['tracks']],
    ['new', foreign, [], ['items', 'tracks']],
    ['new', shared, ['items'], ['tracks']],
    ['old', foreign, ['tracks'], ['items']],
    ['both', own, ['items', 'tracks'], []],
  ] as const)('in the %s shape show of %s %o and not %o', async (shapes, id, present, absent) => {
    const { json } = await house({ shapes }).get(`/playlists/${id}`);
    for (const field of present) expect(json).toHaveProperty(field);
    for (const field of absent) expect(json).not.toHaveProperty(field);
  });

  it.each([
    ['new', `/playlists/${own}/items`, 200, 'item'],
    ['old', `/playlists/${own}/tracks`, 200, 'track'],
    ['new', `/playlists/${own}/tracks`, 403, undefined],
    ['new', `/playlists/${foreign}/items`, 403, undefined],
    ['new', `/playlists/${'0'.repeat(22)}`, 404, undefined],
    ['new', '/playlists/short', 400, undefined],
  ] as const)('in the %s shape %s is %d', async (shapes, path, status, field) => {
    const reply = await house({ shapes }).get(path);
    expect(reply.status).toBe(status);
    if (field) expect(dig(reply.json, `items.0.${field}.name`)).toBe('Butter Side Up');
  });

  it('are listed for who owns, shares or follows them', async () => {
    const { json } = await house().get('/me/playlists');
    expect(dig(json, 'items.*.name')).toEqual([
      'Kitchen Disco',
      'Lullabies 🌙',
      'Mixed Shelf',
      'Everything, Twice and Again',
      'Sunday Roast',
      'House Party',
    ]);
    expect(dig(json, 'items.*.images')).toContain(null);
  });

  it('hide what is private from others', async () => {
    expect((await house().get(`/playlists/${secret}`, 'guest')).status).toBe(404);
  });

  it('can be cut down to fields', async () => {
    const { simulator } = house();
    const answer = simulator.world.answer(
      {
        method: 'GET',
        url: `/v1/playlists/${own}?fields=name,owner.id,items(total,items(item(name)))`,
        headers: { authorization: `Bearer ${simulator.accessToken()}` },
        body: '',
      },
      0,
    );
    expect(JSON.parse(answer.body)).toMatchObject({
      name: 'Kitchen Disco',
      owner: { id: 'family' },
      items: { total: 10, items: { 0: { item: { name: 'Butter Side Up' } } } },
    });
    expect(answer.body).not.toContain('snapshot_id');
  });

  it('can be added to and taken from', async () => {
    const { call, get, simulator } = house();
    const uri = album.tracks[0]?.uri ?? '';
    const before = dig((await get(`/playlists/${own}`)).json, 'items.total');
    const { revision } = simulator.world.spotify.catalogue.playlists.get(own) ?? { revision: 0 };
    expect((await call('POST', `/playlists/${own}/items`, { uris: [uri] })).status).toBe(201);
    expect(dig((await get(`/playlists/${own}`)).json, 'items.total')).toBe(Number(before) + 1);
    expect((await call('DELETE', `/playlists/${own}/items`, { items: [{ uri }] })).status).toBe(200);
    expect(dig((await get(`/playlists/${own}`)).json, 'items.total')).toBe(before);
    expect(simulator.world.spotify.catalogue.playlists.get(own)?.revision).toBe(revision + 2);
    expect((await call('POST', `/playlists/${foreign}/items`, { uris: [uri] })).status).toBe(403);
  });
});

describe('what is refused', () => {
  it.each([
    ['/artists/x/albums', 400],
    [`/artists/${artist}/albums?limit=11`, 400],
    ['/search?q=a&type=track&limit=11', 400],
    ['/search?q=a&type=track&limit=0', 400],
    ['/search?q=a&type=track&offset=1001', 400],
    ['/search?q=a&type=radio', 400],
    ['/search?q=&type=track', 400],
    ['/search?q=a', 400],
    ['/me/tracks?limit=51', 400],
    [`/tracks/${'0'.repeat(22)}`, 404],
    [`/shows/${book?.id}`, 404],
    ['/radio', 404],
    ['/tracks?ids=1,2', 403],
    ['/browse/new-releases', 403],
    ['/markets', 403],
    [`/artists/${artist}/top-tracks`, 403],
    ['/users/guest', 403],
    ['/me/tracks/contains?ids=1', 403],
    ['/recommendations', 403],
  ])('GET %s is %d', async (path, status) => {
    expect((await house().get(path)).status).toBe(status);
  });

  it('audiobooks, outside of their markets', async () => {
    expect((await house().get(`/audiobooks/${book?.id}`, 'guest')).status).toBe(404);
  });
});

describe('search', () => {
  it.each([
    ['nordlys', 'album', ['Nordlys']],
    ['forste sno', 'track', ['Første snø']],
    ['artist:"mira solveig" blatime', 'track', ['Blåtime']],
    ['DISCO', 'playlist', ['Kitchen Disco']],
    ['zzz', 'track', []],
  ])('for “%s” finds the %s %o', async (words, type, names) => {
    const { json } = await house().get(`/search?q=${encodeURIComponent(words)}&type=${type}`);
    expect(dig(json, `${type}s.items.*.name`)).toEqual(names);
  });

  it('shows nothing of what Spotify made, but counts it', async () => {
    const { json } = await house().get('/search?q=gentle&type=playlist');
    expect(json).toMatchObject({ playlists: { total: 1, items: [null] } });
  });
});

describe('the library', () => {
  const track = album.tracks[1]?.uri ?? '';
  const contains = (uri: string) => `/me/library/contains?uris=${encodeURIComponent(uri)}`;

  it('saves, tells and forgets', async () => {
    const { get, call } = house();
    expect((await get(contains(`${track},${album.uri}`))).json).toEqual([false, true]);
    await call('PUT', `/me/library?uris=${track}`);
    expect((await get(contains(track))).json).toEqual([true]);
    expect(dig((await get('/me/tracks?limit=1')).json, 'items.*.track.uri')).toEqual([track]);
    await call('DELETE', `/me/library?uris=${track}`);
    expect((await get(contains(track))).json).toEqual([false]);
  });

  it.each([
    ['GET', '/me/library/contains', 400],
    ['PUT', '/me/library', 400],
    ['PUT', '/me/library?uris=nonsense', 400],
    ['PUT', `/me/library?uris=spotify:artist:${artist}`, 400],
    ['GET', `/me/library/contains?uris=spotify:artist:${artist}`, 200],
    ['GET', `/me/library/contains?uris=${Array(41).fill(track).join(',')}`, 400],
    ['GET', `/me/library/contains?uris=${Array(40).fill(track).join(',')}`, 200],
    ['PUT', '/me/tracks?ids=x', 403],
    ['DELETE', '/me/albums?ids=x', 403],
    ['GET', '/me/episodes/contains?ids=x', 403],
  ])('%s %s is %d', async (method, path, status) => {
    expect((await house().call(method, path)).status).toBe(status);
  });

  it('knows an audiobook by either of its names', async () => {
    const { get, call } = house();
    await call('DELETE', `/me/library?uris=${book?.uri}`);
    expect((await get(contains(`${book?.uri},spotify:audiobook:${book?.id}`))).json).toEqual([false, false]);
    await call('PUT', `/me/library?uris=${book?.uri}`);
    expect((await get(contains(`${book?.uri},spotify:audiobook:${book?.id}`))).json).toEqual([true, true]);
  });

  it('wants the scope of each type', async () => {
    const { get, simulator } = house();
    const token = simulator.accessToken({ scope: 'user-library-read' });
    expect((await get(contains(track), token)).status).toBe(200);
    expect(await get(contains(`spotify:playlist:${own}`), token)).toMatchObject({
      status: 403,
      json: { error: { message: 'Insufficient client scope' } },
    });
  });
});
