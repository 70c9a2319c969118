import { describe, expect, it } from 'vitest';
import {
  afterHint,
  demandOf,
  hintLooked,
  nextLook,
  type Rhythm,
  retryAfter,
} from '../../src/core/cadence.ts';
import { idle, type Playback } from '../../src/core/playback.ts';

const T = 1_000_000_000;

function playing(positionMs: number | null, durationMs: number | null, measuredAt = T): Playback {
  const item = {
    kind: 'track',
    uri: 'spotify:track:a',
    title: 'A',
    artists: [],
    album: null,
    durationMs,
    image: null,
    explicit: false,
  } as const;
  return { ...idle(measuredAt), status: 'playing', item, positionMs };
}

const rhythm = (change: Partial<Rhythm> = {}): Rhythm => ({
  playback: playing(10_000, 200_000),
  lookedAt: T,
  commandAt: null,
  hintAt: null,
  hintLooks: [],
  doubtful: false,
  failures: 0,
  failedAt: 0,
  playingAccounts: 1,
  quietDemand: 0,
  stretch: 1,
  ...change,
});

describe('the next look', () => {
  const rows: [string, Partial<Rhythm>, number, 'poll' | 'verification'][] = [
    ['is at once before the first', { lookedAt: null }, -T, 'poll'],
    ['is after 8.5 s while playing', {}, 8_500, 'poll'],
    ['shares the budget between playing accounts', { playingAccounts: 3 }, 20_000, 'poll'],
    ['leaves others their part of it', { playingAccounts: 2, quietDemand: 1.5 }, 20_000, 'poll'],
    ['leaves them no more than that', { playingAccounts: 2, quietDemand: 3 }, 20_000, 'poll'],
    ['comes sooner where they want less', { playingAccounts: 2, quietDemand: 0.5 }, 15_000, 'poll'],
    [
      'waits its turn where those who do not play are many',
      { playback: idle(T), quietDemand: 3 },
      120_000,
      'poll',
    ],
    [
      'has more room where nobody plays',
      { playback: idle(T), playingAccounts: 0, quietDemand: 3 },
      60_000,
      'poll',
    ],
    ['keeps 8.5 s where the share is shorter', { playingAccounts: 0 }, 8_500, 'poll'],
    ['is spread while the day’s requests run out', { stretch: 3 }, 25_500, 'poll'],
    ['is spread no further than ten minutes', { stretch: 60, playback: idle(T) }, 600_000, 'poll'],
    ['knows a track’s end all the same', { stretch: 4, playback: playing(180_000, 200_000) }, 21_000, 'poll'],
    ['but not when little is left', { stretch: 10, playback: playing(180_000, 200_000) }, 85_000, 'poll'],
    ['comes 1 s after a command all the same', { stretch: 12, commandAt: T + 500 }, 1_500, 'verification'],
    ['is after 30 s while paused', { playback: { ...playing(0, 9e5), status: 'paused' } }, 30_000, 'poll'],
    ['is after 60 s while idle', { playback: idle(T) }, 60_000, 'poll'],
    ['comes 1 s after the predicted end', { playback: playing(195_000, 200_000) }, 6_000, 'poll'],
    ['does not chase a track that hangs at its end', { playback: playing(200_000, 200_000) }, 8_500, 'poll'],
    ['knows no end without a duration', { playback: playing(1_000, null) }, 8_500, 'poll'],
    ['knows no end without a position', { playback: playing(null, 5_000) }, 8_500, 'poll'],
    ['comes 1 s after a command', { commandAt: T + 500 }, 1_500, 'verification'],
    ['comes again 3 s after it', { commandAt: T - 1_000 }, 2_000, 'verification'],
    ['is not made twice for one command', { commandAt: T - 3_000 }, 8_500, 'poll'],
    ['is at once on a hint', { hintAt: T + 100 }, 100, 'verification'],
    ['is made for a hint that came with the last one', { hintAt: T }, 0, 'verification'],
    [
      'waits a moment where the last hint was followed just now',
      { hintAt: T + 100, hintLooks: [T] },
      2_000,
      'verification',
    ],
    ['leaves an old hint alone', { hintAt: T - 100 }, 8_500, 'poll'],
    ['asks again before it believes an empty answer', { doubtful: true }, 3_000, 'verification'],
    ['backs off while Spotify fails', { failures: 3, failedAt: T }, 20_000, 'poll'],
    ['is at once where the clock was set back', { lookedAt: T + 3_600_000 }, 0, 'poll'],
  ];
  it.each(rows)('%s', (_name, change, after, spending) => {
    expect(nextLook(rhythm(change), T)).toEqual({ at: T + after, spending });
  });

  it('waits at most a minute between failures', () => {
    expect([1, 2, 3, 4, 5, 50].map(retryAfter)).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it.each<[string, number[], number]>([
    ['the first at once', [], 0],
    ['the second two seconds after it', [-200], 1_800],
    ['or at once, where that is over', [-2_500], 0],
    ['the third six seconds after that', [-2_200, -200], 5_800],
    ['then as seldom as music is looked at', [-9_000, -8_000, -5_000], 3_500],
    ['as after the first, where those before it were long ago', [-31_000, -30_000, -200], 1_800],
    ['the second also where both came at once', [0], 2_000],
    ['what was long ago does not count', [-40_000, -35_000, -31_000], 0],
    ['nor what lies ahead, of a clock that was set back', [5_000], 0],
  ])('follows hints: %s', (_name, looks, after) => {
    expect(
      afterHint(
        T,
        looks.map((at) => T + at),
      ),
    ).toBe(T + after);
  });

  it('remembers four looks that hints led to', () => {
    expect([1, 2, 3, 4, 5].reduce<readonly number[]>(hintLooked, [])).toEqual([2, 3, 4, 5]);
  });

  it('knows what accounts that do not play want', () => {
    expect([demandOf('playing'), demandOf('paused'), demandOf('idle')]).toEqual([0, 1, 0.5]);
  });

  it('follows a minute of hints with no more looks than the budget has', () => {
    let looks: readonly number[] = [];
    const made: number[] = [];
    for (let at = T; at < T + 60_000; at += 50) {
      if (afterHint(at, looks) > at) continue;
      looks = hintLooked(looks, at);
      made.push(at - T);
    }
    expect(made).toEqual([0, 2_000, 8_000, 16_500, 25_000, 33_500, 42_000, 50_500, 59_000]);
  });
});
