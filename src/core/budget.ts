import { lately } from '../lib/lately.ts';
import type { Bucket, Spending } from './ports.ts';
import { SPENDINGS } from './ports.ts';

/**
 * How many requests a client id has left to spend. Spotify publishes no numbers; what is known (a 3 s poll is limited for
 * ever, 20 s never was) leads to this: at most 5 requests in any 30 s, commands and what they lead
 * to in the 5 s after left out, and at most 8 while a person browses, whose clicks are few and
 * must not wait for what the bridge asks by itself, or waits for a speaker.
 */

export const WINDOW_MS = 30_000;
export const WINDOW_REQUESTS = 5;
/** With those of a person who browses. */
export const BURST_REQUESTS = 8;
export const AFTER_COMMAND_MS = 5_000;
/**
 * Of those 5 s: a slider that is moved for long would have a look after
 * each step, and with its steps reach Spotify's limit.
 */
const FREE_REQUESTS = 8;

/** One of the five is kept from metadata, so that a hint or a track's end can be looked at whatever else is wanted. */
const METADATA_REQUESTS = WINDOW_REQUESTS - 1;

/**
 * Whoever browses is before the looks, which come again by themselves: clicks come a few at a time, and what was read is
 * remembered. One place stays for looks, however much somebody clicks.
 */
const BROWSE_REQUESTS = BURST_REQUESTS - 1;

/** A person does not wait longer than this for a page: told when there is room again, they know what to do. */
export const BROWSE_PATIENCE_MS = 7_000;

/** Two requests that leave 30 s apart may arrive a little closer: the window is kept this much longer than promised. */
const JITTER_MS = 250;

/** Whoever waited this long goes first whatever it is for, so that nobody starves behind those who play. */
const PATIENCE_MS = 30_000;

/** What of a window goes to metadata before others that wait: five accounts that start want two dozen at once. */
const IMPATIENT_METADATA = 2;

export interface Ledger {
  /** When the requests that count were sent by the bridge's own wish, oldest first, ms since the epoch. */
  own: readonly number[];
  /** Those of them that were for metadata. */
  metadata: readonly number[];
  /** When those were sent that somebody who browses waited for. */
  browse: readonly number[];
  lastCommandAt: number | null;
  /** When those were sent that a command had made free. */
  free: readonly number[];
  /** Nothing is sent before (429). 0 = open. */
  closedUntil: number;
}

export const EMPTY_LEDGER: Ledger = {
  own: [],
  metadata: [],
  browse: [],
  lastCommandAt: null,
  free: [],
  closedUntil: 0,
};

/**
 * When a request that waits since `since` may go out, if nobody else goes before: `now` or later, ms since the epoch.
 */
export function mayGoAt(ledger: Ledger, spending: Spending, now: number, since = now): number {
  if (spending === 'command' || isFree(ledger, spending, now)) return now;
  const all = roomAt(sentOf(ledger), BURST_REQUESTS, now);
  if (spending === 'browse') return Math.max(all, roomAt(ledger.browse, BROWSE_REQUESTS, now));
  const isModest = spending === 'metadata' && now - since < PATIENCE_MS;
  return Math.max(all, roomAt(ledger.own, isModest ? METADATA_REQUESTS : WINDOW_REQUESTS, now));
}

/** All that count, oldest first. */
export function sentOf({ own, browse }: Ledger): number[] {
  return [...own, ...browse].sort((a, b) => a - b);
}

/** When fewer than `most` of these requests lie in the window: `now` or later. */
function roomAt(sent: readonly number[], most: number, now: number): number {
  const window = WINDOW_MS + JITTER_MS;
  const recent = lately(sent, window, now);
  const blocking = recent[recent.length - most];
  return blocking === undefined ? now : blocking + window;
}

/** The ledger after a request went out. */
export function spent(ledger: Ledger, spending: Spending, now: number): Ledger {
  if (spending === 'command') return { ...ledger, lastCommandAt: now };
  const last = (times: readonly number[]) => [...times.slice(1 - BURST_REQUESTS), now];
  if (isFree(ledger, spending, now))
    return spending === 'browse' ? ledger : { ...ledger, free: last(ledger.free) };
  if (spending === 'browse') return { ...ledger, browse: last(ledger.browse) };
  return {
    ...ledger,
    own: last(ledger.own),
    metadata: spending === 'metadata' ? last(ledger.metadata) : ledger.metadata,
  };
}

/** How many more requests of the bridge's own may go out at `now` beside commands: none while the gate is closed. */
export function leftOf(ledger: Ledger, now: number): number {
  if (ledger.closedUntil > now) return 0;
  const recent = (sent: readonly number[]) => lately(sent, WINDOW_MS + JITTER_MS, now).length;
  const left = Math.min(WINDOW_REQUESTS - recent(ledger.own), BURST_REQUESTS - recent(sentOf(ledger)));
  return Math.max(0, left);
}

/** The ledger after a 429: whichever deadline is later holds. */
export function closed(ledger: Ledger, until: number): Ledger {
  return { ...ledger, closedUntil: Math.max(ledger.closedUntil, until) };
}

/** What a command leads to; looks that come again by themselves are nobody's answer to it. */
function isFree({ lastCommandAt, free }: Ledger, spending: Spending, now: number): boolean {
  if (spending === 'poll' || lastCommandAt === null) return false;
  const isSoon = now >= lastCommandAt && now - lastCommandAt < AFTER_COMMAND_MS;
  // A person's clicks come a few at a time.
  if (!isSoon || spending === 'browse') return isSoon;
  return lately(free, WINDOW_MS, now).length < FREE_REQUESTS;
}

/** One who waits for the budget. */
export interface Waiting {
  spending: Spending;
  bucket: Bucket;
  /** Whether the account plays: its state is the one that people look at. */
  playing: boolean;
  /** When the account was served last. */
  servedAt: number;
  since: number;
}

/**
 * Whose turn it is: the impatient first (metadata within its share), then by what the request is for, then accounts that
 * play, then whoever was served longest ago. Undefined where nobody waits.
 */
export function firstInLine<W extends Waiting>(
  line: readonly W[],
  now: number,
  { metadata }: Pick<Ledger, 'metadata'> = EMPTY_LEDGER,
): W | undefined {
  const hadShare = lately(metadata, WINDOW_MS, now).length >= IMPATIENT_METADATA;
  const rank = (one: W): number[] => {
    const isImpatient = now - one.since >= PATIENCE_MS && !(one.spending === 'metadata' && hadShare);
    return [
      isImpatient ? 0 : 1,
      isImpatient ? one.since : 0,
      SPENDINGS.indexOf(one.spending),
      one.playing ? 0 : 1,
      one.servedAt,
      one.since,
    ];
  };
  let first: W | undefined;
  for (const one of line) if (!first || compare(rank(one), rank(first)) < 0) first = one;
  return first;
}

function compare(a: readonly number[], b: readonly number[]): number {
  // Where they are equal, neither has anything at -1.
  const at = a.findIndex((value, index) => value !== b[index]);
  return (a[at] ?? 0) - (b[at] ?? 0);
}
