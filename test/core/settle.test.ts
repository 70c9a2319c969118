import { describe, expect, it } from 'vitest';
import type { Playback } from '../../src/core/playback.ts';
import {
  anchored,
  type Expected,
  expectDevice,
  expectPaused,
  expectPlaying,
  expectPosition,
  expectRepeat,
  expectShuffle,
  expectSkip,
  expectVolume,
  shown,
  stillExpected,
  withClaims,
} from '../../src/core/settle.ts';
import { KITCHEN, playingTrack, track } from './playing.ts';

const T = 1_000_000;
const before = playingTrack('one', 60_000, T - 5_000);
const paused: Playback = { ...before, status: 'paused' };
const bath = { ...KITCHEN, id: 'bath', name: 'Bath' };

describe('a claim', () => {
  const rows: [string, () => Expected, Playback, Partial<Playback>, Playback][] = [
    [
      'play',
      () => expectPlaying(T),
      paused,
      { status: 'playing', measuredAt: T },
      playingTrack('one', 61_000, T + 1_000),
    ],
    [
      'pause',
      () => expectPaused(before, T),
      before,
      { status: 'paused', positionMs: 65_000, measuredAt: T },
      paused,
    ],
    [
      'next with a queue',
      () => expectSkip(before, before, track('two'), T),
      before,
      { item: track('two'), positionMs: 0, measuredAt: T },
      playingTrack('two', 900, T + 1_000),
    ],
    [
      'next without',
      () => expectSkip(before, before, undefined, T),
      before,
      { positionMs: 0, item: before.item },
      playingTrack('x', 0, T),
    ],
    [
      'previous that begins anew',
      () => expectSkip(before, before, undefined, T),
      before,
      { positionMs: 0 },
      playingTrack('one', 1_000, T + 1_000),
    ],
    [
      'seek',
      () => expectPosition(9_000, T),
      before,
      { positionMs: 9_000, measuredAt: T },
      playingTrack('one', 10_500, T + 1_000),
    ],
    [
      'volume',
      () => expectVolume(50),
      before,
      { device: { ...KITCHEN, volume: 50 } },
      { ...before, device: { ...KITCHEN, volume: 50 } },
    ],
    ['shuffle', () => expectShuffle(true), before, { shuffle: true }, { ...before, shuffle: true }],
    ['repeat', () => expectRepeat('one'), before, { repeat: 'one' }, { ...before, repeat: 'one' }],
    [
      'volume while nothing is active',
      () => expectVolume(50),
      { ...before, device: null },
      { device: null },
      { ...before, device: { ...KITCHEN, volume: 50 } },
    ],
    ['device', () => expectDevice(bath), before, { device: bath }, { ...before, device: bath }],
    [
      'device, shown as active',
      () => expectDevice({ ...bath, active: false }),
      { ...before, device: null },
      { device: bath },
      { ...before, device: bath },
    ],
    [
      'device of the same name',
      () => expectDevice({ ...bath, id: 'new' }),
      { ...before, device: bath },
      { device: { ...bath, id: 'new' } },
      { ...before, device: { ...bath, id: 'new' } },
    ],
    [
      'device without an id, by its name',
      () => expectDevice({ ...bath, id: null }),
      before,
      { device: { ...bath, id: null } },
      { ...before, device: bath },
    ],
    [
      'device without an id, while nothing is active',
      () => expectDevice({ ...bath, id: null }),
      { ...before, device: null },
      { device: { ...bath, id: null } },
      { ...before, device: { ...bath, id: null } },
    ],
    [
      'next while it is paused, which plays',
      () => expectSkip(paused, paused, undefined, T),
      paused,
      { status: 'playing', positionMs: 0 },
      playingTrack('x', 0, T),
    ],
    [
      'next, over a look at the same of before it',
      () => expectSkip(before, before, undefined, T),
      playingTrack('one', 0, T - 1),
      { positionMs: 0, measuredAt: T },
      playingTrack('one', 0, T),
    ],
    [
      'next, over a look that does not know the position',
      () => expectSkip(before, before, undefined, T),
      { ...playingTrack('one', 0, T), positionMs: null },
      { positionMs: 0 },
      playingTrack('one', 3_000, T + 1_000),
    ],
    [
      'next, over a look too far in the same',
      () => expectSkip(before, before, undefined, T),
      playingTrack('one', 3_001, T + 1_000),
      { positionMs: 0 },
      playingTrack('one', 2_000, T),
    ],
    [
      'seek while it is paused',
      () => expectPosition(9_000, T),
      paused,
      { positionMs: 9_000 },
      { ...paused, positionMs: 9_000, measuredAt: T + 90_000 },
    ],
    [
      'seek, two seconds off',
      () => expectPosition(9_000, T),
      playingTrack('one', 12_001, T + 1_000),
      { positionMs: 9_000 },
      playingTrack('one', 12_000, T + 1_000),
    ],
    [
      'seek to the beginning, over a look that does not know the position',
      () => expectPosition(0, T),
      { ...paused, positionMs: null },
      { positionMs: 0 },
      { ...paused, positionMs: 0 },
    ],
  ];

  it.each(rows)(
    '%s is shown over a look that lags, and gone once a look confirms it',
    (_name, made, lagging, change, confirming) => {
      const claim = made();
      expect(shown(lagging, [claim])).toMatchObject(change);
      expect(stillExpected([claim], lagging, T)).toHaveLength(1);
      expect(shown(confirming, [claim])).toEqual(confirming);
      expect(stillExpected([claim], confirming, T)).toHaveLength(0);
    },
  );

  it('is not believed for ever', () => {
    const kept = { ...expectVolume(50), until: T + 2_500 };
    expect(stillExpected([kept], before, T + 2_499)).toHaveLength(1);
    expect(stillExpected([kept], before, T + 2_500)).toHaveLength(0);
  });

  it('of a second skip is not confirmed by a look that saw the first', () => {
    const two = playingTrack('two', 300, T + 300);
    const skip = expectSkip(two, before, track('three'), T);
    expect(shown(two, [skip]).item).toEqual(track('three'));
    expect(stillExpected([skip], two, T)).toHaveLength(1);
    expect(stillExpected([skip], playingTrack('three', 0, T + 500), T)).toEqual([]);
  });

  it.each<[string, () => Expected[], () => Expected[], number]>([
    [
      'a later one of its kind',
      () => [expectRepeat('one'), expectRepeat('all')],
      () => [expectRepeat('off')],
      1,
    ],
    [
      'a skip, which plays',
      () => [expectPaused(before, T)],
      () => [expectSkip(before, before, undefined, T)],
      1,
    ],
    [
      'a skip, which begins anew',
      () => [expectPosition(9, T)],
      () => [expectSkip(before, before, undefined, T)],
      1,
    ],
    [
      'a later skip',
      () => [expectSkip(before, before, undefined, T)],
      () => [expectSkip(before, before, track('x'), T)],
      1,
    ],
    ['another pause', () => [expectPaused(before, T)], () => [expectPaused(before, T + 1)], 1],
    ['another volume', () => [expectVolume(50), expectShuffle(true)], () => [expectVolume(60)], 2],
    ['another word about shuffle', () => [expectShuffle(true)], () => [expectShuffle(false)], 1],
    ['another speaker', () => [expectDevice(KITCHEN)], () => [expectDevice(bath)], 1],
    ['nothing about the item but a skip', () => [expectShuffle(true), expectRepeat('one')], () => [], 2],
    [
      'each its own kind alone',
      () => [expectShuffle(true), expectRepeat('one'), expectPlaying(T), expectDevice(bath)],
      () => [expectShuffle(false)],
      4,
    ],
    [
      'a repeat mode alone',
      () => [expectShuffle(true), expectRepeat('one')],
      () => [expectRepeat('all'), expectPlaying(T)],
      3,
    ],
    ['another speaker with its own volume', () => [expectVolume(50)], () => [expectDevice(bath)], 1],
    [
      'nothing that is about something else',
      () => [expectSkip(before, before, undefined, T)],
      () => [expectPaused(before, T)],
      2,
    ],
  ])('gives way to %s', (_name, earlier, later, left) => {
    expect(withClaims(earlier(), later())).toHaveLength(left);
  });

  it('of a skip is not met by what was shown, nor by what was looked at before that', () => {
    const two = playingTrack('two', 90_000, T);
    const skip = expectSkip(two, before, undefined, T);
    expect(skip.met(two)).toBe(false);
    expect(skip.met(before)).toBe(false);
    expect(skip.met(playingTrack('three', 90_000, T))).toBe(true);
  });
});

describe('the anchor of the position', () => {
  const rows: [string, Playback, boolean][] = [
    ['keeps the measurement while time just passes', playingTrack('one', 75_500, T + 10_000), true],
    ['takes a jump', playingTrack('one', 90_000, T + 10_000), false],
    ['takes a jump back', playingTrack('one', 0, T + 10_000), false],
    ['takes another track', playingTrack('two', 75_000, T + 10_000), false],
    ['takes a pause', { ...playingTrack('one', 75_000, T + 10_000), status: 'paused' }, false],
    ['keeps it within two seconds', playingTrack('one', 77_000, T + 10_000), true],
    ['takes an unknown position', { ...playingTrack('one', 0, T + 10_000), positionMs: null }, false],
  ];
  it.each(rows)('%s', (_name, after, kept) => {
    const { positionMs, measuredAt } = kept ? before : after;
    expect(anchored(before, after)).toEqual({ ...after, positionMs, measuredAt });
  });

  it('is none where the position was not known', () => {
    const unknown = { ...paused, positionMs: null };
    const begun = { ...paused, positionMs: 0, measuredAt: T };
    expect(anchored(unknown, begun)).toEqual(begun);
    expect(anchored(begun, { ...unknown, measuredAt: T + 1 })).toEqual({ ...unknown, measuredAt: T + 1 });
  });
});
