import type { Ending } from './ending.ts';

/** Milliseconds. */
export interface Range {
  from: number;
  to: number;
}

/** After a lost or refused connection. */
const RECONNECT: Range = { from: 1_000, to: 30_000 };

/** After another client took our client id: while both come back, each throws the other out again. */
const TAKEN_OVER: Range = { from: 30_000, to: 300_000 };

/**
 * How long to wait before try number `attempt` (from 0): doubling within the range, and of that a part between a half and
 * the whole by `random` (0 to 1), so that a house full of clients does not come back in the same instant.
 */
export function backoffMs(attempt: number, random: number, { from, to } = RECONNECT): number {
  return Math.round(Math.min(to, from * 2 ** attempt) * (0.5 + random / 2));
}

/** Counts the tries of an outage. A connection that held for long was a good one, and the next outage begins anew. */
export class Pace {
  #lost = 0;
  #taken = 0;

  /** Milliseconds to wait after a try, or a connection that lived for `livedMs`, came to `ending`. */
  after(ending: Ending, livedMs: number, random: number): number {
    if (livedMs >= 2 * RECONNECT.to) this.#lost = 0;
    if (livedMs >= 2 * TAKEN_OVER.to) this.#taken = 0;
    return ending.kind === 'taken'
      ? backoffMs(this.#taken++, random, TAKEN_OVER)
      : backoffMs(this.#lost++, random, RECONNECT);
  }
}
