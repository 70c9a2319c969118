import { describe, expect, it } from 'vitest';
import {
  counted,
  extended,
  heardBetween,
  leftOf,
  limitOn,
  nothingOn,
  pauseAt,
  usedUp,
} from '../../src/core/listening.ts';
import { localDays } from '../../src/core/local-day.ts';
import { idle, type Playback } from '../../src/core/playback.ts';
import { playingTrack } from './playing.ts';

const MINUTE = 60_000;
const one = playingTrack('one', 30_000, 0);
const later = (ms: number, change: Partial<Playback> = {}): Playback => ({
  ...one,
  measuredAt: ms,
  positionMs: 30_000 + ms,
  ...change,
});
const paused = { status: 'paused' } as const;

describe('what was heard between two looks', () => {
  it.each<[string, Playback, Playback, number]>([
    ['it plays', one, later(10_000), 10_000],
    ['another title plays', one, playingTrack('two', 0, 10_000), 10_000],
    ['it was paused on the way', one, later(10_000, { ...paused, positionMs: 34_000 }), 4_000],
    ['it was paused at once', one, later(10_000, { ...paused, positionMs: 30_000 }), 0],
    ['it was paused, nobody knows where', one, later(10_000, { ...paused, positionMs: null }), 10_000],
    ['nobody knew where it was', { ...one, positionMs: null }, later(10_000, paused), 10_000],
    [
      'another title is paused further on',
      one,
      { ...playingTrack('two', 31_000, 10_000), ...paused },
      10_000,
    ],
    ['it was long over', later(0, { positionMs: 201_000 }), idle(10_000), 0],
    ['no time has passed', one, later(0), 0],
    ['somebody went back and paused', one, later(10_000, { ...paused, positionMs: 0 }), 10_000],
    ['the speaker is gone', one, idle(10_000), 10_000],
    [
      'its end comes before the next look, and silence',
      later(0, { positionMs: 195_000 }),
      idle(10_000),
      5_000,
    ],
    ['it was paused', { ...one, ...paused }, later(10_000), 0],
    ['nothing played', idle(0), playingTrack('one', 5_000, 10_000), 0],
    ['nobody looked for an hour', one, later(60 * MINUTE), 10 * MINUTE],
    ['the clock was put back', one, later(-10_000), 0],
  ])('%s', (_, before, after, ms) => {
    expect(heardBetween(before, after)).toBe(ms);
  });
});

describe('what is counted', () => {
  const none = nothingOn('2026-11-26');

  it('adds up', () => {
    expect(counted(counted(none, 1_000, 500), 1_500, 700)).toMatchObject({ ms: 1_200, until: 2_200 });
  });

  it.each([
    ['at once', 1_000, 500, 500],
    ['half at once', 1_200, 500, 700],
    ['within', 1_100, 100, 500],
  ])('counts once what plays twice: %s', (_, from, ms, sum) => {
    expect(counted(counted(none, 1_000, 500), from, ms).ms).toBe(sum);
  });

  it('is as it was where all of it is counted already', () => {
    const heard = counted(none, 1_000, 500);
    expect(counted(heard, 1_000, 500)).toBe(heard);
    expect(counted(heard, 900, 601)).toEqual({ ...heard, ms: 501, until: 1_501 });
  });

  it.each([
    [0, 0, 60],
    [59, 0, 1],
    [60, 0, 0],
    [75, 0, 0],
    [75, 30, 15],
  ])('of 60 minutes with %i listened and %i added are left %i', (minutes, extra, left) => {
    expect(leftOf({ ...none, ms: minutes * MINUTE, extra }, 60)).toBe(left * MINUTE);
  });

  it('tells its end again once minutes were added', () => {
    const told = { ...none, warned: true, ended: true, extra: 5 };
    expect(extended(told, 15, 60)).toEqual({ ...none, extra: 20 });
  });

  it('adds to what is left, also where the last title took more', () => {
    const over = { ...none, ms: 63.5 * MINUTE, ended: true };
    expect(leftOf(extended(over, 15, 60), 60)).toBe(14.5 * MINUTE);
  });

  it.each([
    [60, 0, '60 minutes are used up for today; tomorrow again'],
    [60, 15, '75 minutes are used up for today; tomorrow again'],
    [1, 0, '1 minute is used up for today; tomorrow again'],
    [0, 0, 'no music today; tomorrow again'],
  ])('says of %i and %i minutes: %s', (limit, extra, why) => {
    expect(usedUp({ ...none, extra }, limit)).toEqual({ rule: 'minutes_per_day', why });
  });
});

describe('the pause after the limit', () => {
  const reached = { at: 0, item: one.item?.uri ?? null };
  it.each<[string, Playback, number]>([
    ['comes at the end of what plays', one, 169_000],
    ['does not wait longer than five minutes', later(0, { positionMs: -200_000 }), 5 * MINUTE],
    ['comes a second before the end, within five minutes', later(0, { positionMs: -101_000 }), 5 * MINUTE],
    ['comes at once where nothing plays', idle(60_000), 0],
    ['comes at once where something else began', playingTrack('two', 0, 60_000), 0],
  ])('%s', (_, playback, at) => {
    expect(pauseAt(reached, playback)).toBe(at);
  });
});

it('the pause after the limit comes after five minutes where nobody knows what plays', () => {
  expect(pauseAt({ at: 7, item: null }, playingTrack('x', 0, 0, { item: null }))).toBe(5 * MINUTE + 7);
});

describe('a day of the house', () => {
  it.each([
    ['2026-11-26T12:00:00Z', 'UTC', '2026-11-26', 20],
    ['2026-11-27T23:30:00Z', 'UTC', '2026-11-27', 20],
    // Saturday has come there.
    ['2026-11-27T23:30:00Z', 'Europe/Berlin', '2026-11-28', 90],
    ['2026-11-29T23:30:00Z', 'Europe/Berlin', '2026-11-30', 20],
    // An hour that there is twice, and one that there is not.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25', 90],
    ['2026-10-25T22:59:00Z', 'Europe/Berlin', '2026-10-25', 90],
    ['2026-03-28T23:00:00Z', 'Europe/Berlin', '2026-03-29', 90],
  ])('%s in %s is %s', (time, zone, date, minutes) => {
    const day = localDays(zone)(Date.parse(time));
    expect(day.date).toBe(date);
    expect(limitOn({ weekdays: 20, weekend: 90 }, day)).toBe(minutes);
  });

  it('is told anew when a minute is over', () => {
    const days = localDays('UTC');
    expect(days(Date.parse('2026-11-26T23:59:59Z')).date).toBe('2026-11-26');
    expect(days(Date.parse('2026-11-27T00:00:00Z')).date).toBe('2026-11-27');
  });
});
