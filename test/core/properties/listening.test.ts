import fc from 'fast-check';
import { expect, it } from 'vitest';
import { counted, extended, heardBetween, leftOf, nothingOn } from '../../../src/core/listening.ts';
import { playback, T } from './any.ts';

const span = fc.tuple(fc.nat(100_000), fc.nat(20_000));

it('no more is heard than time has passed', () => {
  fc.assert(
    fc.property(playback, playback, (before, after) => {
      const ms = heardBetween(before, after);
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(Math.max(0, after.measuredAt - before.measuredAt));
      expect(ms).toBeLessThanOrEqual(600_000);
    }),
  );
});

it('what is told twice counts once, and what overlaps as long as it lasts', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 20 }), (spans) => {
      let listened = nothingOn('2026-11-26');
      for (const [from, ms] of spans.sort(([a], [b]) => a - b)) {
        const once = counted(listened, T + from, ms);
        expect(counted(once, T + from, ms)).toEqual(once);
        expect(once.ms).toBeGreaterThanOrEqual(listened.ms);
        listened = once;
      }
      // Millisecond by millisecond would be slow: the ends of spans that begin in order tell the same.
      let [sum, end] = [0, 0];
      for (const [from, ms] of spans) {
        sum += Math.max(0, from + ms - Math.max(from, end));
        end = Math.max(end, from + ms);
      }
      expect(listened.ms).toBe(sum);
    }),
  );
});

it('what a grown-up adds is there, however much was used', () => {
  fc.assert(
    fc.property(fc.nat(600), fc.nat(86_400_000), fc.integer({ min: 1, max: 120 }), (limit, ms, minutes) => {
      const before = { ...nothingOn('2026-11-26'), ms };
      const after = extended(before, minutes, limit);
      const gained = leftOf(after, limit) - leftOf(before, limit);
      expect(leftOf(before, limit)).toBeGreaterThanOrEqual(0);
      expect(gained).toBeLessThanOrEqual(minutes * 60_000);
      expect(gained).toBeGreaterThan((minutes - 1) * 60_000);
    }),
  );
});
