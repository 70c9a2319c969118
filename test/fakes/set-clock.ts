import type { Clock } from '../../src/lib/clock.ts';

/** A clock on the wall of a house: timers run as they do, but somebody may set the hands. */
export class SetClock implements Clock {
  readonly #true: Clock;
  /** How far the hands are ahead of the truth, ms. */
  #ahead = 0;

  constructor(clock: Clock) {
    this.#true = clock;
  }

  now(): number {
    return this.#true.now() + this.#ahead;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#true.sleep(ms, signal);
  }

  turn(): Promise<void> {
    return this.#true.turn();
  }

  /** Time synchronisation, summer time done wrong, a battery that is empty. */
  jump(ms: number): void {
    this.#ahead += ms;
  }
}
