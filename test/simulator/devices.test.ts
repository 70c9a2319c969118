import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/simulator/control/act.ts';
import { dig, house } from './house.ts';

describe('devices', () => {
  it('shows those that are awake, in all their oddity', async () => {
    const { get, playAlbum } = house();
    playAlbum();
    const { json } = await get('/me/player/devices');
    expect(dig(json, 'devices')).toMatchObject([
      { name: 'Kitchen', is_active: true, volume_percent: 40 },
      { name: 'Anna’s Phone', supports_volume: false },
      { name: 'Living Room', id: null, is_restricted: true, supports_volume: true },
      { name: 'Study', volume_percent: null },
    ]);
  });

  it('wakes, sleeps and vanishes; the music goes with it', async () => {
    const { get, simulator, playAlbum } = house();
    simulator.act({ action: 'wake', device: 'Bedroom' });
    const names = dig((await get('/me/player/devices')).json, 'devices.*.name');
    expect(names).toContain('Bedroom');
    playAlbum();
    simulator.act({ action: 'vanish', device: 'Kitchen' });
    expect((await get('/me/player')).status).toBe(204);
    expect(simulator.player()).toMatchObject({ playing: false, device: null });
  });

  it.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])('transfers with play %s: a pause %s ends', async (play, ends) => {
    const { put, state, device, simulator, playAlbum } = house();
    playAlbum();
    simulator.act({ action: 'pause' });
    await put('/me/player', { device_ids: [device('Anna’s Phone')], play });
    expect(await state()).toMatchObject({ device: { name: 'Anna’s Phone' }, is_playing: ends });
  });

  it('wakes the account from idleness by a transfer or by playing somewhere', async () => {
    const { get, put, state, device } = house();
    expect((await get('/me/player')).status).toBe(204);
    await put(`/me/player/play?device_id=${device('Kitchen')}`);
    expect(await state()).toMatchObject({ is_playing: true, device: { name: 'Kitchen' } });
  });

  it.each([
    ['PUT', '/me/player/play'],
    ['PUT', '/me/player/pause'],
    ['POST', '/me/player/next'],
    ['PUT', '/me/player/volume?volume_percent=3'],
  ])('without an active device %s %s finds none', async (method, path) => {
    const { call } = house();
    expect(await call(method, path)).toMatchObject({
      status: 404,
      json: {
        error: { message: 'Player command failed: No active device found', reason: 'NO_ACTIVE_DEVICE' },
      },
    });
  });

  it('refuses what a device cannot do', async () => {
    const { put, post, simulator } = house();
    simulator.act({ action: 'play', device: 'Anna’s Phone' });
    expect(await put('/me/player/volume?volume_percent=5')).toMatchObject({
      json: { error: { reason: 'VOLUME_CONTROL_DISALLOW' } },
    });
    simulator.act({ action: 'transfer', device: 'Living Room' });
    expect(await post('/me/player/next')).toMatchObject({
      json: { error: { message: 'Player command failed: Restricted device' } },
    });
  });

  it('sets the volume of a device that does not play', async () => {
    const { put, get, clock, device, playAlbum } = house();
    playAlbum();
    await put(`/me/player/volume?volume_percent=9&device_id=${device('Study')}`);
    await clock.advance(200);
    const { json } = await get('/me/player/devices');
    expect(dig(json, 'devices.*.volume_percent')).toEqual([40, 100, 34, 9]);
  });
});

describe('sleep', () => {
  const listed = async (get: ReturnType<typeof house>['get']) =>
    dig((await get('/me/player/devices')).json, 'devices.*.name');

  it.each<[string, number, Act]>([
    ['so long as the call says', 6_000, { action: 'wake', device: 'Bedroom', after_ms: 6_000 }],
    ['so long as is its habit', 9_000, { action: 'wake', device: 'Bedroom' }],
    ['at once, though its habit is another', 0, { action: 'wake', device: 'Bedroom', after_ms: 0 }],
  ])('waking takes %s', async (_, ms, deed) => {
    const { simulator, clock, get } = house();
    simulator.world.control.device({ key: 'Bedroom', wakes_after_ms: 9_000 }, clock.now());
    simulator.act(deed);
    if (ms > 0) {
      await clock.advance(ms - 1);
      expect(await listed(get)).not.toContain('Bedroom');
      await clock.advance(1);
    }
    expect(await listed(get)).toContain('Bedroom');
  });

  it('is not found by its id meanwhile', async () => {
    const { simulator, clock, put, device } = house();
    const play = () => put(`/me/player/play?device_id=${device('Bedroom')}`);
    simulator.act({ action: 'wake', device: 'Bedroom', after_ms: 6_000 });
    expect(await play()).toMatchObject({ status: 404, json: { error: { message: 'Device not found' } } });
    await clock.advance(6_000);
    expect((await play()).status).toBeLessThan(300);
    expect(simulator.player()).toMatchObject({ device: 'Bedroom', playing: true });
  });

  it('forgets that it was called, when it is put to sleep before it heard', async () => {
    const { simulator, clock, get } = house();
    simulator.act({ action: 'wake', device: 'Bedroom' });
    simulator.act({ action: 'sleep', device: 'Bedroom' });
    await clock.advance(60_000);
    expect(await listed(get)).not.toContain('Bedroom');
  });

  it('comes by itself, so long after the music, and takes no music away', async () => {
    const { simulator, clock, get } = house();
    simulator.act({ action: 'play', device: 'Hall Echo' });
    await clock.advance(20 * 60_000);
    expect(simulator.player()).toMatchObject({ device: 'Hall Echo', playing: true });
    simulator.act({ action: 'pause' });
    await clock.advance(5 * 60_000 - 1);
    expect(await listed(get)).toContain('Hall Echo');
    await clock.advance(1);
    expect(await listed(get)).not.toContain('Hall Echo');
    expect((await get('/me/player')).status).toBe(204);
  });

  it('counts from when the music ended, though nobody asked since', async () => {
    const { simulator, clock, get, catalogue } = house({ autoplay: false });
    const [track] = catalogue.albumNamed('Last Stop').tracks;
    simulator.act({ action: 'play', uri: track?.uri ?? '', device: 'Hall Echo' });
    await clock.advance((track?.durationMs ?? 0) + 5 * 60_000 - 1);
    expect(await listed(get)).toContain('Hall Echo');
    await clock.advance(1);
    expect(await listed(get)).not.toContain('Hall Echo');
  });
});

describe('a device that is not heard', () => {
  const told = async (plays: 'stuck' | 'dead' | 'racing') => {
    const here = house({ commandBodies: 'empty' });
    const { simulator, clock, put, device, catalogue } = here;
    simulator.world.control.device({ key: 'Study', plays }, clock.now());
    const { uri } = catalogue.albumNamed('Lanterns at Low Tide');
    const reply = await put(`/me/player/play?device_id=${device('Study')}`, { context_uri: uri });
    expect(reply.status).toBe(204);
    return here;
  };

  it('is stuck: it says that it plays, and the position stands still', async () => {
    const { clock, get } = await told('stuck');
    await clock.advance(20 * 60_000);
    expect((await get('/me/player')).json).toMatchObject({
      is_playing: true,
      progress_ms: 0,
      item: { name: 'Harbour Lights' },
      device: { name: 'Study' },
    });
  });

  it('is dead: it says yes, and nothing is active', async () => {
    const { clock, get } = await told('dead');
    await clock.advance(1_000);
    expect((await get('/me/player')).status).toBe(204);
    expect(dig((await get('/me/player/devices')).json, 'devices.*.is_active')).not.toContain(true);
  });

  it('races: a track a second, and none is remembered as heard', async () => {
    const { clock, get, state } = await told('racing');
    expect(await state()).toMatchObject({ item: { name: 'Harbour Lights' }, progress_ms: 200 });
    await clock.advance(1_000);
    expect(await state()).toMatchObject({ item: { name: 'Ferryman, Wait' }, progress_ms: 400 });
    await clock.advance(2_000);
    expect(await state()).toMatchObject({ item: { name: 'Lanterns at Low Tide' }, is_playing: true });
    expect((await get('/me/player/recently-played')).json).toMatchObject({ items: [] });
  });

  it('is heard again elsewhere', async () => {
    const { clock, put, device, state } = await told('stuck');
    await put('/me/player', { device_ids: [device('Kitchen')] });
    await clock.advance(3_000);
    expect(await state()).toMatchObject({ device: { name: 'Kitchen' }, progress_ms: 3_200 });
  });
});
