import type { DayMinutes } from './house-rules.ts';
import { sameItem } from './item.ts';
import type { LocalDay } from './local-day.ts';
import { endOf, type Playback } from './playback.ts';
import type { Ban } from './rule.ts';

/** How long is listened on one day, and how much of it is left. Times are ms, limits minutes. */

/** What is counted of one reader, account or card. */
export interface Listened {
  /** The local day that it is of; on any other it is nothing. */
  date: string;
  ms: number;
  /** Up to when it is counted, ms since the epoch: what plays twice at once counts once. */
  until: number;
  /** Minutes that a grown-up added for this day. */
  extra: number;
  /** Whether the end was told ahead. */
  warned: boolean;
  /** Whether the end was told. */
  ended: boolean;
}

/** Told so long before the end. */
export const WARNING_MS = 10 * 60_000;
/** A story is not cut in mid-sentence: what plays may end, but takes no longer than this. */
export const GRACE_MS = 5 * 60_000;
/** Looks come every few seconds. Where none came for longer nobody knows whether it played all the while. */
const LONGEST_GAP_MS = 10 * 60_000;
/** Rather a second too early than into the next track. */
const BEFORE_END_MS = 1_000;

export function nothingOn(date: string): Listened {
  return { date, ms: 0, until: 0, extra: 0, warned: false, ended: false };
}

/** How long was listened from one look to the next. */
export function heardBetween(before: Playback, after: Playback): number {
  const gap = Math.min(after.measuredAt - before.measuredAt, LONGEST_GAP_MS);
  if (before.status !== 'playing' || gap <= 0) return 0;
  if (after.status === 'playing') return gap;
  const [from, to] = [before.positionMs, after.positionMs];
  // Where it stopped says when.
  if (sameItem(before.item, after.item) && from !== null && to !== null && to >= from)
    return Math.min(gap, to - from);
  return Math.max(0, Math.min(gap, (endOf(before) ?? Number.POSITIVE_INFINITY) - before.measuredAt));
}

/** With what was heard from `from` for `ms`, as far as it is not counted already. */
export function counted(listened: Listened, from: number, ms: number): Listened {
  const until = from + ms;
  if (until <= listened.until) return listened;
  return { ...listened, ms: listened.ms + until - Math.max(from, listened.until), until };
}

export function limitOn({ weekdays, weekend }: DayMinutes, { isWeekend }: LocalDay): number {
  return isWeekend ? weekend : weekdays;
}

/** With minutes that a grown-up adds to what is left: whoever was told that it ends is told again. */
export function extended(listened: Listened, minutes: number, limit: number): Listened {
  // The last title of the day may have taken more than there was.
  const over = Math.floor(listened.ms / 60_000) - limit;
  return { ...listened, extra: Math.max(listened.extra, over) + minutes, warned: false, ended: false };
}

/** What is left of a limit, ms; nothing where it is used up. */
export function leftOf({ ms, extra }: Listened, limit: number): number {
  return Math.max(0, (limit + extra) * 60_000 - ms);
}

export function usedUp({ extra }: Listened, limit: number): Ban {
  const minutes = limit + extra;
  const why =
    minutes === 0
      ? 'no music today; tomorrow again'
      : `${minutes} ${minutes === 1 ? 'minute is' : 'minutes are'} used up for today; tomorrow again`;
  return { rule: 'minutes_per_day', why };
}

/** What played when the limit was reached, and when that was. */
export interface Reached {
  at: number;
  item: string | null;
}

/** When what plays is paused after that: at its end, or where that is far or something else has begun, sooner. */
export function pauseAt({ at, item }: Reached, playback: Playback): number {
  if ((playback.item?.uri ?? null) !== item) return at;
  const end = endOf(playback) ?? Number.POSITIVE_INFINITY;
  return Math.min(end - BEFORE_END_MS, at + GRACE_MS);
}
