import { describe, expect, it } from 'vitest';
import type { FaultRequest } from '../../src/simulator/faults.ts';
import { playingHouse } from './house.ts';
import { budgetBreaks, limitBreaks } from './rules.ts';

const shapes: [FaultRequest, number][] = [
  [{ kind: 'rate_limit', retry_after: 8 }, 8],
  [{ kind: 'rate_limit', retry_after: 48_925 }, 48_925],
  [{ kind: 'rate_limit', retry_after: 'date' }, 60],
  [{ kind: 'rate_limit', retry_after: 'none' }, 30],
  [{ kind: 'rate_limit', retry_after: 'garbage' }, 30],
  [{ kind: 'rate_limit', retry_after: 8, plain_text: true }, 8],
  [{ kind: 'rate_limit', retry_after: 'none', plain_text: true }, 30],
];

describe('a 429', () => {
  it.each(shapes)('%o on a look closes everything for %d s', async (fault, seconds) => {
    const house = await playingHouse({ residents: [{ user: 'family' }, { user: 'guest' }] });
    house.simulator.fault(fault);
    house.hint('family');
    while (house.value('family', 'limited_until') === 'None') await house.clock.advance(100);
    const before = house.sent.length;
    const until = Date.parse(house.value('family', 'limited_until') ?? '');
    expect(Math.abs(until - house.clock.now() - seconds * 1000)).toBeLessThan(1_500);
    for (const user of ['family', 'guest']) {
      for (const word of ['next', 'volume 3', 'refresh', 'save spotify:album:75DoXCIWiUgzzVoKuaeKC7']) {
        const answer = await house.ask(user, word, { patience: 0 });
        expect(answer).toMatchObject({ ok: false, took_ms: 0, problem: { kind: 'rate_limited' } });
        expect(Math.abs(Date.parse(answer.problem?.retry_at ?? '') - until)).toBeLessThan(1_000);
      }
      expect(house.value(user, 'limited_until')).not.toBe('None');
      expect(house.value(user, 'availability')).toBe('online');
    }
    house.hint('guest');
    await house.clock.advance(until - house.clock.now() - 1_000);
    expect(house.sent.length).toBe(before);
    await house.clock.advance(35_000);
    for (const user of ['family', 'guest']) {
      expect(house.values(user, 'limited_until', 'problem')).toEqual({
        limited_until: 'None',
        problem: 'OK',
      });
    }
    expect(await house.ask('family', 'next')).toMatchObject({ ok: true });
    expect(limitBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('to a command answers it at once with the time to come back', async () => {
    const house = await playingHouse();
    house.simulator.fault({ kind: 'rate_limit', retry_after: 20, match: { method: 'POST' } });
    const answer = await house.ask('family', 'next', { patience: 200 });
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'rate_limited' } });
    expect(Date.parse(answer.problem?.retry_at ?? '') - house.clock.now()).toBe(20_000);
    expect(house.value('family', 'title')).toBe('Ferryman, Wait');
    await house.clock.advance(21_000);
    expect(house.values('family', 'limited_until', 'problem')).toEqual({
      limited_until: 'None',
      problem: 'OK',
    });
    await house.close();
  });

  it('holds over restarts, thirteen hours long', async () => {
    const house = await playingHouse();
    house.simulator.fault({ kind: 'rate_limit', retry_after: 48_925 });
    house.hint('family');
    await house.clock.advance(1_000);
    const before = house.sent.length;
    for (let time = 0; time < 3; time++) {
      await house.restart();
      await house.clock.advance(3600_000);
      expect(await house.ask('family', 'pause', { patience: 0 })).toMatchObject({
        problem: { kind: 'rate_limited', retry_at: expect.any(String) },
      });
      expect(house.value('family', 'limited_until')).not.toBe('None');
    }
    expect(house.sent.length).toBe(before);
    await house.clock.advance(48_925_000 - 3 * 3600_000);
    expect(house.value('family', 'limited_until')).toBe('None');
    await house.close();
  });

  it('of a limit that is tighter than we think is lived with', async () => {
    const house = await playingHouse({
      residents: [{ user: 'family' }, { user: 'guest' }],
      settings: { requestsPer30s: 2, refusedCallsCount: true },
    });
    await house.clock.advance(1200_000);
    expect(limitBreaks(house.sent)).toEqual([]);
    expect(budgetBreaks(house.sent)).toEqual([]);
    house.control.settings({ requestsPer30s: 30 });
    await house.clock.advance(65_000);
    expect(house.values('family', 'limited_until', 'problem')).toEqual({
      limited_until: 'None',
      problem: 'OK',
    });
    await house.close();
  });
});

describe('QUOTA_EXCEEDED', () => {
  it('of the library leaves the player alone', async () => {
    const house = await playingHouse({ residents: [{ user: 'family', liked: true }] });
    house.control.exhaustQuota({ bucket: 'library', duration_ms: 3600_000 }, house.clock.now());
    const answer = await house.ask('family', 'like');
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'quota', retry_at: expect.any(String) } });
    const before = house.sent.length;
    expect(await house.ask('family', 'unlike', { patience: 0 })).toMatchObject({
      problem: { kind: 'quota' },
    });
    expect(house.sent.length).toBe(before);
    expect(await house.ask('family', 'next')).toMatchObject({ ok: true });
    await house.clock.advance(5_000);
    expect(house.values('family', 'title', 'limited_until')).toEqual({
      title: 'Nine Bells',
      limited_until: 'None',
    });
    await house.clock.advance(3600_000);
    expect(await house.ask('family', 'like')).toMatchObject({ ok: true });
    expect(limitBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it('of the player leaves the library alone, holds over a restart and ends', async () => {
    const house = await playingHouse();
    house.control.exhaustQuota({ bucket: 'player', duration_ms: 7200_000 }, house.clock.now());
    await house.clock.advance(11_000);
    const answer = await house.ask('family', 'next', { patience: 0 });
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'quota', retry_at: expect.any(String) } });
    expect(house.value('family', 'limited_until')).not.toBe('None');
    expect(await house.ask('family', 'like')).toMatchObject({ ok: true });
    await house.restart();
    await house.clock.advance(3600_000);
    expect(house.value('family', 'limited_until')).not.toBe('None');
    await house.clock.advance(3620_000);
    expect(house.values('family', 'limited_until', 'problem', 'status')).toEqual({
      limited_until: 'None',
      problem: 'OK',
      status: 'playing',
    });
    expect(limitBreaks(house.sent)).toEqual([]);
    await house.close();
  });

  it.each(['playlists', 'catalogue', 'me'] as const)('of %s never touches what plays', async (bucket) => {
    const house = await playingHouse({
      before: (simulator, clock) =>
        simulator.world.control.exhaustQuota({ bucket, duration_ms: 86_400_000 }, clock.now()),
    });
    house.phone({ action: 'next' });
    await house.clock.advance(600_000);
    expect(house.values('family', 'status', 'problem', 'limited_until')).toEqual({
      status: 'playing',
      problem: 'OK',
      limited_until: 'None',
    });
    expect(limitBreaks(house.sent)).toEqual([]);
    await house.close();
  });
});
