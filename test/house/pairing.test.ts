import { describe, expect, it } from 'vitest';
import { playingHouse } from './house.ts';

const HOUR = 3600_000;
const TOKEN = { match: { path: '/api/token' } } as const;

describe('the token', () => {
  it.each([false, true])(
    'is renewed each hour (rotated: %s) and lasts over restarts',
    async (rotateRefreshTokens) => {
      const house = await playingHouse({ settings: { rotateRefreshTokens } });
      for (let hour = 0; hour < 4; hour++) {
        await house.clock.advance(HOUR);
        expect(house.values('family', 'status', 'problem')).toEqual({ status: 'playing', problem: 'OK' });
        if (hour % 2) await house.restart();
      }
      const renewals = house.sent.filter(({ path }) => path === '/api/token').length;
      expect(renewals).toBeGreaterThanOrEqual(4);
      expect(renewals).toBeLessThanOrEqual(6);
      expect(house.sent.filter(({ status }) => status === 401)).toEqual([]);
      const tokens = new Set(
        house.disk.tokens.get('family')?.written.map(({ refreshToken }) => refreshToken),
      );
      expect(tokens.size > 1).toBe(rotateRefreshTokens);
      await house.close();
    },
  );

  it.each([
    { kind: 'server_error', status: 503, duration_ms: 20 * 60_000, ...TOKEN },
    { kind: 'hang', duration_ms: 20 * 60_000, ...TOKEN },
    { kind: 'broken_json', duration_ms: 20 * 60_000, ...TOKEN },
    { kind: 'oauth_error', error: 'server_error', status: 500, duration_ms: 20 * 60_000, ...TOKEN },
    { kind: 'answer', status: 429, headers: { 'retry-after': '300' }, duration_ms: 20 * 60_000, ...TOKEN },
  ] as const)('that cannot be renewed (%o) is missed only when it ends, and never unpairs', async (fault) => {
    const house = await playingHouse();
    await house.clock.advance(50 * 60_000 - 45_000);
    house.simulator.fault(fault);
    await house.clock.advance(9 * 60_000);
    expect(house.values('family', 'status', 'problem')).toEqual({ status: 'playing', problem: 'OK' });
    const before = house.sent.length;
    await house.clock.advance(3 * 60_000);
    expect(house.value('family', 'problem')).not.toBe('OK');
    expect(house.value('family', 'availability')).toBe('online');
    expect(await house.ask('family', 'pause')).toMatchObject({ ok: false });
    await house.clock.advance(8 * 60_000);
    expect(house.sent.length - before).toBeLessThan(60);
    await house.clock.advance(5 * 60_000 + 61_000);
    expect(house.values('family', 'problem', 'availability')).toEqual({
      problem: 'OK',
      availability: 'online',
    });
    expect(await house.ask('family', 'pause')).toMatchObject({ ok: true });
    await house.close();
  });
});

describe('a grant that has ended', () => {
  it('unpairs, is said once and never asked again, over a restart too', async () => {
    const house = await playingHouse();
    const said = house.said.length;
    house.control.revoke({ user: 'family' });
    await house.clock.advance(11_000);
    expect(house.values('family', 'availability', 'status')).toEqual({
      availability: 'offline',
      status: 'off',
    });
    expect(house.value('family', 'problem')).toContain('pair');
    const before = house.sent.length;
    await house.clock.advance(6 * HOUR);
    for (const word of ['next', 'refresh', 'play']) {
      expect(await house.ask('family', word)).toMatchObject({ ok: false, problem: { kind: 'unpaired' } });
    }
    house.hint('family');
    await house.restart();
    await house.clock.advance(6 * HOUR);
    expect(await house.ask('family', 'next')).toMatchObject({ ok: false, problem: { kind: 'unpaired' } });
    expect(house.values('family', 'availability', 'status')).toEqual({
      availability: 'offline',
      status: 'off',
    });
    expect(house.value('family', 'problem')).toContain('pair');
    expect(house.sent.length).toBe(before);
    const offline = house.said
      .slice(said)
      .filter(({ topic, payload }) => topic.endsWith('family/availability') && payload === 'offline');
    expect(new Set(offline.map(({ at }) => at)).size).toBeLessThanOrEqual(3);
    await house.close();
  });

  it('of one account leaves the others alone', async () => {
    const house = await playingHouse({ residents: [{ user: 'family' }, { user: 'guest' }] });
    house.control.revoke({ user: 'guest' });
    await house.clock.advance(70_000);
    expect(house.value('guest', 'availability')).toBe('offline');
    house.simulator.fault({ kind: 'rate_limit', retry_after: 20 });
    await house.clock.advance(60_000);
    expect(house.value('guest', 'problem')).toContain('pair');
    expect(house.value('guest', 'limited_until')).toBe('None');
    expect(house.values('family', 'status', 'problem')).toEqual({ status: 'playing', problem: 'OK' });
    await house.close();
  });

  it('after six months ends so too', async () => {
    const house = await playingHouse();
    for (const grant of house.simulator.world.spotify.grants.all()) {
      grant.authorizedAt = house.clock.now() - 186 * 86_400_000;
    }
    await house.clock.advance(HOUR);
    expect(house.value('family', 'availability')).toBe('offline');
    const before = house.sent.length;
    await house.clock.advance(6 * HOUR);
    expect(house.sent.length).toBe(before);
    await house.close();
  });
});
