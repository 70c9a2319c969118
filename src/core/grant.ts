/**
 * The polling side of the Device Authorization Grant (RFC 8628 §3.4, §3.5) as transitions over numbers: times in ms since
 * the epoch come in, what to do next comes out. Whoever moves asks at `pollAt`, never earlier, and tells what it heard.
 */

export type Outcome = 'paired' | 'denied' | 'expired' | 'failed';

export interface WaitingGrant {
  next: 'poll';
  /** Not to be asked before this, ms since the epoch. */
  pollAt: number;
  /** Between what was heard and the next poll; `slow_down` and time-outs lengthen it for good. */
  intervalMs: number;
  /** When the device code ends, ms since the epoch. */
  expiresAt: number;
}

export type Grant = WaitingGrant | { next: 'end'; outcome: Outcome };

/** What a poll brought; a `PollReply` (core/ports) is one. */
export type Heard = { kind: 'token' } | { kind: 'error'; error: string } | { kind: 'timeout' };

/** RFC 8628 §3.2: "If no value is provided, clients MUST use 5 as the default." */
export const DEFAULT_INTERVAL_S = 5;
const SLOW_DOWN_MS = 5_000;
/** From here on a time-out no longer doubles the interval: after an outage a person should not wait for many minutes. */
const LONG_MS = 60_000;

/** Errors that end it, by what they mean for people (RFC 8628 §3.5). Any other one ends it as `failed`. */
const ENDS = new Map<string, Outcome>([
  ['access_denied', 'denied'],
  ['expired_token', 'expired'],
]);

/**
 * Begins at `at` with what the device endpoint said (§3.2), in seconds as it says them. The first poll waits too:
 * nobody has typed anything yet. An interval below a second is taken as none.
 */
export function startGrant(begun: {
  at: number;
  expiresIn: number;
  interval?: number | null | undefined;
}): Grant {
  const { at, expiresIn, interval } = begun;
  const seconds = interval && interval >= 1 ? interval : DEFAULT_INTERVAL_S;
  return waiting(at, seconds * 1000, at + expiresIn * 1000);
}

/** What follows from what was heard at `at`. A grant that has ended stays as it ended. */
export function afterPoll(grant: Grant, at: number, heard: Heard): Grant {
  if (grant.next === 'end') return grant;
  const { intervalMs, expiresAt } = grant;
  if (heard.kind === 'token') return { next: 'end', outcome: 'paired' };
  if (heard.kind === 'timeout') return waiting(at, afterTimeout(intervalMs), expiresAt);
  switch (heard.error) {
    case 'authorization_pending':
      return waiting(at, intervalMs, expiresAt);
    case 'slow_down':
      return waiting(at, intervalMs + SLOW_DOWN_MS, expiresAt);
    default:
      return { next: 'end', outcome: ENDS.get(heard.error) ?? 'failed' };
  }
}

/**
 * §3.5: a time-out must lower the frequency before the next try, and doubling the interval is recommended. It stays
 * doubled, as the RFC's words have it. A long interval grows by 5 s instead: still slower each time, as it must be.
 */
function afterTimeout(intervalMs: number): number {
  return intervalMs < LONG_MS ? intervalMs * 2 : intervalMs + SLOW_DOWN_MS;
}

/** A poll that could only hear `expired_token` is not made: it ends when the next one would lie at or after the expiry. */
function waiting(at: number, intervalMs: number, expiresAt: number): Grant {
  const pollAt = at + intervalMs;
  if (pollAt >= expiresAt) return { next: 'end', outcome: 'expired' };
  return { next: 'poll', pollAt, intervalMs, expiresAt };
}
