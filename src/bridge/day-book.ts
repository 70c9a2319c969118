import { stretchOf } from '../core/ceiling.ts';
import type { Spending } from '../core/ports.ts';
import type { Limits } from './limits.ts';
import type { Tally } from './tally.ts';

/** How often the day's count is kept: a power cut forgets so much. */
const KEEP_EVERY_MS = 3600_000;

/** What a client id spends in a day, over restarts, and how much that shall be. */
export class DayBook {
  readonly tally: Tally;
  /** The most requests a day that shall go out; 0 is as many as it takes. */
  readonly ceiling: number;
  readonly #limits: Limits;
  #keptAt: number;

  constructor(limits: Limits, tally: Tally, ceiling: number, now: number) {
    this.tally = tally;
    this.ceiling = ceiling;
    this.#limits = limits;
    this.#keptAt = now;
    tally.restore(limits.spent, now);
  }

  count(account: string, spending: Spending, now: number): void {
    this.tally.count(account, spending, now);
    if (now - this.#keptAt >= KEEP_EVERY_MS) this.keep(now);
  }

  keep(now: number): void {
    this.#keptAt = now;
    this.#limits.keepSpent(this.tally.hours(now));
  }

  /**
   * By how much looks are spread, because the day's requests run out; 1 is
   * not at all. An account may have a ceiling of its own.
   */
  stretchFor(account: string, ownCeiling: number, now: number): number {
    if (this.ceiling === 0 && ownCeiling === 0) return 1;
    const all = stretchOf(this.tally.spent(now).per_day, this.ceiling);
    return Math.max(all, stretchOf(this.tally.spentBy(account, now).per_day, ownCeiling));
  }
}
