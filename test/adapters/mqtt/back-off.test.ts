import { expect, it } from 'vitest';
import { backoffMs, Pace } from '../../../src/adapters/mqtt/back-off.ts';

it.each([
  [0, 1, 1_000],
  [0, 0, 500],
  [3, 1, 8_000],
  [5, 1, 30_000],
  [5_000, 0.5, 22_500],
])('waits before try %i with chance %d for %i ms', (attempt, random, ms) => {
  expect(backoffMs(attempt, random)).toBe(ms);
});

it('goes on doubling over connections that do not hold, and begins anew after one that did', () => {
  const pace = new Pace();
  const lost = { kind: 'lost', why: 'closed' } as const;
  expect([0, 100, 100].map((lived) => pace.after(lost, lived, 1))).toEqual([1_000, 2_000, 4_000]);
  expect(pace.after(lost, 60_000, 1)).toBe(1_000);
});

it('gives way for longer each time another client takes over, even if it held the connection for minutes', () => {
  const pace = new Pace();
  const waits = [0, 100, 300_000, 300_000, 300_000].map((lived) => pace.after({ kind: 'taken' }, lived, 1));
  expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 300_000]);
  expect(pace.after({ kind: 'taken' }, 600_000, 1)).toBe(30_000);
});
