import { describe, expect, it } from 'vitest';
import { REQUESTS_PER_DAY, stretchOf } from '../../src/core/ceiling.ts';

describe('a day’s ceiling', () => {
  it.each([
    ['nothing is spent', 0, 1_000, 1],
    ['four fifths are', 800, 1_000, 1],
    ['seven eighths are', 875, 1_000, 2],
    ['nine tenths are', 900, 1_000, 3],
    ['nearly all but what is kept is', 949, 1_000, 60],
    ['all but what is kept is', 950, 1_000, 60],
    ['more than all is, by commands', 5_000, 1_000, 60],
    ['there is none', 50_000, 0, 1],
  ])('spreads looks when %s', (_, spent, ceiling, expected) => {
    expect(stretchOf(spent, ceiling)).toBeCloseTo(expected, 6);
  });

  it('lies above what nobody was stopped for, and below what the half minutes would add up to', () => {
    expect(REQUESTS_PER_DAY).toBeGreaterThan(86_400 / 10);
    expect(REQUESTS_PER_DAY).toBeLessThan((5 * 86_400) / 30);
  });
});
