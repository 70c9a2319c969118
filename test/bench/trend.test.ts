import { describe, expect, test } from 'vitest';
import { trend } from './trend.ts';

const points = (...ys: number[]) => ys.map((y, x) => ({ x, y }));

describe('the line through points', () => {
  test.each([
    ['flat', points(5, 5, 5, 5), 0, 0],
    ['straight', points(1, 3, 5, 7), 2, 0],
    ['about flat', points(1, -1, -1, 1), 0, Math.sqrt(4 / 2 / 5)],
    // R: summary(lm(c(0, 1, 3, 2) ~ c(0, 1, 2, 3))): 0.8, standard error 0.4243
    ['rising', points(0, 1, 3, 2), 0.8, 0.424264],
  ])('%s', (_, given, slope, error) => {
    const found = trend(given);
    expect(found.slope).toBeCloseTo(slope, 6);
    expect(found.error).toBeCloseTo(error, 6);
  });

  test('two points say nothing of the error', () => {
    expect(trend(points(1, 2))).toEqual({ slope: 1, error: Number.NaN });
  });
});
