import { describe, expect, it } from 'vitest';
import { clockTime, isQuiet, localMinutes } from '../../src/core/quiet.ts';

/** How many minutes of a day (so many hours from `start`) lie in quiet hours. */
function quietMinutes(zone: string, start: string, hours: number, from: number, to: number): number {
  const minuteAt = localMinutes(zone);
  const begin = Date.parse(start);
  const all = Array.from({ length: hours * 60 }, (_, minute) => minuteAt(begin + minute * 60_000));
  return all.filter((minute) => isQuiet({ from, to }, minute)).length;
}

describe('quiet hours', () => {
  it.each([
    ['a usual night', '2026-11-20T23:00:00Z', 24, 11 * 60],
    ['the night that loses an hour', '2027-03-27T23:00:00Z', 23, 10 * 60],
    ['the night that has one twice', '2026-10-24T22:00:00Z', 25, 12 * 60],
  ])('from 20:00 to 07:00 in Berlin, %s', (_, start, hours, expected) => {
    expect(quietMinutes('Europe/Berlin', start, hours, 1200, 420)).toBe(expected);
  });

  it.each([
    [600, 660, 599, false],
    [600, 660, 600, true],
    [600, 660, 659, true],
    [600, 660, 660, false],
    [1200, 420, 1199, false],
    [1200, 420, 1200, true],
    [1200, 420, 0, true],
    [1200, 420, 419, true],
    [1200, 420, 420, false],
    // A whole day.
    [600, 600, 0, true],
    [600, 600, 600, true],
  ])('from %i to %i, at %i: %s', (from, to, minute, expected) => {
    expect(isQuiet({ from, to }, minute)).toBe(expected);
  });

  it.each([
    [0, '00:00'],
    [425, '07:05'],
    [1439, '23:59'],
  ])('%i is %s', (minute, time) => {
    expect(clockTime(minute)).toBe(time);
  });

  it.each([
    ['UTC', '2026-11-21T23:30:00Z', 1410],
    ['UTC', '2026-11-21T00:05:00Z', 5],
    ['Europe/Berlin', '2026-11-21T23:30:00Z', 30],
    ['Europe/Berlin', '2026-07-21T23:30:00Z', 90],
    ['Asia/Kolkata', '2026-11-21T18:30:00Z', 0],
    // Berlin's clocks go from 02:00 to 03:00 on 2027-03-28, and from 03:00 back to 02:00 on 2026-10-25.
    ['Europe/Berlin', '2027-03-28T00:59:00Z', 119],
    ['Europe/Berlin', '2027-03-28T01:00:00Z', 180],
    ['Europe/Berlin', '2026-10-25T00:59:00Z', 179],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 120],
    ['Europe/Berlin', '2026-10-25T02:00:00Z', 180],
  ])('in %s %s is minute %i', (zone, time, minute) => {
    expect(localMinutes(zone)(Date.parse(time))).toBe(minute);
  });
});
