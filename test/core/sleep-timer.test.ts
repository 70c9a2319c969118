import { describe, expect, it } from 'vitest';
import { idle, type Playback } from '../../src/core/playback.ts';
import {
  exactly,
  type Followed,
  follow,
  forgottenAt,
  isForgotten,
  isStillMeant,
  minutesLeft,
  movedOn,
  nextMinute,
  sameFollowed,
  stopAt,
} from '../../src/core/sleep-timer.ts';
import type { SleepTimer } from '../../src/core/state.ts';
import { playingTrack, track } from './playing.ts';

const END_OF_TRACK = { at: 'end_of_track' } as const;
const NOW = 1_000_000;
/** Of 200 s; 60 s are left. */
const one = playingTrack('one', 140_000, NOW);
const two = playingTrack('two', 0, NOW);
const oneEndsIn = (ms: number): Followed => {
  const { uri, title } = track('one');
  return { item: { uri, title }, end: NOW + ms };
};

describe('the music stops', () => {
  const rows: [string, Playback, Followed | null, number | null][] = [
    ['a second before the end of the item', one, null, NOW + 59_000],
    ['where it was followed too', one, oneEndsIn(60_500), NOW + 59_000],
    ['at the end of the next item after a skip', two, oneEndsIn(60_000), NOW + 199_000],
    ['now where the item ended sooner than thought', two, oneEndsIn(1_500), NOW],
    ['now where the next one began in a crossfade', two, oneEndsIn(12_000), NOW],
    ['now where it ended unseen', two, oneEndsIn(-4_000), NOW],
    ['nobody knows when while it is paused', { ...one, status: 'paused' }, null, null],
    ['nobody knows when in an ad', { ...one, item: { ...track('ad'), durationMs: null } }, null, null],
    ['now where nothing is active', idle(NOW), oneEndsIn(60_000), NOW],
  ];
  it.each(rows)('%s', (_when, playback, followed, at) => {
    expect(stopAt(END_OF_TRACK, { playback, followed, last: null }, NOW)).toBe(at);
  });

  it('at its time, whatever plays', () => {
    for (const playback of [one, two, idle(NOW)]) {
      const sight = { playback, followed: oneEndsIn(1_000), last: null };
      expect(stopAt({ at: NOW + 5, minutes: 1 }, sight, NOW)).toBe(NOW + 5);
    }
  });
});

it('follows what runs, and nothing that waits', () => {
  expect(follow(one)).toEqual(oneEndsIn(60_000));
  expect(follow({ ...one, status: 'paused' })).toBeNull();
});

describe('what plays exactly', () => {
  const at = (positionMs: number, change: Partial<Playback> = {}): Playback => ({
    ...playingTrack('one', positionMs, NOW + 5_000),
    ...change,
  });
  it.each<[string, Playback, number]>([
    ['is what the look says within two seconds', at(143_500), 143_500],
    ['is what the look says two seconds off', at(143_000), 143_000],
    ['is what is claimed beyond, after a seek', at(20_000), 140_000],
    ['is what is claimed of another item', at(143_500, { item: track('two') }), 140_000],
    ['is what is claimed where the look saw it paused', at(143_500, { status: 'paused' }), 140_000],
  ])('%s', (_what, look, positionMs) => {
    expect(exactly(one, look).positionMs).toBe(positionMs);
  });

  it('is what is claimed where that waits', () => {
    expect(exactly({ ...one, status: 'paused' }, at(143_500)).positionMs).toBe(140_000);
  });
});

it.each<[SleepTimer, Followed | null, boolean]>([
  [{ at: NOW + 60_000, minutes: 30 }, null, true],
  [{ at: NOW - 299_000, minutes: 30 }, null, true],
  [{ at: NOW - 300_000, minutes: 30 }, null, false],
  [END_OF_TRACK, oneEndsIn(60_000), true],
  [END_OF_TRACK, oneEndsIn(-299_000), true],
  [END_OF_TRACK, oneEndsIn(-300_000), false],
  [END_OF_TRACK, null, false],
])('%j, waiting for %j, is meant after a restart: %s', (timer, followed, meant) => {
  expect(isStillMeant(timer, followed, NOW)).toBe(meant);
});

describe('the end of an album', () => {
  const timer = { at: 'end_of_context', context: 'spotify:album:a' } as const;
  const LAST = track('two').uri;
  const of = (context: string | null, playback: Playback, more: Partial<Playback> = {}): Playback => ({
    ...playback,
    contextUri: context,
    ...more,
  });
  const A = 'spotify:album:a';
  const B = 'spotify:album:b';
  const twoEndsIn = (ms: number): Followed => ({ item: track('two'), end: NOW + ms });
  const PAUSED = { status: 'paused' } as const;

  it.each<[string, Playback, Followed | null, string | null, number | null]>([
    ['is waited for while an item plays that is not the last', of(A, one), null, LAST, null],
    ['is a second before the end of the last item', of(A, two), null, LAST, NOW + 199_000],
    ['is not known in advance where nobody knows the last', of(A, two), null, null, null],
    ['is not known in advance in a shuffled album', of(A, two, { shuffle: true }), null, LAST, null],
    ['has come where others follow', of(null, one), twoEndsIn(-1_000), LAST, NOW],
    ['has come where a radio follows', of('spotify:station:x', one), twoEndsIn(-1_000), null, NOW],
    ['has come where others follow a shuffled one', of(B, one, { shuffle: true }), twoEndsIn(0), LAST, NOW],
    ['has come where the last one is skipped', of(null, one), twoEndsIn(100_000), LAST, NOW],
    ['has come where it begins again', of(A, one), twoEndsIn(500), LAST, NOW],
    [
      'has come where it stopped at its beginning',
      of(A, one, { ...PAUSED, positionMs: 0 }),
      twoEndsIn(-900),
      null,
      NOW,
    ],
    [
      'has not come where somebody pauses',
      of(A, two, { ...PAUSED, positionMs: 90_000 }),
      twoEndsIn(5_000),
      LAST,
      null,
    ],
    ['has not come where somebody chose something else', of(B, one), oneEndsIn(100_000), LAST, null],
    ['has not come between two items', of(A, two), oneEndsIn(-500), null, null],
    [
      'has not come in an ad',
      of(null, one, { item: { ...track('ad'), uri: null } }),
      twoEndsIn(-500),
      null,
      null,
    ],
    ['has come where nothing is active', idle(NOW), null, LAST, NOW],
    [
      'has come where it stopped at the beginning of its last item',
      of(A, two, PAUSED),
      twoEndsIn(0),
      LAST,
      NOW,
    ],
    [
      'has not come where its last item is paused two seconds after its beginning',
      of(A, two, { ...PAUSED, positionMs: 2_000 }),
      twoEndsIn(0),
      LAST,
      null,
    ],
    [
      'has not come where strangers follow one that is not the last',
      of(null, two),
      oneEndsIn(-5),
      LAST,
      null,
    ],
    [
      'has not come where nobody knows what was followed',
      of(null, two),
      { item: null, end: NOW },
      LAST,
      null,
    ],
    ['is not known while an item is hidden', of(A, one, { item: null }), null, LAST, null],
    [
      'is not known where the last item has no length',
      of(A, two, { item: track('two', 0) }),
      null,
      LAST,
      null,
    ],
  ])('%s', (_when, playback, followed, last, at) => {
    expect(stopAt(timer, { playback, followed, last }, NOW)).toBe(at);
  });

  it.each<[string, Playback, Followed | null, SleepTimer | undefined]>([
    [
      'of another album once that was chosen',
      of(B, one),
      oneEndsIn(100_000),
      { at: 'end_of_context', context: B },
    ],
    ['of a title alone once that was chosen', of(null, one), oneEndsIn(100_000), END_OF_TRACK],
    ['of the same where nothing changed', of(A, two), oneEndsIn(-500), undefined],
    ['of the same where strangers follow', of(null, one), twoEndsIn(-500), undefined],
    ['of the same while it is paused', of(B, one, PAUSED), null, undefined],
    ['of the same while an item is hidden', of(B, one, { item: null }), null, undefined],
  ])('is the end %s', (_what, playback, followed, moved) => {
    expect(movedOn(timer, { playback, followed, last: null }, NOW)).toStrictEqual(moved);
    const fading = moved && { ...moved, fadeMs: 5 };
    expect(movedOn({ ...timer, fadeMs: 5 }, { playback, followed, last: null }, NOW)).toEqual(fading);
  });

  it('alone moves on', () => {
    const sight = { playback: of(B, one), followed: oneEndsIn(100_000), last: null };
    expect(movedOn(END_OF_TRACK, sight, NOW)).toBeUndefined();
    expect(movedOn({ at: NOW + 5, minutes: 1 }, sight, NOW)).toBeUndefined();
  });

  it('is forgotten in an hour of silence; minutes are not', () => {
    expect(isForgotten(timer, NOW - 3_599_999, NOW)).toBe(false);
    expect(isForgotten(timer, NOW - 3_600_000, NOW)).toBe(true);
    expect(isForgotten(timer, null, 9e9)).toBe(false);
    expect(isForgotten({ at: NOW, minutes: 1 }, NOW - 3_600_000, NOW)).toBe(false);
    expect(forgottenAt(NOW)).toBe(NOW + 3_600_000);
    expect(forgottenAt(null)).toBe(Number.POSITIVE_INFINITY);
  });
});

it.each([
  [30 * 60_000, 30, NOW + 60_000],
  [29 * 60_000 + 1, 30, NOW + 1],
  [29 * 60_000, 29, NOW + 60_000],
  [1, 1, NOW + 1],
  [0, 0, Number.POSITIVE_INFINITY],
])('%i ms are %i minutes until they are one less', (ms, left, next) => {
  expect(minutesLeft(NOW + ms, NOW)).toBe(left);
  expect(nextMinute(NOW + ms, NOW)).toBe(next);
});

it('has no minutes left where nobody knows the end', () => {
  expect(minutesLeft(null, NOW)).toBeNull();
  expect(minutesLeft(NOW - 90_000, NOW)).toBe(0);
});

it.each<[string, Followed | null, Followed | null, boolean]>([
  ['nothing', null, null, true],
  ['nothing before', null, oneEndsIn(0), false],
  ['nothing any more', oneEndsIn(0), null, false],
  ['the same', oneEndsIn(0), oneEndsIn(0), true],
  ['the same, two seconds later', oneEndsIn(0), oneEndsIn(2_000), true],
  ['the same, after a seek', oneEndsIn(0), oneEndsIn(-2_001), false],
  ['another', oneEndsIn(0), { item: track('two'), end: NOW }, false],
])('follows %s', (_what, before, after, same) => {
  expect(sameFollowed(before, after)).toBe(same);
});
