import { describe, expect, it } from 'vitest';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { playingHouse } from './house.ts';
import { isCommand } from './wire.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const health = (house: Awaited<ReturnType<typeof playingHouse>>) =>
  JSON.parse(house.broker.retained.get('spotify2mqtt/bridge/health') ?? '');

describe('the requests of a day', () => {
  it('run out slowly: looks are spread, and commands go out as ever', async () => {
    const house = await playingHouse({ residents: [{ user: 'family', requestsPerDay: 1_000 }] });
    const looks = async (minutes: number) => {
      const before = house.sent.length;
      await house.clock.advance(minutes * MINUTE);
      return house.sent.slice(before).filter((one) => one.isApi && !isCommand(one)).length;
    };
    const first = await looks(60);
    expect(first).toBeGreaterThan(400);
    expect(health(house)).toMatchObject({ stretch: 1, accounts: { family: { stretch: 1 } } });
    await house.clock.advance(2 * HOUR);
    expect(health(house).accounts.family.stretch).toBeGreaterThan(2);
    expect(await looks(60)).toBeLessThan(first / 4);
    expect(await house.ask('family', 'pause', { patience: 200 })).toMatchObject({ ok: true });
    await house.clock.advance(HOUR);
    expect(health(house).accounts.family.requests_day).toBeLessThanOrEqual(1_000);
    // What somebody starts on a phone is seen all the same.
    house.phone({ action: 'play', device: 'Kitchen' });
    await house.clock.advance(10 * MINUTE);
    expect(house.value('family', 'status')).toBe('playing');
    await house.restart();
    await house.clock.advance(2 * MINUTE);
    expect(health(house).accounts.family.stretch).toBeGreaterThan(2);
    house.phone({ action: 'pause' });
    await house.clock.advance(24 * HOUR);
    expect(health(house).accounts.family.stretch).toBe(1);
    await house.close();
  });
});

describe('another program on the client id', () => {
  it('is told of, in words, once its traces are plain, and until they are gone', async () => {
    const house = await playingHouse({
      settings: {
        requestsPer30s: 10,
        stranger: { clientId: DASHBOARD_CLIENT, per30s: 30, bucket: 'player' },
      },
    });
    await house.clock.advance(10 * MINUTE);
    expect(health(house)).toMatchObject({
      another_program: true,
      accounts: { family: { another_program: true } },
    });
    const problems = house.said
      .filter(({ topic, payload }) => topic.endsWith('family/problem') && payload !== 'OK')
      .map(({ payload }) => payload);
    expect(problems[0]).toBe("Spotify's rate limit is reached");
    expect(problems.at(-1)).toContain('another program uses the same client id');
    while (house.value('family', 'limited_until') === 'None') await house.clock.advance(1_000);
    expect(await house.ask('family', 'next')).toMatchObject({
      ok: false,
      problem: { kind: 'rate_limited', message: expect.stringContaining('another program') },
    });
    house.control.settings({ stranger: null });
    await house.clock.advance(5 * HOUR);
    expect(house.value('family', 'problem')).toBe('OK');
    expect(health(house).another_program).toBe(true);
    await house.clock.advance(1.1 * HOUR);
    expect(health(house).another_program).toBe(false);
    await house.close();
  });

  it('is told of at once where it has eaten the quota of the player', async () => {
    const house = await playingHouse({
      settings: {
        quotas: { player: 500 },
        stranger: { clientId: DASHBOARD_CLIENT, per30s: 20, bucket: 'player' },
      },
    });
    await house.clock.advance(20 * MINUTE);
    expect(house.value('family', 'problem')).toContain('another program uses the same client id');
    expect(health(house).another_program).toBe(true);
    await house.close();
  });

  it.each([
    [
      'a slider does it',
      async (house: Awaited<ReturnType<typeof playingHouse>>) => {
        house.control.settings({ requestsPer30s: 8 });
        for (let step = 0; step < 60; step++) {
          house.send('family', 'command', `volume ${step}`);
          await house.clock.advance(500);
        }
      },
    ],
    [
      'it happens once',
      async (house: Awaited<ReturnType<typeof playingHouse>>) => {
        house.simulator.fault({ kind: 'rate_limit', retry_after: 5 });
      },
    ],
    [
      'a search has a quota of its own',
      async (house: Awaited<ReturnType<typeof playingHouse>>) => {
        house.control.exhaustQuota({ bucket: 'search', duration_ms: HOUR }, house.clock.now());
        await house.ask('family', '{"query":"a","types":["track"]}', { level: 'request/search' });
      },
    ],
  ])('is not suspected where %s', async (_, happens) => {
    const house = await playingHouse();
    await happens(house);
    await house.clock.advance(5 * MINUTE);
    expect(health(house)).toMatchObject({ another_program: false });
    expect(health(house).limited).toBeGreaterThan(0);
    await house.close();
  });
});
