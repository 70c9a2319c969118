import { Bell } from './bell.ts';
import type { Clock } from './clock.ts';

/** Runs something after a delay; asking again before then moves it (or keeps the earlier time). One at a time. */
export class Later {
  readonly #clock: Clock;
  readonly #bell = new Bell();
  #at = Number.POSITIVE_INFINITY;
  /** How long that was when it was asked for: where the clock is set back, no more than this is waited. */
  #longest = Number.POSITIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** At `at` (ms since the epoch), unless it is due earlier already. */
  by(at: number): void {
    this.at(Math.min(this.#at, at));
  }

  /** At `at` and not before, whatever was asked earlier. */
  at(at: number): void {
    this.#at = at;
    this.#longest = at - this.#clock.now();
    this.#bell.ring();
  }

  /** Runs `act` whenever it is due, until `signal` aborts. */
  async run(act: () => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now();
      this.#at = Math.min(this.#at, now + this.#longest);
      const left = this.#at - now;
      if (left <= 0) {
        this.at(Number.POSITIVE_INFINITY);
        act();
      } else await this.#bell.wait(this.#clock, Math.min(left, 2 ** 31 - 1), signal);
    }
  }
}
