import type { Ending } from './ending.ts';

const ENOUGH = 3;
/** Longer than the longest pause of one who fights with us for the client id (ms). */
const PEACE_MS = 600_000;

/**
 * Guesses that another client took our client id where the broker does not say so: 3.1.1 has no words for it, and mosquitto
 * 2.0 of 2021 kept it to itself. A broker that restarts cannot be reached for a moment, one that throws us out can.
 */
export class Suspicion {
  #inARow = 0;

  /** The ending as it is, or a take-over from the third connection in a row that was closed without a word. */
  judge(ending: Ending, livedMs: number): Ending {
    const strange = ending.kind === 'lost' && ending.wordless && livedMs < PEACE_MS;
    this.#inARow = strange ? this.#inARow + 1 : 0;
    return this.#inARow >= ENOUGH ? { kind: 'taken', suspected: true } : ending;
  }
}
