import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recent } from '../../src/lib/recent.ts';

describe('what happened lately', () => {
  it.each([
    [10, 100, 1],
    [11, 100, 2],
    [51, 100, 3],
    [100, 100, 3],
    [100, 150, 2],
    [100, 190, 1],
    [100, 199, 0],
  ])('within %d at %d: %d times', (ms, now, times) => {
    const recent = new Recent(100);
    for (const at of [50, 90, 99]) recent.add(at);
    expect(recent.within(ms, now)).toBe(times);
  });

  it('forgets what lies ahead when the clock is set back', () => {
    const recent = new Recent(100);
    for (const at of [900, 950, 20]) recent.add(at);
    expect(recent.within(100, 30)).toBe(1);
  });

  it('counts as one would by hand, however long it goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 4_000, minLength: 2_000 }), fc.nat(5_000), (gaps, ms) => {
        const recent = new Recent(5_000);
        const times: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          times.push(now);
          recent.add(now);
        }
        expect(recent.within(ms, now)).toBe(times.filter((at) => at > now - ms).length);
      }),
      { numRuns: 30 },
    );
  });
});
