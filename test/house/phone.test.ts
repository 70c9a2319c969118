import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/simulator/control/act.ts';
import { type House, openHouse, playingHouse } from './house.ts';
import { lines } from './wire.ts';

const { catalogue } = await openHouse();
const disco = catalogue.playlistNamed('Kitchen Disco');

/** How long until an entity says `expected`; fails after `patience` ms. */
async function until(house: House, key: string, expected: string, patience: number): Promise<number> {
  const began = house.clock.now();
  while (house.value('family', key) !== expected) {
    if (house.clock.now() - began > patience) expect(house.value('family', key)).toBe(expected);
    await house.clock.advance(100);
  }
  return house.clock.now() - began;
}

const player = (house: House) => JSON.parse(house.value('family', 'player') ?? '{}');

describe('what somebody does on the phone while music plays is shown within ten seconds:', () => {
  it.each<[Act, string, string]>([
    [{ action: 'next' }, 'title', 'Nine Bells'],
    [{ action: 'pause' }, 'status', 'paused'],
    [{ action: 'volume', volume: 3 }, 'volume', '3'],
    [{ action: 'volume', volume: 0 }, 'mute', 'ON'],
    [{ action: 'transfer', device: 'Study' }, 'device', 'Study'],
    [{ action: 'shuffle', on: true }, 'shuffle', 'ON'],
    [{ action: 'repeat', repeat: 'track' }, 'repeat', 'one'],
    [{ action: 'play', uri: disco.uri }, 'title', 'Butter Side Up'],
  ])('%o', async (deed, key, expected) => {
    const house = await playingHouse();
    house.phone(deed);
    await until(house, key, expected, 10_200);
    await house.close();
  });

  it('and at once after a hint', async () => {
    const house = await playingHouse();
    house.phone({ action: 'next' });
    house.hint('family');
    expect(await until(house, 'title', 'Nine Bells', 200)).toBeLessThanOrEqual(200);
    await house.close();
  });

  it('and the last of a slider at the speaker, whose hook calls at each step', async () => {
    const house = await playingHouse();
    await house.clock.advance(60_000);
    const from = house.clock.now();
    for (let volume = 1; volume <= 60; volume++) {
      house.phone({ action: 'volume', volume });
      house.hint('family');
      await house.clock.advance(100);
    }
    await until(house, 'volume', '60', 2_200);
    expect(house.sent.filter(({ at }) => at >= from).map(({ path }) => path)).toEqual(
      Array(3).fill('/me/player'),
    );
    await house.close();
  });
});

describe('a player that was quiet', () => {
  it('is seen within half a minute out of a pause, a minute out of silence', async () => {
    const house = await playingHouse();
    house.phone({ action: 'pause' });
    await until(house, 'status', 'paused', 11_000);
    await house.clock.advance(60_000);
    house.phone({ action: 'play' });
    await until(house, 'status', 'playing', 30_200);
    house.simulator.scene({ device: null });
    await until(house, 'status', 'idle', 14_000);
    await house.clock.advance(120_000);
    house.phone({ action: 'play', device: 'Kitchen' });
    await until(house, 'status', 'playing', 60_200);
    await house.close();
  });
});

describe('while music just plays on', () => {
  it('nothing is said but that the bridge is well, and for how long', async () => {
    const house = await playingHouse({ before: (simulator) => simulator.scene({ position_ms: 0 }) });
    const before = house.said.length;
    await house.clock.advance(180_000);
    const topics = new Set(house.said.slice(before).map(({ topic }) => topic));
    const minutely = ['looked_at', 'minutes_today', 'requests_30s', 'requests_day', 'requests_hour'];
    expect([...topics].sort()).toEqual([
      'spotify2mqtt/bridge/health',
      ...minutely.map((key) => `spotify2mqtt/family/${key}`),
    ]);
    expect(house.said.length - before).toBeLessThanOrEqual(3 * topics.size);
    await house.close();
  });

  it('the end of a track is seen a second later', async () => {
    const house = await playingHouse();
    const { duration_ms, position_ms } = house.simulator.player();
    await house.clock.advance((duration_ms ?? 0) - position_ms);
    expect(await until(house, 'title', 'Nine Bells', 1_300)).toBeGreaterThanOrEqual(900);
    expect(player(house).media_position).toBeGreaterThan(0.9);
    await house.close();
  });

  it.each([
    [1_500, false],
    [3_000, true],
    [-3_000, true],
  ])('a jump of %d ms on the phone is said: %s', async (jump, isSaid) => {
    const house = await playingHouse();
    const before = house.value('family', 'player');
    house.phone({ action: 'seek', position_ms: house.simulator.player().position_ms + jump });
    await house.clock.advance(11_000);
    expect(house.value('family', 'player') !== before).toBe(isSaid);
    const { media_position, media_position_updated_at } = player(house);
    const shown = media_position * 1000 + house.clock.now() - Date.parse(media_position_updated_at);
    expect(Math.abs(shown - house.simulator.player().position_ms)).toBeLessThan(isSaid ? 100 : 2_000);
    await house.close();
  });
});

describe('a look', () => {
  it('comes every ten seconds while music plays, every thirty while it is paused, every minute while nothing is on', async () => {
    const house = await playingHouse({ before: (simulator) => simulator.scene({ position_ms: 0 }) });
    const looks = async (ms: number) => {
      const before = house.sent.length;
      await house.clock.advance(ms);
      return lines(house.sent.slice(before)).filter((line) => line === 'GET /me/player').length;
    };
    expect(await looks(120_000)).toBeGreaterThanOrEqual(11);
    house.phone({ action: 'pause' });
    await looks(30_000);
    expect(await looks(300_000)).toBeLessThanOrEqual(10);
    house.simulator.scene({ device: null });
    await looks(60_000);
    expect(await looks(600_000)).toBeLessThanOrEqual(10);
    await house.close();
  });

  it('comes one and three seconds after a command', async () => {
    const house = await playingHouse();
    await house.clock.advance(1_000);
    const before = house.sent.length;
    await house.ask('family', 'volume 30');
    const answered = house.clock.now();
    await house.clock.advance(3_500);
    const times = house.sent
      .slice(before)
      .filter(({ method }) => method === 'GET')
      .map(({ at }) => at - answered);
    expect(times).toEqual([1_000, 3_000]);
    await house.close();
  });
});

describe('five accounts on one client id', () => {
  it.each([
    ['plain', {}],
    ['with all wishes', { liked: true, queue: true }],
  ])('are all looked at every two minutes, and those who play often (%s)', async (_name, wishes) => {
    const users = ['family', 'guest', 'ann', 'ben', 'cleo'];
    const playing = ['family', 'guest', 'ann'];
    const house = await openHouse({
      residents: users.map((user) => ({ user, ...wishes })),
      before(simulator) {
        for (const user of playing) {
          const [device] = simulator.player(user).devices;
          simulator.scene({ user, uri: disco.uri, device: device?.key ?? null, playing: true });
        }
      },
    });
    await house.clock.advance(1_000);
    for (const user of users)
      expect(house.value(user, 'status')).toBe(playing.includes(user) ? 'playing' : 'idle');
    await house.clock.advance(30 * 60_000);
    const { entries } = house.control.requests();
    const longest = (user: string) => {
      const looks = entries.filter(({ account, path }) => account === user && path === '/v1/me/player');
      return Math.max(...looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0)));
    };
    for (const user of users) expect(longest(user)).toBeLessThan(playing.includes(user) ? 65_000 : 120_000);
    await house.close();
  });
});
