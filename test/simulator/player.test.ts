import { describe, expect, it } from 'vitest';
import { API, dig, house } from './house.ts';

const MINUTE = 60_000;

describe('time on the player', () => {
  it('runs, and tracks follow one another', async () => {
    const { clock, state, playAlbum } = house();
    const [first, second] = playAlbum().tracks;
    await clock.advance(10_000);
    expect(await state()).toMatchObject({ is_playing: true, progress_ms: 10_200, item: { uri: first?.uri } });
    await clock.advance((first?.durationMs ?? 0) - 10_200);
    expect(await state()).toMatchObject({ progress_ms: 200, item: { uri: second?.uri } });
  });

  it('stands still while paused', async () => {
    const { clock, put, state, playAlbum } = house();
    playAlbum();
    await clock.advance(5_000);
    await put('/me/player/pause');
    await clock.advance(MINUTE);
    expect(await state()).toMatchObject({
      is_playing: false,
      progress_ms: 5_000,
      actions: { disallows: { pausing: true } },
    });
  });

  it.each([
    [
      'stops at the start of its context',
      { autoplay: false },
      'off',
      { playing: false, position_ms: 0, name: 'Last Stop' },
    ],
    ['goes on with other songs', { autoplay: true }, 'off', { playing: true, context: null }],
    ['begins again', { autoplay: true }, 'context', { playing: true, name: 'Last Stop' }],
    ['repeats the track', { autoplay: true }, 'track', { playing: true, name: 'Last Stop' }],
  ] as const)('%s (%o, repeat %s)', async (_, settings, repeat, expected) => {
    const { clock, simulator, playAlbum } = house(settings);
    // Its second track is offered nowhere, so that one track is all there is.
    const [track] = playAlbum('Last Stop').tracks;
    simulator.scene({ repeat });
    await clock.advance((track?.durationMs ?? 0) + 1_000);
    expect(simulator.player()).toMatchObject(expected);
  });

  it('lets Spotify’s own songs follow, which no context names', async () => {
    const { clock, state, playAlbum } = house();
    const [track] = playAlbum('Last Stop').tracks;
    await clock.advance((track?.durationMs ?? 0) + 1_000);
    expect(await state()).toMatchObject({ is_playing: true, context: null, item: { type: 'track' } });
  });

  it('plays the queue before the context, and shows it', async () => {
    const { post, get, state, playAlbum, catalogue, clock } = house();
    const album = playAlbum();
    const guest = catalogue.albumNamed('Nordlys').tracks[3]?.uri ?? '';
    await post(`/me/player/queue?uri=${guest}`);
    await clock.advance(200);
    const queue = (await get('/me/player/queue')).json;
    expect(dig(queue, 'currently_playing.uri')).toBe(album.tracks[0]?.uri);
    expect(dig(queue, 'queue.*.uri')).toEqual([guest, ...album.tracks.slice(1).map((track) => track.uri)]);
    await post('/me/player/next');
    expect(await state()).toMatchObject({ item: { uri: guest } });
    await post('/me/player/next');
    expect(await state()).toMatchObject({ item: { uri: album.tracks[1]?.uri } });
  });

  it('shuffles by seed, each track once, and finds back into order', async () => {
    const { put, state, simulator, playAlbum } = house();
    const album = playAlbum();
    await put('/me/player/shuffle?state=true');
    expect(await state()).toMatchObject({ shuffle_state: true, item: { uri: album.tracks[0]?.uri } });
    const rest = album.tracks.slice(1).map((track) => track.uri);
    const shuffled = simulator.player().next;
    expect(shuffled).not.toEqual(rest);
    expect([...shuffled].sort()).toEqual([...rest].sort());
    await put('/me/player/shuffle?state=false');
    expect(simulator.player().next).toEqual(rest);
  });

  it('goes idle ten minutes after a pause; currently-playing forgets after two', async () => {
    const { clock, put, get, playAlbum } = house();
    playAlbum();
    await put('/me/player/pause');
    await clock.advance(2 * MINUTE);
    expect((await get('/me/player/currently-playing')).status).toBe(204);
    expect((await get('/me/player')).status).toBe(200);
    await clock.advance(8 * MINUTE);
    expect((await get('/me/player')).status).toBe(204);
    expect(await put('/me/player/play')).toMatchObject({
      status: 404,
      json: { error: { reason: 'NO_ACTIVE_DEVICE' } },
    });
  });

  it('remembers what was heard for half a minute, newest first', async () => {
    const { clock, post, get, playAlbum } = house();
    const album = playAlbum();
    await clock.advance(31_000);
    await post('/me/player/next');
    await clock.advance(10_000);
    await post('/me/player/next');
    await clock.advance(40_000);
    await post('/me/player/next');
    await clock.advance(200);
    const { json } = await get('/me/player/recently-played?limit=1');
    expect(dig(json, 'items')).toMatchObject([
      { track: { uri: album.tracks[2]?.uri }, context: { uri: album.uri } },
    ]);
    const earlier = await get(String(dig(json, 'next')).replace(API, ''));
    expect(dig(earlier.json, 'items')).toMatchObject([{ track: { uri: album.tracks[0]?.uri } }]);
  });

  it('interrupts who does not pay with an advertisement after every three tracks', async () => {
    const { clock, simulator } = house();
    simulator.act({
      user: 'frugal',
      action: 'play',
      uri: house().catalogue.albumNamed('Gute Nacht, Bär').uri,
    });
    const heard: (string | null)[] = [];
    for (let track = 0; track < 4; track++) {
      const { name, duration_ms, position_ms } = simulator.player('frugal');
      heard.push(name);
      await clock.advance((duration_ms ?? 0) - position_ms);
    }
    expect(heard).toEqual(['Guten Morgen, Biene', 'Das Honiglied', 'Regentropfen tanzen', null]);
    expect(simulator.player('frugal').name).toBe('Zähne putzen, eins, zwei, drei');
  });

  it('runs for days without anybody asking', async () => {
    const { clock, simulator, playAlbum } = house();
    playAlbum();
    await clock.advance(3 * 24 * 60 * MINUTE);
    expect(simulator.player()).toMatchObject({ playing: true });
  });
});

describe('what shows', () => {
  it.each([
    ['an episode', 'The Numbers Station in the Attic', 'episode', 'show'],
    ['a chapter, as an episode of a show', 'Chapter 1: The Lamp', 'episode', 'show'],
  ])('%s', async (_, name, type, contextType) => {
    const { simulator, state, get, catalogue } = house();
    const found = [
      ...catalogue.shows.flatMap((show) => show.episodes),
      ...catalogue.audiobooks.flatMap((book) => book.chapters),
    ];
    const spoken = found.find((each) => each.name === name);
    const context =
      spoken?.kind === 'episode' ? spoken.show : spoken?.kind === 'chapter' ? spoken.audiobook : undefined;
    simulator.scene({ uri: context?.uri ?? '', offset: spoken?.uri ?? '', device: 'Kitchen', playing: true });
    expect(await state()).toMatchObject({
      currently_playing_type: type,
      context: { type: contextType, uri: context?.uri },
      item: { type: 'episode', name, show: { name: context?.name } },
    });
    expect((await get('/me/player')).json).toMatchObject({ currently_playing_type: 'episode', item: null });
  });

  it('a local file, by its name alone', async () => {
    const { simulator, state, catalogue } = house();
    simulator.scene({ uri: catalogue.local.uri, device: 'Kitchen', playing: true });
    expect(await state()).toMatchObject({
      context: null,
      item: { id: null, is_local: true, album: { name: '' }, uri: catalogue.local.uri },
    });
  });

  it.each([
    ['an advertisement', 'ad', 'ad'],
    ['the DJ', 'dj', 'unknown'],
  ] as const)('%s without an item, and nobody may skip it', async (_, action, type) => {
    const { clock, simulator, state, post, playAlbum } = house();
    const album = playAlbum();
    simulator.act({ action });
    expect(await state()).toMatchObject({
      currently_playing_type: type,
      item: null,
      actions: { disallows: { skipping_next: true } },
    });
    expect((await post('/me/player/next')).status).toBe(403);
    await clock.advance(30_000);
    expect(await state()).toMatchObject({ item: { uri: album.tracks[1]?.uri } });
  });

  it('nothing of a private session but that it plays', async () => {
    const { simulator, state, playAlbum } = house();
    playAlbum();
    simulator.scene({ private_session: true });
    expect(await state()).toMatchObject({
      is_playing: true,
      item: null,
      context: null,
      device: { is_private_session: true },
    });
  });

  it.each([
    ['spotify:user:family:collection', 'collection', 'spotify:user:family:collection'],
    ['spotify:collection:tracks', 'collection', 'spotify:user:family:collection'],
    ['old form of a playlist', 'playlist', undefined],
  ])('a context that was asked for as %s', async (asked, type, reported) => {
    const { put, state, device, catalogue } = house();
    const uri = asked.startsWith('spotify:')
      ? asked
      : `spotify:user:family:playlist:${catalogue.playlistNamed('Kitchen Disco').id}`;
    await put(`/me/player/play?device_id=${device('Kitchen')}`, { context_uri: uri });
    expect(await state()).toMatchObject({ is_playing: true, context: { type, uri: reported ?? uri } });
  });

  it('smart shuffle, which only an app can set', async () => {
    const { simulator, state, playAlbum } = house();
    playAlbum();
    simulator.act({ action: 'shuffle', on: true, smart: true });
    expect(await state()).toMatchObject({ shuffle_state: true, smart_shuffle: true });
  });
});
