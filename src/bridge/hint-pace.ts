import { afterHint, hintLooked } from '../core/cadence.ts';

/** Keeps apart what hints lead to, however many come. Times are ms since the epoch. */
export class HintPace {
  #followed: readonly number[] = [];
  #isPending = false;

  /** A hint came; returns when it may be followed. */
  hint(now: number): number {
    this.#isPending = true;
    return afterHint(now, this.#followed);
  }

  /** Something is done that follows the hints which came, if any did. */
  follow(now: number): void {
    if (this.#isPending) this.#followed = hintLooked(this.#followed, now);
    this.#isPending = false;
  }
}
