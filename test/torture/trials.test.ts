import { expect, it } from 'vitest';
import { TRIALS } from './trials.ts';

/** `npm run torture -- --short`, one trial after the other. */
it.each(Object.entries(TRIALS))('%s leaves no fault', { timeout: 180_000 }, async (_, trial) => {
  const rows = await trial({ seed: 7, short: true });
  expect(rows.flatMap(({ what, faults }) => faults.map((fault) => `${what}: ${fault}`))).toEqual([]);
  expect(rows.some(({ times }) => times > 0)).toBe(true);
});
