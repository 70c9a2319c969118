import { describe, expect, it } from 'vitest';
import { descendAt, setBack, setBackAt } from '../../src/core/limiter.ts';

const MINUTE = 60_000;

describe('what is too loud', () => {
  it.each<[string, number[], number, number]>([
    ['the first time', [], 0, 0],
    ['the third time', [0, 10_000], 20_000, 20_000],
    ['the fourth time', [0, 10_000, 20_000], 30_000, 20_000 + MINUTE],
    ['the fourth time, a minute later', [0, 10_000, 20_000], 90_000, 90_000],
    ['once the clock was set back', [4e6, 4e6 + 1, 4e6 + 2], 0, 0],
    ['the fourth time at once', [20_000, 20_000, 20_000], 20_000, 20_000 + MINUTE],
    ['after five quiet minutes', [0, 10_000, 20_000], 20_000 + 5 * MINUTE, 20_000 + 5 * MINUTE],
  ])('is set back %s', (_, sent, now, at) => {
    expect(setBackAt(sent, now)).toBe(at);
  });

  it('is remembered for five minutes', () => {
    expect(setBack([0, 10_000], 5 * MINUTE)).toEqual([10_000, 5 * MINUTE]);
    expect(setBack([4e6], 4e6)).toEqual([4e6, 4e6]);
    expect(setBack([4e6], 0)).toEqual([0]);
  });

  it.each<[number, number, number | null]>([
    [0, 37, 6_000],
    [5_999, 37, 6_000],
    [6_000, 34, 12_000],
    [53_999, 13, 54_000],
    [54_000, 10, null],
    [900_000, 10, null],
    [-60_000, 37, 6_000],
  ])('goes down in ten steps: after %i ms it is at %i', (now, percent, nextAt) => {
    expect(descendAt({ from: 40, to: 10, since: 0 }, now)).toEqual({ percent, nextAt });
  });
});
