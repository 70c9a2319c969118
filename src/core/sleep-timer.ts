import { type ItemMark, sameItem } from './item.ts';
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
/** Who pauses for longer than this went to bed: an end that was waited for would stop the music of the next morning. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/** What an `end_of_…` waits for: the item that played at the last sight, and its end. */
export interface Followed {
  item: ItemMark | null;
  end: number;
}

/** What a timer is judged by. */
export interface Sight {
  playback: Playback;
  followed: Followed | null;
  /** The uri of the last item of the timer's context; null where nobody knows it. */
  last: string | null;
}

/** When the music is to stop, in the past or now where it is due; null while nobody knows (paused, an ad, more to come). */
export function stopAt(timer: SleepTimer, sight: Sight, now: number): number | null {
  if (typeof timer.at === 'number') return timer.at;
  const { playback } = sight;
  if (playback.status === 'idle') return now;
  if (timer.at === 'end_of_context') return endOfContext(timer.context, sight, now);
  const end = endOf(playback);
  if (isAnother(sight) && hasEnded(sight, now)) return now;
  return end === undefined ? null : end - BEFORE_END_MS;
}

/**
 * Strangers' music follows an album: it stops before its last item
 * ends, where that is known, else as soon as it is seen.
 */
function endOfContext(context: string, sight: Sight, now: number): number | null {
  const { playback, followed } = sight;
  const last = lastOf(sight);
  const wasLast = followed !== null && last !== null && followed.item?.uri === last;
  const isOver = (last === null || wasLast) && hasEnded(sight, now);
  // Spotify stops at the end of a context where nothing follows, and points at its beginning.
  if (playback.status !== 'playing') {
    const isBegin = (playback.positionMs ?? 0) < POSITION_TOLERANCE_MS;
    return isOver && (isBegin || isAnother(sight)) ? now : null;
  }
  // An ad belongs to nothing.
  if (!playback.item?.uri) return null;
  if (playback.contextUri !== context) return isOver || wasLast ? now : null;
  if (wasLast && isAnother(sight) && isOver) return now;
  const end = endOf(playback);
  const isLast = last !== null && playback.item?.uri === last;
  return isLast && end !== undefined ? end - BEFORE_END_MS : null;
}

/**
 * The timer that is meant once other music was chosen in the middle of what it waits for; undefined where it stays. What
 * belongs to nothing has its own end alone.
 */
export function movedOn(timer: SleepTimer, sight: Sight, now: number): SleepTimer | undefined {
  const { playback } = sight;
  if (timer.at !== 'end_of_context' || playback.status !== 'playing' || !playback.item?.uri) return undefined;
  if (playback.contextUri === timer.context || stopAt(timer, sight, now) !== null) return undefined;
  const { fadeMs } = timer;
  return {
    ...(playback.contextUri === null
      ? { at: 'end_of_track' }
      : { at: 'end_of_context', context: playback.contextUri }),
    ...(fadeMs === undefined ? {} : { fadeMs }),
  };
}

/** What an end is waited for from now on. */
export function follow(playback: Playback): Followed | null {
  const end = endOf(playback);
  if (end === undefined) return null;
  const { item } = playback;
  return { item: item && { uri: item.uri, title: item.title }, end };
}

/** Whether it is the same that is waited for, and nothing that a restart should know anew. */
export function sameFollowed(a: Followed | null, b: Followed | null): boolean {
  if (a === null || b === null) return a === b;
  return sameItem(a.item, b.item) && Math.abs(a.end - b.end) <= POSITION_TOLERANCE_MS;
}

/** How many minutes are left, begun ones counted whole; null while nobody knows. */
export function minutesLeft(stop: number | null, now: number): number | null {
  return stop === null ? null : Math.max(0, Math.ceil((stop - now) / 60_000));
}

/** When `minutesLeft` says something else. */
export function nextMinute(stop: number, now: number): number {
  const left = minutesLeft(stop, now) ?? 0;
  return left > 0 ? stop - (left - 1) * 60_000 : Number.POSITIVE_INFINITY;
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

/** Whether a timer that was kept over a restart still counts: an end that was waited for may have come meanwhile. */
export function isStillMeant(timer: SleepTimer, followed: Followed | null, now: number): boolean {
  const at = typeof timer.at === 'number' ? timer.at : followed?.end;
  return at !== undefined && now < at + LATE_MS;
}

/** Whether an end is waited for no longer, because nothing has played since `quietSince`. */
export function isForgotten(timer: SleepTimer, quietSince: number | null, now: number): boolean {
  return typeof timer.at !== 'number' && quietSince !== null && now - quietSince >= FORGOTTEN_AFTER_MS;
}

/** When that will be so. */
export function forgottenAt(quietSince: number | null): number {
  return quietSince === null ? Number.POSITIVE_INFINITY : quietSince + FORGOTTEN_AFTER_MS;
}

function isAnother({ playback, followed }: Sight): boolean {
  return followed !== null && !sameItem(followed.item, playback.item);
}

function hasEnded({ followed }: Sight, now: number): boolean {
  return followed !== null && now >= followed.end - LONGEST_CROSSFADE_MS;
}

/** In an order that nobody knows none is the last. */
function lastOf({ playback, last }: Sight): string | null {
  return playback.shuffle ? null : last;
}
