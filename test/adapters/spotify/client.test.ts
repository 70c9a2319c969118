import { describe, expect, it } from 'vitest';
import { openSpotify } from '../../../src/adapters/spotify/client.ts';
import { openTokens } from '../../../src/adapters/spotify/token.ts';
import type { Spotify } from '../../../src/core/ports.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { type Answer, error, FakeGate, FakeStore, fakeWeb, reply, troubleOf } from './fake-web.ts';

async function given(...answers: Answer[]) {
  const clock = new FakeClock();
  const gate = new FakeGate();
  const web = fakeWeb(gate, ...answers);
  const store = new FakeStore({
    clientId: 'app',
    refreshToken: 'refresh',
    accessToken: 'access',
    expiresAt: clock.now() + 3_600_000,
    scope: null,
    authorizedAt: null,
    seededFrom: null,
  });
  const line = { fetch: web.fetch, clock };
  const tokens = await openTokens({ ...line, store, accountsUrl: 'http://accounts.test', clientId: 'app' });
  const spotify = openSpotify({ ...line, gate, tokens, apiUrl: 'http://api.test/v1', random: () => 0 });
  const sent = () =>
    web.sent.map(({ method, url, body }) => `${method} ${url.slice(18)}${body ? ` ${body}` : ''}`);
  return { spotify, sent, gate, clock };
}

describe('commands', () => {
  const uri = 'spotify:track:1';
  it.each<[string, (spotify: Spotify) => Promise<unknown>]>([
    ['PUT /me/player/play', (s) => s.play({})],
    ['PUT /me/player/play?device_id=d%2F1', (s) => s.play({ deviceId: 'd/1' })],
    [
      'PUT /me/player/play {"context_uri":"spotify:album:1","offset":{"position":2},"position_ms":1500}',
      (s) => s.play({ contextUri: 'spotify:album:1', offset: 2, positionMs: 1499.6 }),
    ],
    [
      `PUT /me/player/play {"uris":["${uri}"],"offset":{"uri":"${uri}"}}`,
      (s) => s.play({ uris: [uri], offset: uri }),
    ],
    ['PUT /me/player/play {"position_ms":0}', (s) => s.play({ positionMs: 0 })],
    ['PUT /me/player/pause', (s) => s.pause()],
    ['POST /me/player/next?device_id=d1', (s) => s.next('d1')],
    ['POST /me/player/previous', (s) => s.previous()],
    ['PUT /me/player/seek?position_ms=1235', (s) => s.seek(1234.5)],
    ['PUT /me/player/volume?volume_percent=100&device_id=d1', (s) => s.volume(120, 'd1')],
    ['PUT /me/player/shuffle?state=false', (s) => s.shuffle(false)],
    ['PUT /me/player/repeat?state=context', (s) => s.repeat('all')],
    ['PUT /me/player/repeat?state=track', (s) => s.repeat('one')],
    ['PUT /me/player {"device_ids":["d1"]}', (s) => s.transfer('d1')],
    ['PUT /me/player {"device_ids":["d1"],"play":true}', (s) => s.transfer('d1', true)],
    ['POST /me/player/queue?uri=spotify%3Atrack%3A1', (s) => s.enqueue(uri)],
    ['PUT /me/library?uris=spotify%3Atrack%3A1', (s) => s.save(uri)],
    ['DELETE /me/library?uris=spotify%3Atrack%3A1', (s) => s.remove(uri)],
  ])('%s', async (expected, ask) => {
    const { spotify, sent, gate } = await given(reply(200, 'AAByPJw7c2F1ZQ'));
    expect(await ask(spotify)).toBe('done');
    expect(sent()).toEqual([expected]);
    const bucket = expected.includes('library') ? 'library' : 'player';
    expect(gate.admitted).toMatchObject([{ spending: 'command', bucket }]);
  });

  it.each([
    [202, 'accepted'],
    [204, 'done'],
    [200, 'done'],
  ])('%d is %s', async (status, obeyed) => {
    expect(await (await given(reply(status))).spotify.next()).toBe(obeyed);
  });
});

describe('looking', () => {
  it.each([
    ['204', reply(204)],
    ['an empty body', reply(200, ' ')],
  ])('%s is idle', async (_, answer) => {
    const { spotify, sent, clock } = await given(answer);
    expect(await spotify.playback('poll')).toMatchObject({ status: 'idle', measuredAt: clock.now() });
    expect(sent()).toEqual(['GET /me/player?additional_types=track,episode']);
  });

  it('decodes what plays, the devices, the queue and the profile', async () => {
    const item = { type: 'track', name: 'Song', uri: 'spotify:track:1' };
    const { spotify } = await given(
      reply(200, { is_playing: true, item }),
      reply(200, { devices: [{ name: 'Kitchen' }] }),
      reply(200, { currently_playing: item, queue: [item] }),
      reply(204),
      reply(200, { id: 'me' }),
    );
    expect(await spotify.playback('verification')).toMatchObject({
      status: 'playing',
      item: { title: 'Song' },
    });
    expect(await spotify.devices('metadata')).toMatchObject([{ name: 'Kitchen' }]);
    expect(await spotify.queue('metadata')).toHaveLength(1);
    expect(await spotify.queue('metadata')).toEqual([]);
    expect(await spotify.profile('metadata')).toMatchObject({ userId: 'me' });
  });

  it.each(['<html>', '{"is_playing"', '[]'])('tells of a playback that is %s', async (body) => {
    const { spotify } = await given(reply(200, body));
    expect(await troubleOf(spotify.playback('poll'))).toMatchObject({
      name: 'BadReply',
      problem: { kind: 'unreachable' },
    });
  });
});

describe('library and lists', () => {
  it('asks whether something is saved', async () => {
    const { spotify, sent } = await given(reply(200, [true]), reply(200, []));
    expect(await spotify.isSaved('spotify:track:1')).toBe(true);
    expect(await spotify.isSaved('spotify:track:1')).toBe(false);
    expect(sent()[0]).toBe('GET /me/library/contains?uris=spotify%3Atrack%3A1');
  });

  it('reads playlists page by page, up to the limit', async () => {
    const page = (first: number, next: string | null) =>
      reply(200, {
        items: Array.from({ length: 50 }, (_, at) => ({ uri: `spotify:playlist:${first + at}`, name: 'x' })),
        next,
      });
    const all = await given(page(0, 'more'), page(50, null));
    expect(await all.spotify.playlists(1000)).toHaveLength(100);
    expect(all.sent()).toEqual([
      'GET /me/playlists?limit=50&offset=0',
      'GET /me/playlists?limit=50&offset=50',
    ]);
    const some = await given(page(0, 'more'));
    expect(await some.spotify.playlists(60)).toHaveLength(60);
    expect(some.sent()).toHaveLength(2);
    const endless = await given(reply(200, { items: [], next: 'more' }));
    expect(await endless.spotify.playlists(1000)).toEqual([]);
  });

  it('reads episodes that play, and saved tracks in both shapes', async () => {
    const { spotify, sent } = await given(
      reply(200, {
        items: [{ uri: 'e1' }, null, { uri: 'e2', is_playable: false }, { uri: 'e3', is_playable: true }],
      }),
      reply(200, { items: [{ track: { uri: 't1' } }, { item: { uri: 't2' } }, { track: null }, null] }),
    );
    expect(await spotify.episodesOf('spotify:show:1')).toEqual(['e1', 'e3']);
    expect(await spotify.savedTracks()).toEqual(['t1', 't2']);
    expect(sent()).toEqual(['GET /shows/1/episodes?limit=50', 'GET /me/tracks?limit=50']);
  });
});

describe('albumLength', () => {
  it.each([
    ['all its tracks', [{ duration_ms: 60_000 }, { duration_ms: 1_500 }], 61_500],
    ['those that tell how long they are', [{ duration_ms: 60_000 }, null, {}], 60_000],
    ['nothing of an empty album', [], 0],
  ])('sums %s', async (_, items, expected) => {
    const { spotify, sent, gate } = await given(reply(200, { items }));
    expect(await spotify.albumLength('spotify:album:1')).toBe(expected);
    expect(sent()).toEqual(['GET /albums/1/tracks?limit=50']);
    expect(gate.admitted.at(-1)).toMatchObject({ spending: 'metadata' });
  });

  it('tells of an album that is not there', async () => {
    const { spotify } = await given(error(404, 'Resource not found'));
    expect(await troubleOf(spotify.albumLength('spotify:album:1'))).toMatchObject({ name: 'Refusal' });
  });
});

describe('nameOf', () => {
  it.each([
    ['spotify:playlist:1', 'GET /playlists/1?fields=name'],
    ['spotify:user:ann:playlist:1', 'GET /playlists/1?fields=name'],
    ['spotify:album:1', 'GET /albums/1'],
    ['spotify:artist:1', 'GET /artists/1'],
    ['spotify:show:1', 'GET /shows/1'],
    ['spotify:audiobook:1', 'GET /audiobooks/1'],
  ])('%s is read once', async (uri, expected) => {
    const { spotify, sent } = await given(reply(200, { name: 'Name' }));
    expect(await spotify.nameOf(uri)).toBe('Name');
    expect(await spotify.nameOf(uri)).toBe('Name');
    expect(sent()).toEqual([expected]);
  });

  it.each([
    ['spotify:user:ann:collection', 'Liked Songs'],
    ['spotify:collection', 'Liked Songs'],
    ['spotify:collection:tracks', 'Liked Songs'],
    ['spotify:playlist:37i9dQZF1EYkqzdj48dyYq', null],
    ['spotify:station:track:1', null],
    ['nonsense', null],
  ])('%s is known without asking', async (uri, name) => {
    const { spotify, sent } = await given();
    expect(await spotify.nameOf(uri)).toBe(name);
    expect(sent()).toEqual([]);
  });

  it.each([
    ['404', error(404, 'Resource not found')],
    ['403', error(403, 'Forbidden')],
    ['no name', reply(200, {})],
  ])('%s is remembered as nameless', async (_, answer) => {
    const { spotify, sent } = await given(answer);
    expect(await spotify.nameOf('spotify:playlist:37i9dQZF1DX')).toBeNull();
    expect(await spotify.nameOf('spotify:playlist:37i9dQZF1DX')).toBeNull();
    expect(sent()).toHaveLength(1);
  });

  it('forgets no failure of the moment as nameless', async () => {
    const { spotify } = await given(
      error(403, 'User not registered in the Developer Dashboard'),
      reply(200, { name: 'A' }),
    );
    await troubleOf(spotify.nameOf('spotify:album:1'));
    expect(await spotify.nameOf('spotify:album:1')).toBe('A');
  });
});
