import { describe, expect, it } from 'vitest';
import { isShared, NO_SUSPICION, type Stop, suspect } from '../../src/core/stranger.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A 429 after so many minutes, of a bridge that asks for little, with ten seconds of rest. */
const stop = (minutes: number, change: Partial<Stop> = {}): Stop => ({
  at: minutes * MINUTE,
  until: minutes * MINUTE + 10_000,
  quota: undefined,
  per_30s: 4,
  per_day: 1_000,
  ...change,
});

const rows: [string, Stop[], number, boolean][] = [
  ['nothing happened', [], 0, false],
  ['it was once', [stop(0)], 1, false],
  ['it was twice within an hour', [stop(0), stop(50)], 51, true],
  ['it was twice, hours apart', [stop(0), stop(70)], 71, false],
  ['requests on their way together were refused together', [stop(0), stop(0.1)], 1, false],
  ['the bridge was busy itself', [stop(0, { per_30s: 6 }), stop(10, { per_30s: 9 })], 11, false],
  [
    'the second is the echo of one that the bridge earned',
    [stop(0, { per_30s: 20 }), stop(0.5), stop(1)],
    2,
    false,
  ],
  ['earned ones lie before', [stop(0, { per_30s: 20 }), stop(30), stop(40)], 41, true],
  ['the rest was long', [stop(0, { until: 5 * HOUR }), stop(301)], 302, true],
  ['it stayed away for six hours', [stop(0), stop(10)], 10 + 361, false],
  ['it came back within six hours', [stop(0), stop(10), stop(10 + 350)], 10 + 361, true],
  ['it was forgiven, and came once', [stop(0), stop(10), stop(500)], 501, false],
  ['it was forgiven, and came twice', [stop(0), stop(10), stop(500), stop(505)], 506, true],
  ['the player’s quota is gone after little', [stop(0, { quota: 'player', until: 13 * HOUR })], 60, true],
  ['the player’s quota is gone after much', [stop(0, { quota: 'player', per_day: 2_001 })], 1, false],
  ['another quota is gone', [stop(0, { quota: 'other' }), stop(1, { quota: 'other' })], 2, false],
];

describe('another program on the client id', () => {
  it.each(rows)('when %s', (_, stops, minutes, expected) => {
    const suspicion = stops.reduce(suspect, NO_SUSPICION);
    expect(isShared(suspicion, minutes * MINUTE)).toBe(expected);
  });
});
