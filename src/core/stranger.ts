import { WINDOW_REQUESTS } from './budget.ts';

/**
 * Whether another program uses our client id. Spotify counts requests by client id (and quotas by developer
 * account) and says nothing of who made them: but a 429 for a handful of requests of ours tells that there were
 * others.
 */

/** Up to this, all kinds together, nobody was ever limited; a look every 3 s, 10 in 30 s, always is. */
const EXPLAINED_ABOVE = WINDOW_REQUESTS;
/** A day of looks every 30 s, which met no quota of the player's; ours is below. */
const QUOTA_EXPLAINED_ABOVE = 2_000;
/** One 429 may be Spotify's mood: a second within this time is not. */
const AGAIN_MS = 3600_000;
/** After so much time without another we take it back. */
const FORGIVEN_MS = 6 * 3600_000;
/** A 429 that follows so soon on the end of one that we earned is its echo. */
const ECHO_MS = 60_000;

export interface Suspicion {
  /** The rests that our own spending does not explain and that count together, the last one last. */
  unexplained: readonly { at: number; until: number }[];
  /** The end of the last rest that we earned ourselves. */
  earnedUntil: number;
  /** Enough was seen to say so. */
  sure: boolean;
}

export const NO_SUSPICION: Suspicion = {
  unexplained: [],
  earnedUntil: Number.NEGATIVE_INFINITY,
  sure: false,
};

/** A 429, and what we had spent by then. */
export interface Stop {
  at: number;
  /** When requests are taken again. */
  until: number;
  /** QUOTA_EXCEEDED of the player's requests, or of others, whose quotas are small; undefined for the rate limit. */
  quota: 'player' | 'other' | undefined;
  per_30s: number;
  per_day: number;
}

export function suspect(suspicion: Suspicion, stop: Stop): Suspicion {
  const { at, until } = stop;
  // A quota that is small, or that nobody knows, accuses nobody.
  if (stop.quota === 'other') return suspicion;
  const current = hasPassed(suspicion, at)
    ? { ...NO_SUSPICION, earnedUntil: suspicion.earnedUntil }
    : suspicion;
  if (isEarned(current, stop)) return { ...current, earnedUntil: Math.max(current.earnedUntil, until) };
  const last = current.unexplained.at(-1);
  // Requests that were on their way together are refused together.
  if (last && at < last.until) return current;
  const recent = current.unexplained.filter((one) => at - one.until < AGAIN_MS);
  const unexplained = [...recent, { at, until }];
  const sure = current.sure || unexplained.length > 1 || stop.quota === 'player';
  return { ...current, unexplained, sure };
}

/** Whether people are told so. */
export function isShared(suspicion: Suspicion, now: number): boolean {
  return suspicion.sure && !hasPassed(suspicion, now);
}

function isEarned({ earnedUntil }: Suspicion, { at, quota, per_30s, per_day }: Stop): boolean {
  if (quota === 'player') return per_day > QUOTA_EXPLAINED_ABOVE;
  return per_30s > EXPLAINED_ABOVE || (at >= earnedUntil && at - earnedUntil < ECHO_MS);
}

function hasPassed({ unexplained }: Suspicion, now: number): boolean {
  return now - (unexplained.at(-1)?.until ?? now) >= FORGIVEN_MS;
}
