import { describe, expect, it } from 'vitest';
import { idle, type Playback } from '../../src/core/playback.ts';
import { exactly, type Followed, follow, isStillMeant, stopAt } from '../../src/core/sleep-timer.ts';
import { playingTrack, track } from './playing.ts';

const END_OF_TRACK = { at: 'end_of_track' } as const;
const NOW = 1_000_000;
/** Of 200 s; 60 s are left. */
const one = playingTrack('one', 140_000, NOW);
const two = playingTrack('two', 0, NOW);
const oneEndsIn = (ms: number): Followed => ({ item: track('one'), end: NOW + ms });

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
    expect(stopAt(END_OF_TRACK, playback, followed, NOW)).toBe(at);
  });

  it('at its time, whatever plays', () => {
    for (const playback of [one, two, idle(NOW)]) {
      expect(stopAt({ at: NOW + 5, minutes: 1 }, playback, oneEndsIn(1_000), NOW)).toBe(NOW + 5);
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
    ['is what is claimed beyond, after a seek', at(20_000), 140_000],
    ['is what is claimed of another item', at(143_500, { item: track('two') }), 140_000],
    ['is what is claimed where the look saw it paused', at(143_500, { status: 'paused' }), 140_000],
  ])('%s', (_what, look, positionMs) => {
    expect(exactly(one, look).positionMs).toBe(positionMs);
  });
});

it.each([
  [{ at: NOW + 60_000, minutes: 30 }, true],
  [{ at: NOW - 299_000, minutes: 30 }, true],
  [{ at: NOW - 300_000, minutes: 30 }, false],
  [END_OF_TRACK, false],
])('%j is meant after a restart: %s', (timer, meant) => {
  expect(isStillMeant(timer, NOW)).toBe(meant);
});
