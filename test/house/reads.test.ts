import { describe, expect, it } from 'vitest';
import type { FaultRequest } from '../../src/simulator/faults.ts';
import { type House, playingHouse } from './house.ts';

const LOOK = { match: { path: '/me/player', method: 'GET' } } as const;
const playing = { status: 'playing', title: 'Ferryman, Wait', availability: 'online' };
const shown = ['status', 'title', 'availability'] as const;

describe('one bad answer to a look changes nothing and is got over:', () => {
  it.each<FaultRequest>([
    { kind: 'token_missing', ...LOOK },
    { kind: 'premium_required', ...LOOK },
    { kind: 'server_error', status: 500, ...LOOK },
    { kind: 'server_error', status: 502, ...LOOK },
    { kind: 'server_error', status: 503, ...LOOK },
    { kind: 'broken_json', ...LOOK },
    { kind: 'half_body', ...LOOK },
    { kind: 'empty', ...LOOK },
    { kind: 'empty', status: 204, ...LOOK },
    { kind: 'cut', ...LOOK },
    { kind: 'hang', ...LOOK },
    { kind: 'slow', delay_ms: 9_000, ...LOOK },
    { kind: 'slow', delay_ms: 12_000, ...LOOK },
    { kind: 'unavailable', ...LOOK },
    { kind: 'answer', status: 200, body: 'q3Wb0Rr1mS-garbage', ...LOOK },
    { kind: 'answer', status: 200, body: '<html>Log in to the hotel</html>', ...LOOK },
    { kind: 'answer', status: 302, headers: { location: 'http://hotel.example/' }, ...LOOK },
    { kind: 'answer', status: 200, body: '[]', ...LOOK },
    { kind: 'answer', status: 200, body: '{}', ...LOOK },
    { kind: 'answer', status: 200, body: '{"error":{"status":200,"message":"odd"}}', ...LOOK },
    { kind: 'answer', status: 200, body: 'null', ...LOOK },
  ])('%o', async (fault) => {
    const house = await playingHouse();
    house.simulator.fault(fault);
    for (let second = 0; second < 25; second++) {
      await house.clock.advance(1_000);
      expect(house.values('family', ...shown)).toEqual(playing);
    }
    house.phone({ action: 'next' });
    await house.clock.advance(20_000);
    expect(house.values('family', 'title', 'problem')).toEqual({ title: 'Nine Bells', problem: 'OK' });
    await house.close();
  });
});

describe('a bad time of two minutes leaves the last state, says the problem, and is over a minute later:', () => {
  const BAD = { ...LOOK, duration_ms: 120_000 };
  it.each<FaultRequest>([
    { kind: 'server_error', status: 503, ...BAD },
    { kind: 'broken_json', ...BAD },
    { kind: 'half_body', ...BAD },
    { kind: 'cut', ...BAD },
    { kind: 'hang', ...BAD },
    { kind: 'token_missing', ...BAD },
    { kind: 'answer', status: 200, body: 'nonsense', ...BAD },
  ])('%o', async (fault) => {
    const house = await playingHouse({ settings: { autoplay: false } });
    house.simulator.fault(fault);
    await house.clock.advance(60_000);
    expect(house.values('family', ...shown)).toEqual(playing);
    expect(house.value('family', 'problem')).toContain('Spotify');
    await house.clock.advance(60_000);
    house.phone({ action: 'pause' });
    // A minute is the longest pause between tries, and the last try may hang for ten seconds more.
    await house.clock.advance(72_000);
    expect(house.values('family', 'status', 'problem')).toEqual({ status: 'paused', problem: 'OK' });
    await house.close();
  });

  it('and makes the player unavailable after five minutes', async () => {
    const house = await playingHouse();
    house.simulator.fault({ kind: 'cut', duration_ms: 600_000 });
    await house.clock.advance(280_000);
    expect(house.value('family', 'availability')).toBe('online');
    await house.clock.advance(120_000);
    expect(house.values('family', 'availability', 'status')).toEqual({
      availability: 'offline',
      status: 'off',
    });
    await house.clock.advance(262_000);
    expect(house.values('family', 'availability', 'problem')).toEqual({
      availability: 'online',
      problem: 'OK',
    });
    await house.close();
  });
});

describe('silence', () => {
  it('is believed when it is said twice', async () => {
    const house = await playingHouse();
    house.simulator.scene({ device: null });
    await house.clock.advance(14_000);
    expect(house.values('family', 'status', 'title', 'problem')).toEqual({
      status: 'idle',
      title: 'None',
      problem: 'OK',
    });
    await house.close();
  });

  it('costs no more looks than a minute apart', async () => {
    const house = await playingHouse();
    house.simulator.scene({ device: null });
    await house.clock.advance(60_000);
    const before = house.sent.length;
    await house.clock.advance(600_000);
    expect(house.sent.length - before).toBeLessThanOrEqual(11);
    await house.close();
  });
});

describe('an account that Spotify turns away', () => {
  it.each([
    ['stranger', 'User Management', () => {}],
    [
      'family',
      'Premium',
      (house: House) => house.control.client({ id: house.clientId, owner_premium: false }),
    ],
  ] as const)('(%s) says why, is left alone, and works once that is mended', async (user, words, spoil) => {
    const house = await playingHouse({ residents: [{ user }] });
    spoil(house);
    await house.clock.advance(300_000);
    expect(house.value(user, 'problem')).toContain(words);
    const answer = await house.ask(user, 'next');
    expect(answer).toMatchObject({ ok: false });
    expect(answer.problem?.message).toContain(words);
    const before = house.sent.length;
    await house.clock.advance(3600_000);
    expect(house.sent.length - before).toBeLessThan(60);
    house.control.client({ id: house.clientId, owner_premium: true });
    house.control.user({ id: user, registered: true }, house.clock.now());
    await house.clock.advance(301_000);
    expect(house.value(user, 'problem')).toBe('OK');
    await house.close();
  });
});
