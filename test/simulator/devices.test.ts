import { describe, expect, it } from 'vitest';
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
