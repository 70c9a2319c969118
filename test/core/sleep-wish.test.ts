import { describe, expect, it } from 'vitest';
import { idle, type Playback } from '../../src/core/playback.ts';
import { Trouble } from '../../src/core/problem.ts';
import { sleepWish } from '../../src/core/sleep-wish.ts';
import type { SleepTimer } from '../../src/core/state.ts';
import { playingTrack } from './playing.ts';

const NOW = 1_000_000;
const MINUTE = 60_000;
const playback = playingTrack('one', 0, NOW, { contextUri: 'spotify:album:a' });
const state = (sleep: SleepTimer | null = null, change: Partial<Playback> = {}) => ({
  sleep,
  playback: { ...playback, ...change },
});
const half = { at: NOW + 10 * MINUTE, minutes: 30 };

describe('a sleep timer that is asked for', () => {
  it.each<[string, Parameters<typeof sleepWish>[0], SleepTimer | null, SleepTimer | null]>([
    ['runs from now', { ask: 'sleep', minutes: 15 }, null, { at: NOW + 15 * MINUTE, minutes: 15 }],
    [
      'takes the place of another',
      { ask: 'sleep', minutes: 15 },
      half,
      { at: NOW + 15 * MINUTE, minutes: 15 },
    ],
    [
      'fades as is wished',
      { ask: 'sleep', minutes: 1, fade: 0 },
      null,
      { at: NOW + MINUTE, minutes: 1, fadeMs: 0 },
    ],
    [
      'waits for an end',
      { ask: 'sleep', at: 'end_of_track', fade: 9 },
      null,
      { at: 'end_of_track', fadeMs: 9_000 },
    ],
    [
      'waits for an album',
      { ask: 'sleep', at: 'end_of_context' },
      null,
      { at: 'end_of_context', context: 'spotify:album:a' },
    ],
    ['is put off', { ask: 'sleep', extend: 15 }, half, { at: NOW + 25 * MINUTE, minutes: 45 }],
    [
      'is put off to the end of the night',
      { ask: 'sleep', extend: 470 },
      half,
      { at: NOW + 480 * MINUTE, minutes: 500 },
    ],
    [
      'is put off with its fade',
      { ask: 'sleep', extend: 5 },
      { ...half, fadeMs: 7 },
      { at: NOW + 15 * MINUTE, minutes: 35, fadeMs: 7 },
    ],
    [
      'is put off with another fade',
      { ask: 'sleep', extend: 5, fade: 1 },
      { ...half, fadeMs: 7 },
      { at: NOW + 15 * MINUTE, minutes: 35, fadeMs: 1_000 },
    ],
    [
      'is put off from now where it ran out',
      { ask: 'sleep', extend: 5 },
      { at: NOW - MINUTE, minutes: 1 },
      { at: NOW + 5 * MINUTE, minutes: 6 },
    ],
    ['begins where none runs', { ask: 'sleep', extend: 15 }, null, { at: NOW + 15 * MINUTE, minutes: 15 }],
    ['is called off', { ask: 'sleep', off: true }, half, null],
  ])('%s', (_what, wish, before, timer) => {
    expect(sleepWish(wish, state(before), NOW).sleep).toStrictEqual(timer);
  });

  it('tells how many minutes are left, where it has minutes', () => {
    expect(sleepWish({ ask: 'sleep', minutes: 15 }, state(), NOW).sleepLeft).toBe(15);
    expect(sleepWish({ ask: 'sleep', extend: 15 }, state(half), NOW).sleepLeft).toBe(25);
    expect(sleepWish({ ask: 'sleep', at: 'end_of_track' }, state(half), NOW).sleepLeft).toBeNull();
    expect(sleepWish({ ask: 'sleep', off: true }, state(half), NOW).sleepLeft).toBeNull();
  });

  it('is the usual one from then on where it has minutes', () => {
    expect(sleepWish({ ask: 'sleep', minutes: 45 }, state(), NOW).sleepUsual).toBe(45);
    for (const wish of [{ extend: 45 }, { at: 'end_of_track' }, { off: true }] as const)
      expect(sleepWish({ ask: 'sleep', ...wish }, state(half), NOW)).not.toHaveProperty('sleepUsual');
  });

  it.each<[string, Parameters<typeof sleepWish>[0], SleepTimer | null, Partial<Playback>, string]>([
    ['an end of nothing', { ask: 'sleep', at: 'end_of_track' }, null, { status: 'paused' }, 'sleep 30'],
    ['an end of nothing', { ask: 'sleep', at: 'end_of_context' }, null, idle(NOW), 'sleep 30'],
    [
      'an album of a title alone',
      { ask: 'sleep', at: 'end_of_context' },
      null,
      { contextUri: null },
      'sleep end_of_track',
    ],
    ['minutes after an end', { ask: 'sleep', extend: 15 }, { at: 'end_of_track' }, {}, 'sleep 30'],
    ['more than a night', { ask: 'sleep', extend: 471 }, half, {}, '480 minutes in all'],
  ])('is refused: %s', (_what, wish, before, change, words) => {
    const ask = () => sleepWish(wish, state(before, change), NOW);
    expect(ask).toThrow(Trouble);
    expect(ask).toThrow(words);
    expect(ask).toThrow(expect.objectContaining({ problem: expect.objectContaining({ kind: 'refused' }) }));
  });
});
