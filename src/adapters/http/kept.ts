import type { Landed } from '../../core/pairing.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Steps } from './views/paste-form.ts';

const MINUTE_MS = 60_000;
const MOST = 200;

/**
 * Where each browser is in its pairing, so that no address needs to tell it, and so that pages can be loaded again: phones
 * throw away the tab in the background, and an answer to a form cannot be had twice.
 */
export interface Progress {
  steps: Kept<Steps>;
  landed: Kept<Landed>;
}

export function noProgress(clock: Clock): Progress {
  // A code of the bridge's lives for an hour; how it went is read at once.
  return { steps: new Kept(clock, 60 * MINUTE_MS), landed: new Kept(clock, 10 * MINUTE_MS) };
}

/** Something per browser, for a while; of too many the oldest goes. */
export class Kept<Value> {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #kept = new Map<string, { value: Value; at: number }>();

  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
  }

  keep(browser: string, value: Value): void {
    // Deleting first puts it at the end of the order, where the newest are.
    this.#kept.delete(browser);
    this.#kept.set(browser, { value, at: this.#clock.now() });
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= MOST) return;
      this.#kept.delete(oldest);
    }
  }

  drop(browser: string): void {
    this.#kept.delete(browser);
  }

  of(browser: string | null): Value | undefined {
    const kept = browser === null ? undefined : this.#kept.get(browser);
    return kept && this.#clock.now() - kept.at < this.#ms ? kept.value : undefined;
  }
}
