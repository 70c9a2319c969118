import { describe, expect, it } from 'vitest';
import { clockTime, isQuiet, localMinutes } from '../../src/core/quiet.ts';

describe('quiet hours', () => {
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
  ])('in %s %s is minute %i', (zone, time, minute) => {
    expect(localMinutes(zone)(Date.parse(time))).toBe(minute);
  });
});
