import { describe, expect, it } from 'vitest';
import { DJ_URI } from '../../src/simulator/catalogue/catalogue.ts';
import { house } from './house.ts';

describe('commands', () => {
  it('act at once and show later', async () => {
    const { put, get, clock, simulator, playAlbum } = house({ lagMs: 200 });
    playAlbum();
    await put('/me/player/volume?volume_percent=77');
    await put('/me/player/pause');
    expect(simulator.player()).toMatchObject({ playing: false, volume: 77 });
    await clock.advance(199);
    expect((await get('/me/player')).json).toMatchObject({
      is_playing: true,
      progress_ms: 199,
      device: { volume_percent: 40 },
    });
    await clock.advance(1);
    expect((await get('/me/player')).json).toMatchObject({
      is_playing: false,
      progress_ms: 0,
      device: { volume_percent: 77 },
    });
  });

  it.each([
    ['empty', [204], /^$/],
    ['text', [200], /^[\w-]{27}$/],
    ['mixed', [200, 204], /^[\w-]{27}$|^$/],
  ] as const)('answer with %s bodies', async (commandBodies, statuses, body) => {
    const { put, playAlbum } = house({ commandBodies });
    playAlbum();
    const replies = [];
    for (let volume = 0; volume < 12; volume++)
      replies.push(await put(`/me/player/volume?volume_percent=${volume}`));
    expect([...new Set(replies.map((reply) => reply.status))].sort()).toEqual(statuses);
    for (const reply of replies) expect(reply.text).toMatch(body);
  });

  it.each([
    ['PUT', '/me/player/seek?position_ms=61000', { progress_ms: 61_200 }],
    ['PUT', '/me/player/seek?position_ms=99999999', { item: { name: 'Ferryman, Wait' } }],
    ['PUT', '/me/player/volume?volume_percent=0', { device: { volume_percent: 0 } }],
    ['PUT', '/me/player/repeat?state=track', { repeat_state: 'track' }],
    ['PUT', '/me/player/repeat?state=context', { repeat_state: 'context' }],
    ['PUT', '/me/player/shuffle?state=true', { shuffle_state: true }],
    ['PUT', '/me/player/pause', { is_playing: false, actions: { disallows: { pausing: true } } }],
    ['POST', '/me/player/next', { item: { name: 'Ferryman, Wait' }, progress_ms: 200 }],
  ])('%s %s', async (method, path, expected) => {
    const { call, state, playAlbum } = house();
    playAlbum();
    expect((await call(method, path)).status).toBeLessThan(300);
    expect(await state()).toMatchObject(expected);
  });

  it.each([
    [2_999, 'Harbour Lights'],
    [3_001, 'Ferryman, Wait'],
  ])('previous at %d ms leads to %s', async (position_ms, name) => {
    const { post, state, simulator, playAlbum } = house();
    playAlbum('Lanterns at Low Tide', 1);
    simulator.scene({ position_ms });
    await post('/me/player/previous');
    expect(await state()).toMatchObject({ item: { name }, progress_ms: 200 });
  });

  const anywhere = '0'.repeat(40);
  it.each<[string, string, string, unknown, number, string, string | undefined]>([
    [
      'resuming what plays',
      'PUT',
      '/me/player/play',
      undefined,
      403,
      'Player command failed: Restriction violated',
      'UNKNOWN',
    ],
    [
      'previous on the first',
      'POST',
      '/me/player/previous',
      undefined,
      403,
      'Player command failed: Restriction violated',
      'UNKNOWN',
    ],
    [
      'a device that is not',
      'PUT',
      `/me/player/pause?device_id=${anywhere}`,
      undefined,
      404,
      'Device not found',
      undefined,
    ],
    [
      'a transfer to nowhere',
      'PUT',
      '/me/player',
      { device_ids: [anywhere] },
      404,
      'Device not found',
      undefined,
    ],
    [
      'a transfer to two',
      'PUT',
      '/me/player',
      { device_ids: ['a', 'b'] },
      400,
      'Exactly one device_id must be provided',
      undefined,
    ],
    ['a transfer to none', 'PUT', '/me/player', {}, 400, 'Missing required field: device_ids', undefined],
    [
      'volume 101',
      'PUT',
      '/me/player/volume?volume_percent=101',
      undefined,
      400,
      'Invalid volume_percent',
      undefined,
    ],
    [
      'no volume',
      'PUT',
      '/me/player/volume',
      undefined,
      400,
      'Required parameter volume_percent missing',
      undefined,
    ],
    [
      'a broken volume',
      'PUT',
      '/me/player/volume?volume_percent=3.5',
      undefined,
      400,
      'Invalid volume_percent',
      undefined,
    ],
    [
      'a strange repeat',
      'PUT',
      '/me/player/repeat?state=all',
      undefined,
      400,
      'Invalid state, must be one of off, context, track',
      undefined,
    ],
    [
      'an album in the queue',
      'POST',
      '/me/player/queue?uri=spotify:album:0000000000000000000000',
      undefined,
      400,
      'Invalid track uri: spotify:album:0000000000000000000000',
      undefined,
    ],
    ['a body that is none', 'PUT', '/me/player/play', '{"uris":', 400, 'Malformed json', undefined],
    ['a list for a body', 'PUT', '/me/player/play', [1], 400, 'Malformed json', undefined],
    [
      'a track as context',
      'PUT',
      '/me/player/play',
      { context_uri: 'spotify:track:0000000000000000000000' },
      400,
      'Non supported context uri',
      undefined,
    ],
    [
      'an unknown context',
      'PUT',
      '/me/player/play',
      { context_uri: 'spotify:album:0000000000000000000000' },
      404,
      'Resource not found',
      undefined,
    ],
    [
      'the DJ',
      'PUT',
      '/me/player/play',
      { context_uri: DJ_URI },
      403,
      'Player command failed: Restriction violated',
      'UNKNOWN',
    ],
    [
      'both ways at once',
      'PUT',
      '/me/player/play',
      { context_uri: DJ_URI, uris: [] },
      400,
      "Can't have both context_uri and uris",
      undefined,
    ],
    [
      'an album among uris',
      'PUT',
      '/me/player/play',
      { uris: ['spotify:album:0000000000000000000000'] },
      400,
      'Invalid track uri: spotify:album:0000000000000000000000',
      undefined,
    ],
  ])('refuse %s', async (_, method, path, body, status, message, reason) => {
    const { call, playAlbum } = house();
    playAlbum();
    expect(await call(method, path, body)).toMatchObject({
      status,
      json: { error: { status, message, ...(reason === undefined ? {} : { reason }) } },
    });
  });

  it('refuse a pause of what is paused', async () => {
    const { put, playAlbum, simulator } = house();
    playAlbum();
    simulator.act({ action: 'pause' });
    expect((await put('/me/player/pause')).json).toMatchObject({ error: { reason: 'UNKNOWN' } });
  });

  it.each([
    ['next', 'Nine Bells'],
    ['previous', 'Harbour Lights'],
  ])('%s out of a pause plays', async (skip, name) => {
    const { post, state, simulator, playAlbum } = house();
    playAlbum('Lanterns at Low Tide', 1);
    simulator.act({ action: 'pause' });
    await post(`/me/player/${skip}`);
    expect(await state()).toMatchObject({ is_playing: true, item: { name } });
  });

  it('are for those who pay', async () => {
    const { put, get, simulator } = house();
    simulator.act({ user: 'frugal', action: 'play' });
    expect(await put('/me/player/pause', undefined, 'frugal')).toMatchObject({
      status: 403,
      json: { error: { message: 'Player command failed: Premium required', reason: 'PREMIUM_REQUIRED' } },
    });
    expect((await get('/me/player', 'frugal')).status).toBe(200);
  });
});

describe('play', () => {
  it.each([
    ['by position', { offset: { position: 2 } }, 'Nine Bells'],
    ['by position, in the middle', { offset: { position: 2 }, position_ms: 30_000 }, 'Nine Bells'],
    ['from the beginning', {}, 'Harbour Lights'],
  ])('an album %s', async (_, body, name) => {
    const { put, state, device, catalogue } = house();
    const album = catalogue.albumNamed('Lanterns at Low Tide');
    await put(`/me/player/play?device_id=${device('Kitchen')}`, { context_uri: album.uri, ...body });
    const position = 'position_ms' in body ? body.position_ms : 0;
    expect(await state()).toMatchObject({
      is_playing: true,
      progress_ms: position + 200,
      context: { uri: album.uri },
      item: { name },
    });
  });

  it('an album from a track on, by its uri', async () => {
    const { put, state, device, catalogue } = house();
    const album = catalogue.albumNamed('Nordlys');
    const uri = album.tracks[4]?.uri;
    await put(`/me/player/play?device_id=${device('Kitchen')}`, { context_uri: album.uri, offset: { uri } });
    expect(await state()).toMatchObject({ item: { uri } });
  });

  it('bare uris, without a context', async () => {
    const { put, state, device, catalogue, simulator } = house();
    const uris = catalogue.albumNamed('Notturni').tracks.map((track) => track.uri);
    await put(`/me/player/play?device_id=${device('Study')}`, { uris, offset: { position: 1 } });
    expect(await state()).toMatchObject({
      context: null,
      item: { uri: uris[1] },
      device: { name: 'Study', volume_percent: null },
    });
    expect(simulator.player().next).toEqual(uris.slice(2));
  });

  it.each([
    [
      'offset for an artist',
      'artist',
      { offset: { position: 1 } },
      400,
      "Can't have offset for context type: ARTIST",
    ],
    [
      'an offset beyond the end',
      'album',
      { offset: { position: 99 } },
      403,
      'Player command failed: Restriction violated',
    ],
    ['a malformed offset', 'album', { offset: 3 }, 400, 'Malformed offset'],
  ] as const)('refuses %s', async (_, kind, body, status, message) => {
    const { put, device, catalogue } = house();
    const album = catalogue.albumNamed('Nordlys');
    const context_uri = kind === 'album' ? album.uri : album.artists[0]?.uri;
    const reply = await put(`/me/player/play?device_id=${device('Kitchen')}`, { context_uri, ...body });
    expect(reply).toMatchObject({ status, json: { error: { message } } });
  });

  it('refuses the same track twice with an offset, and what the market lacks', async () => {
    const { put, device, catalogue } = house();
    const play = `/me/player/play?device_id=${device('Kitchen')}`;
    const [track, silent] = catalogue.albumNamed('Last Stop').tracks;
    expect((await put(play, { uris: [track?.uri, track?.uri], offset: { position: 1 } })).status).toBe(403);
    expect((await put(play, { uris: [silent?.uri] })).status).toBe(403);
  });

  it('stays silent with a success when asked for what the market lacks out of a context', async () => {
    const { put, device, catalogue, simulator } = house();
    const album = catalogue.albumNamed('Last Stop');
    const reply = await put(`/me/player/play?device_id=${device('Kitchen')}`, {
      context_uri: album.uri,
      offset: { position: 1 },
    });
    expect(reply.status).toBeLessThan(300);
    expect(simulator.player()).toMatchObject({ playing: false });
  });

  it('plays what Spotify made, although nobody can read it', async () => {
    const { put, get, state, device, catalogue } = house();
    const playlist = catalogue.playlistNamed('Gentle Hits of Today');
    await put(`/me/player/play?device_id=${device('Kitchen')}`, { context_uri: playlist.uri });
    expect(await state()).toMatchObject({ is_playing: true, context: { uri: playlist.uri } });
    expect(await get(`/playlists/${playlist.id}`)).toMatchObject({
      status: 404,
      json: { error: { message: 'Resource not found' } },
    });
  });
});
