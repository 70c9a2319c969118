import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/simulator/control/act.ts';
import { house } from './house.ts';

const disco = house().catalogue.playlistNamed('Kitchen Disco');

describe('another app', () => {
  it.each<[Act, object]>([
    [{ action: 'pause' }, { playing: false }],
    [{ action: 'next' }, { name: 'Nine Bells' }],
    [{ action: 'previous' }, { name: 'Harbour Lights' }],
    [{ action: 'seek', position_ms: 5_000 }, { position_ms: 5_000 }],
    [{ action: 'volume', volume: 3 }, { volume: 3 }],
    [{ action: 'volume', volume: 3, device: 'Study' }, { volume: 40 }],
    [{ action: 'shuffle', on: true }, { shuffle: true }],
    [{ action: 'repeat', repeat: 'track' }, { repeat: 'track' }],
    [
      { action: 'transfer', device: 'Living Room' },
      { device: 'Living Room', playing: true },
    ],
    [
      { action: 'transfer', device: 'Bedroom' },
      { device: 'Bedroom', playing: true },
    ],
    [
      { action: 'sleep', device: 'Kitchen' },
      { device: null, playing: false },
    ],
    [
      { action: 'play', uri: disco.uri, device: 'Study' },
      { context: disco.uri, device: 'Study', name: 'Butter Side Up' },
    ],
  ])('does %o, seen at once', async (deed, expected) => {
    const { simulator, playAlbum, get } = house();
    playAlbum('Lanterns at Low Tide', 1);
    expect(simulator.act(deed)).toMatchObject(expected);
    expect((await get('/me/player')).status).toBe(simulator.player().device === null ? 204 : 200);
  });

  it('likes what plays', async () => {
    const { simulator, playAlbum, get } = house();
    const uri = playAlbum('Lanterns at Low Tide', 1).tracks[1]?.uri;
    simulator.act({ action: 'like' });
    expect((await get(`/me/library/contains?uris=${uri}`)).json).toEqual([true]);
    simulator.act({ action: 'unlike' });
    expect((await get(`/me/library/contains?uris=${uri}`)).json).toEqual([false]);
  });
});

describe('behind the scenes', () => {
  it('adds people, devices and apps', async () => {
    const { simulator, clock, get, refresh } = house();
    const { control } = simulator.world;
    control.user({ id: 'fifth', name: 'The Fifth' }, clock.now());
    control.device({ user: 'fifth', key: 'Radio', name: 'Radio', id: null, restricted: true }, clock.now());
    expect((await get('/me', 'fifth')).json).toMatchObject({ display_name: 'The Fifth' });
    expect((await get('/me/player/devices', 'fifth')).json).toMatchObject({
      devices: [{ name: 'Speaker' }, { name: 'Radio', id: null }],
    });
    control.client({ id: 'mine', redirect_uris: ['https://mine.example/'] });
    const token = simulator.seedRefreshToken({ user: 'fifth', client_id: 'mine', refresh_token: 'fixed' });
    expect(token).toBe('fixed');
    expect((await refresh('fixed', 'mine')).status).toBe(200);
    expect(
      control.authorize(
        {
          url: '/authorize?client_id=mine&response_type=code&redirect_uri=https://mine.example/&code_challenge=x',
        },
        clock.now(),
      ),
    ).toContain('error=invalid_request');
  });

  it('changes how Spotify behaves, and what was not named stays', () => {
    const { simulator } = house({ lagMs: 7 });
    const settings = simulator.world.control.settings({ shapes: 'both' });
    expect(settings).toMatchObject({ shapes: 'both', lagMs: 7 });
  });

  it('counts the busiest half minute', async () => {
    const { simulator, clock, get } = house();
    for (const wait of [0, 10_000, 10_000, 9_999, 30_000]) {
      await clock.advance(wait);
      await get('/me');
    }
    expect(simulator.world.spotify.journal.busiest(30_000)).toBe(4);
  });

  it('starts afresh', async () => {
    const { simulator, clock, get, playAlbum } = house();
    playAlbum();
    simulator.fault({ kind: 'server_error' });
    simulator.world.control.reset(clock.now());
    expect((await get('/me/player')).status).toBe(204);
    expect(simulator.world.control.requests().total).toBe(1);
  });

  it('tells the same story for the same seed', async () => {
    const story = async () => {
      const { simulator, playAlbum, put } = house();
      playAlbum();
      const reply = await put('/me/player/shuffle?state=true');
      return [reply.status, reply.text, simulator.player().next];
    };
    expect(await story()).toEqual(await story());
  });
});
