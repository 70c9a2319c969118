import { type Item, sameItem } from './item.ts';
import { endOf, type Playback } from './playback.ts';
import { POSITION_TOLERANCE_MS } from './settle.ts';
import type { SleepTimer } from './state.ts';

/** When a sleep timer stops the music. Times are ms since the epoch. */

/** Rather a second too early than into the next track: a pause needs a moment to arrive. */
const BEFORE_END_MS = 1_000;
/** The longest crossfade that Spotify's settings know: an item that changes within it was not skipped, it ended. */
const LONGEST_CROSSFADE_MS = 12_000;
/** A timer that ran out while the bridge was away still pauses so much later, not in the morning. */
const LATE_MS = 5 * 60_000;

/** What `end_of_track` waits for: the item that played at the last sight, and its end. */
export interface Followed {
  item: Item | null;
  end: number;
}

/** When the music is to stop, in the past or now where it is due; null while nobody knows (paused, an ad). */
export function stopAt(
  timer: SleepTimer,
  playback: Playback,
  followed: Followed | null,
  now: number,
): number | null {
  if (timer.at !== 'end_of_track') return timer.at;
  if (playback.status === 'idle') return now;
  const isAnother = followed !== null && !sameItem(followed.item, playback.item);
  if (isAnother && now >= followed.end - LONGEST_CROSSFADE_MS) return now;
  const end = endOf(playback);
  return end === undefined ? null : end - BEFORE_END_MS;
}

/** What `end_of_track` waits for from now on. */
export function follow(playback: Playback): Followed | null {
  const end = endOf(playback);
  return end === undefined ? null : { item: playback.item, end };
}

/**
 * What plays, with the position as exact as it is known: what is shown keeps its measurement while looks agree within two
 * seconds, which is too much for the end of a track; the look is right then, unless a command claims something else.
 */
export function exactly(shown: Playback, look: Playback): Playback {
  const [end, looked] = [endOf(shown), endOf(look)];
  if (end === undefined || looked === undefined || !sameItem(shown.item, look.item)) return shown;
  if (Math.abs(end - looked) > POSITION_TOLERANCE_MS) return shown;
  return { ...shown, positionMs: look.positionMs, measuredAt: look.measuredAt };
}

/** Whether a timer that was kept over a restart still counts. */
export function isStillMeant(timer: SleepTimer, now: number): boolean {
  return timer.at !== 'end_of_track' && now < timer.at + LATE_MS;
}
