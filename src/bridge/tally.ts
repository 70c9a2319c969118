import type { Bucket, Spending } from '../core/ports.ts';

const DAY_MS = 24 * 3600_000;

export interface Spent {
  per_30s: number;
  per_hour: number;
  per_day: number;
  total: number;
  limited: number;
  last_limited_at: number | null;
}

/** Counts the requests of one client id, so that people see what they spend. A day's worth of times, no more. */
export class Tally {
  #times: number[] = [];
  #total = 0;
  #limited = 0;
  #limitedAt: number | null = null;

  count(_spending: Spending, _bucket: Bucket, now: number): void {
    this.#total++;
    this.#times.push(now);
    // Cut in blocks: a shift for each request would copy the day again and again.
    if ((this.#times[0] ?? now) < now - DAY_MS - 3600_000) {
      this.#times = this.#times.filter((at) => at > now - DAY_MS);
    }
  }

  limited(now: number): void {
    this.#limited++;
    this.#limitedAt = now;
  }

  spent(now: number): Spent {
    const since = (ms: number) => this.#times.filter((at) => at > now - ms).length;
    return {
      per_30s: since(30_000),
      per_hour: since(3600_000),
      per_day: since(DAY_MS),
      total: this.#total,
      limited: this.#limited,
      last_limited_at: this.#limitedAt,
    };
  }
}
