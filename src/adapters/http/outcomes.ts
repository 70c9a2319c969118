import type { Landed } from '../../core/pairing.ts';
import type { Clock } from '../../lib/clock.ts';

const KEPT_MS = 10 * 60_000;
const MOST = 200;

/** What became of each browser's pairing, for the page that it is sent to, so that no address tells it. */
export class Outcomes {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { landed: Landed; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  keep(browser: string, landed: Landed): void {
    // Deleting first puts it at the end of the order, where the newest are.
    this.#kept.delete(browser);
    this.#kept.set(browser, { landed, at: this.#clock.now() });
    for (const [oldest] of this.#kept) {
      if (this.#kept.size <= MOST) return;
      this.#kept.delete(oldest);
    }
  }

  of(browser: string | null): Landed | undefined {
    const kept = browser === null ? undefined : this.#kept.get(browser);
    return kept && this.#clock.now() - kept.at < KEPT_MS ? kept.landed : undefined;
  }
}
