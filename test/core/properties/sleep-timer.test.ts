import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOf } from '../../../src/core/playback.ts';
import { follow, minutesLeft, nextMinute, type Sight, stopAt } from '../../../src/core/sleep-timer.ts';
import type { SleepTimer } from '../../../src/core/state.ts';
import { playback, T } from './any.ts';

const DAY_MS = 86_400_000;
const sight: fc.Arbitrary<Sight> = fc.record({
  playback,
  followed: fc.oneof(fc.constant(null), playback.map(follow)),
  last: fc.constantFrom(null, 'spotify:track:one0000000000000000000', 'spotify:track:two0000000000000000000'),
});
const timer: fc.Arbitrary<SleepTimer> = fc.oneof(
  fc.nat(DAY_MS).map((ms) => ({ at: T + ms, minutes: 30 })),
  fc.constant<SleepTimer>({ at: 'end_of_track' }),
  fc.constant<SleepTimer>({ at: 'end_of_context', context: 'spotify:album:7AspGOwifZ5xZdV8Ve9cG8' }),
);

it('music stops now, at its own end, or when it was said; or nobody knows yet', () => {
  fc.assert(
    fc.property(timer, sight, fc.nat(DAY_MS), (one, seen, ms) => {
      const now = T + ms;
      const known = [null, now, (endOf(seen.playback) ?? Number.NaN) - 1_000, one.at];
      expect(known).toContain(stopAt(one, seen, now));
    }),
  );
});

it('minutes are counted down one by one', () => {
  fc.assert(
    fc.property(fc.nat(DAY_MS), fc.nat(DAY_MS), (stop, now) => {
      const left = minutesLeft(stop, now) ?? 0;
      expect(left).toBe(Math.max(0, Math.ceil((stop - now) / 60_000)));
      if (left === 0) return;
      const next = nextMinute(stop, now);
      expect(next).toBeGreaterThan(now);
      expect([minutesLeft(stop, next - 1), minutesLeft(stop, next)]).toEqual([left, left - 1]);
    }),
  );
});
