import { lately } from '../lib/lately.ts';
import { WINDOW_MS, WINDOW_REQUESTS } from './budget.ts';
import { endOf, type Playback, type Status } from './playback.ts';

/** When to look at Spotify again. All in ms. */

/** Not 10 s: that gave 0.35 of the staleness of Home Assistant's cadence over 60 days, and a third is the goal. */
const PLAYING_MS = 8_500;
const PAUSED_MS = 30_000;
const IDLE_MS = 60_000;
/**
 * How accounts share the budget of their client id. Where they want more than there is, all
 * wait, go together when the window moves, and a track's end or a hint waits with them: so
 * they want less. Half a request is left for hearts, queues and hints.
 */
const FOR_LOOKS = WINDOW_REQUESTS - 0.5;
/** Accounts that do not play take no more than this while another does. */
const FOR_QUIET = 1.5;
/** However little of the day's requests is left: what somebody starts on a phone is seen within this time. */
const LONGEST_MS = 10 * 60_000;
/** Where looks are spread further than this, the ends of tracks are not worth one either. */
const ENDS_UP_TO = 4;
/**
 * A speaker's hook calls several times for one change, and all the while for a slider: the looks that hints lead to are at least this far apart, by
 * how many of them the window holds. However many hints come, the last is followed, and no more is spent than on polling while music plays.
 */
const HINT_GAPS_MS = [0, 2_000, 6_000, PLAYING_MS];
/** Spotify needs a moment to begin the next track. */
const AFTER_END_MS = 1_000;
/** Spotify's reads lag about 200 ms behind its commands, and some devices need longer. */
const AFTER_COMMAND_MS = [1_000, 3_000];
/** A single empty answer while music plays is often Spotify's mistake (web-api #895): asked again before it is believed. */
const DOUBT_MS = 3_000;
/** While Spotify is unreachable: doubling up to a minute. */
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 60_000;

export interface Rhythm {
  /** What the last look saw, as it saw it. */
  playback: Playback;
  /** When the last look that succeeded was made; null before the first. */
  lookedAt: number | null;
  /** When the last command was answered by Spotify. */
  commandAt: number | null;
  /** When somebody outside said that something changed. */
  hintAt: number | null;
  /** When the last looks were made that a hint led to, oldest first. */
  hintLooks: readonly number[];
  /** The last look saw nothing although music played. */
  doubtful: boolean;
  /** How many looks failed since the last that succeeded, and when the last one did. */
  failures: number;
  failedAt: number;
  /** How many accounts of this client id play now. */
  playingAccounts: number;
  /** The looks that those of them that do not play want in 30 s (`demandOf`). */
  quietDemand: number;
  /** By how much the day's ceiling spreads the looks; 1 is not at all. */
  stretch: number;
}

export interface Look {
  at: number;
  spending: 'verification' | 'poll';
}

/** When the next look is due, ms since the epoch (may lie in the past: then now), and what it is for. */
export function nextLook(rhythm: Rhythm, now: number): Look {
  const { lookedAt, hintAt } = rhythm;
  // A clock that was set back: what was measured before says nothing about when.
  if (Math.max(lookedAt ?? 0, rhythm.failedAt) > now) return { at: now, spending: 'poll' };
  if (rhythm.failures > 0) return { at: rhythm.failedAt + retryAfter(rhythm.failures), spending: 'poll' };
  if (lookedAt === null) return { at: 0, spending: 'poll' };
  const due: Look[] = [{ at: lookedAt + interval(rhythm), spending: 'poll' }];
  if (rhythm.doubtful) due.push({ at: lookedAt + DOUBT_MS, spending: 'verification' });
  if (hintAt !== null && hintAt >= lookedAt)
    due.push({ at: afterHint(hintAt, rhythm.hintLooks), spending: 'verification' });
  const end = endOf(rhythm.playback);
  // An end that lies behind the look that saw it (a track that hangs at its end) is no reason to look at once.
  if (end !== undefined && end > lookedAt && rhythm.stretch <= ENDS_UP_TO)
    due.push({ at: end + AFTER_END_MS, spending: 'poll' });
  for (const after of AFTER_COMMAND_MS) {
    if (rhythm.commandAt === null) break;
    const at = rhythm.commandAt + after;
    if (lookedAt < at) due.push({ at, spending: 'verification' });
  }
  return due.reduce((first, other) => (other.at < first.at ? other : first));
}

/** When to look for a hint that came at `hintAt`. */
export function afterHint(hintAt: number, looks: readonly number[]): number {
  const recent = lately(looks, WINDOW_MS, hintAt);
  const last = recent.at(-1);
  const gap = HINT_GAPS_MS[recent.length] ?? PLAYING_MS;
  return last === undefined ? hintAt : Math.max(hintAt, last + gap);
}

/** Those looks, with one made `now`. */
export function hintLooked(looks: readonly number[], now: number): readonly number[] {
  return [...looks.slice(1 - HINT_GAPS_MS.length), now];
}

function interval(rhythm: Rhythm): number {
  const usual = sharedInterval(rhythm);
  return Math.max(usual, Math.min(usual * rhythm.stretch, LONGEST_MS));
}

function sharedInterval({ playback: { status }, playingAccounts, quietDemand }: Rhythm): number {
  const room = playingAccounts > 0 ? FOR_QUIET : FOR_LOOKS;
  if (status !== 'playing') return QUIET_MS[status] * Math.max(1, quietDemand / room);
  const left = FOR_LOOKS - Math.min(quietDemand, FOR_QUIET);
  return Math.max(PLAYING_MS, (WINDOW_MS * playingAccounts) / left);
}

const QUIET_MS = { paused: PAUSED_MS, idle: IDLE_MS };

/** How many looks in 30 s an account wants while it does not play. */
export function demandOf(status: Status): number {
  return status === 'playing' ? 0 : WINDOW_MS / QUIET_MS[status];
}

/** How long to wait after the n-th failure in a row. */
export function retryAfter(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
}
