import { expect, it } from 'vitest';
import { Tally } from '../../src/bridge/tally.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 1_000 * HOUR;

/** Two accounts: one that plays, one that idles. */
function family(): Tally {
  const tally = new Tally();
  for (let at = NOW - 30 * HOUR; at <= NOW; at += MINUTE) {
    tally.count('anna', 'poll', at);
    if (at % HOUR === 0) tally.count('ben', 'command', at);
  }
  return tally;
}

it('counts by account, in half a minute, an hour and a day', () => {
  const tally = family();
  expect(tally.spentBy('anna', NOW)).toEqual({ per_30s: 1, per_hour: 60, per_day: 1_440 });
  expect(tally.spentBy('ben', NOW)).toEqual({ per_30s: 1, per_hour: 1, per_day: 24 });
  expect(tally.spentBy('nobody', NOW)).toEqual({ per_30s: 0, per_hour: 0, per_day: 0 });
  expect(tally.spent(NOW)).toEqual({ per_30s: 2, per_hour: 61, per_day: 1_464 });
  expect(tally.total).toBe(1_801 + 31);
});

it('tells what for', () => {
  expect(family().purposes('ben', NOW)).toEqual({
    command: 24,
    verification: 0,
    browse: 0,
    poll: 0,
    metadata: 0,
  });
});

it('goes on with the same day in the next run', () => {
  const tally = new Tally();
  tally.restore(family().hours(NOW), NOW);
  expect(tally.spent(NOW)).toMatchObject({ per_hour: 61, per_day: 1_464 });
  expect(tally.purposes('anna', NOW)).toMatchObject({ poll: 1_440 });
  expect(tally.total).toBe(0);
  expect(tally.spent(NOW + 12 * HOUR)).toMatchObject({ per_hour: 0, per_day: 732 });
});

it.each([
  ['of the day before', NOW - 24 * HOUR],
  ['of a clock that was wrong', NOW + 1],
])('leaves out hours %s', (_, at) => {
  const tally = new Tally();
  tally.restore([{ account: 'anna', spending: 'poll', at, count: 9 }], NOW);
  expect(tally.spent(NOW).per_day).toBe(0);
});
