import { describe, expect, it } from 'vitest';
import type { Service } from '../../src/simulator/control/media-player.ts';
import { house } from './house.ts';

const album = house().catalogue.albumNamed('Nordlys');
const LIVING = { device: 'Living Room' } as const;

/** A house in which the Sonos plays, put on by its own media_player. */
function playing() {
  const here = house();
  const call = (service: Service) => here.simulator.world.control.service(service, here.clock.now());
  call({ ...LIVING, service: 'play_media', media_content_id: album.uri, media_content_type: 'music' });
  return { ...here, call };
}

describe('the media_player of a device that the Web API cannot start', () => {
  it('plays on it, and Spotify shows it without an id, and refuses to touch it', async () => {
    const { state, get, put, post } = playing();
    expect(await state()).toMatchObject({
      is_playing: true,
      context: { uri: album.uri },
      device: { name: 'Living Room', id: null, is_restricted: true, is_active: true },
    });
    const refused = {
      status: 403,
      json: { error: { message: 'Player command failed: Restricted device' } },
    };
    expect(await put('/me/player/pause')).toMatchObject(refused);
    expect(await post('/me/player/next')).toMatchObject(refused);
    expect(await put('/me/player/volume?volume_percent=9')).toMatchObject(refused);
    expect((await get('/me/player')).json).toMatchObject({ is_playing: true });
  });

  it.each<[Service, object]>([
    [{ ...LIVING, service: 'media_pause' }, { playing: false }],
    [{ ...LIVING, service: 'media_stop' }, { playing: false }],
    [{ ...LIVING, service: 'media_play_pause' }, { playing: false }],
    [{ ...LIVING, service: 'media_play' }, { playing: true }],
    [{ ...LIVING, service: 'media_next_track' }, { uri: album.tracks[1]?.uri }],
    [{ ...LIVING, service: 'media_previous_track' }, { uri: album.tracks[0]?.uri }],
    [{ ...LIVING, service: 'media_seek', seek_position: 12 }, { position_ms: 12_000 }],
    [{ ...LIVING, service: 'volume_set', volume_level: 0.17 }, { volume: 17 }],
    [{ ...LIVING, service: 'shuffle_set', shuffle: true }, { shuffle: true }],
    [{ ...LIVING, service: 'repeat_set', repeat: 'one' }, { repeat: 'track' }],
    [
      { ...LIVING, service: 'play_media', media_content_id: album.tracks[3]?.uri ?? '', enqueue: 'add' },
      { uri: album.tracks[0]?.uri, next: expect.arrayContaining([album.tracks[3]?.uri]) },
    ],
    [
      {
        ...LIVING,
        service: 'play_media',
        media_content_id: `https://open.spotify.com/album/${album.id}?si=x`,
      },
      { context: album.uri },
    ],
  ])('does %o', (service, expected) => {
    const { call, simulator } = playing();
    call(service);
    expect(simulator.player()).toMatchObject({ device: 'Living Room', ...expected });
  });

  it.each<Service>([
    { ...LIVING, service: 'media_pause' },
    { ...LIVING, service: 'media_next_track' },
    { ...LIVING, service: 'media_seek', seek_position: 60 },
  ])('leaves the kitchen alone: $service', (service) => {
    const { call, simulator, playAlbum } = playing();
    playAlbum();
    const before = simulator.player();
    expect(call(service)).toMatchObject({ state: 'idle' });
    expect(simulator.player()).toEqual(before);
  });

  it.each(['Bedroom', 'Hall Echo'])('%s is in no list until something else starts it', async (device) => {
    const { get, simulator, clock } = house();
    const isListed = async () => (await get('/me/player/devices')).text.includes(`"${device}"`);
    const { control } = simulator.world;
    expect(await isListed()).toBe(false);
    expect(control.mediaPlayer(device, 'family', clock.now())).toMatchObject({ state: 'off' });
    control.service({ device, service: 'play_media', media_content_id: album.uri }, clock.now());
    expect(await isListed()).toBe(true);
    await clock.advance(2_000);
    expect(control.mediaPlayer(device, 'family', clock.now())).toMatchObject({
      state: 'playing',
      media_content_id: album.tracks[0]?.uri,
      media_position: 2,
    });
  });

  it('is turned on, after as long as the device takes', async () => {
    const { get, clock, simulator } = house();
    const { control } = simulator.world;
    control.device({ key: 'Bedroom', wakes_after_ms: 5_000 }, clock.now());
    control.service({ device: 'Bedroom', service: 'turn_on' }, clock.now());
    expect((await get('/me/player/devices')).text).not.toContain('Bedroom');
    await clock.advance(5_000);
    expect((await get('/me/player/devices')).text).toContain('Bedroom');
  });
});
