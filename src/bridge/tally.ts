import type { Spending } from '../core/ports.ts';
import { Recent } from '../lib/recent.ts';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Spent {
  per_30s: number;
  per_hour: number;
  per_day: number;
}

/** The requests of one account for one purpose within one hour, as they are kept over restarts. `at` is the hour's end. */
export interface SpentHour {
  account: string;
  spending: Spending;
  at: number;
  count: number;
}

/**
 * Counts the requests of one client id, by account and purpose, so that
 * people see who spends what. A day's worth, no more.
 */
export class Tally {
  readonly #counts = new Map<string, Map<Spending, Recent>>();
  total = 0;
  /** How often Spotify said 429. */
  limited = 0;

  count(account: string, spending: Spending, now: number): void {
    this.total++;
    this.#of(account, spending).add(now);
  }

  /** Of all accounts. */
  spent(now: number): Spent {
    return sum([...this.#counts.keys()].map((account) => this.spentBy(account, now)));
  }

  spentBy(account: string, now: number): Spent {
    const counts = [...(this.#counts.get(account)?.values() ?? [])];
    const within = (ms: number) => counts.reduce((all, one) => all + one.within(ms, now), 0);
    return { per_30s: within(30_000), per_hour: within(HOUR_MS), per_day: within(DAY_MS) };
  }

  /** What an account's requests of the last day were for. */
  purposes(account: string, now: number): Record<Spending, number> {
    const of = (spending: Spending) => this.#counts.get(account)?.get(spending)?.within(DAY_MS, now) ?? 0;
    return {
      command: of('command'),
      verification: of('verification'),
      browse: of('browse'),
      poll: of('poll'),
      metadata: of('metadata'),
    };
  }

  /** The last day, hour by hour, the oldest first. */
  hours(now: number): SpentHour[] {
    const hours: SpentHour[] = [];
    for (let ago = DAY_MS - HOUR_MS; ago >= 0; ago -= HOUR_MS) {
      for (const [account, counts] of this.#counts) {
        for (const [spending, recent] of counts) {
          const count = recent.within(ago + HOUR_MS, now) - recent.within(ago, now);
          if (count > 0) hours.push({ account, spending, at: now - ago, count });
        }
      }
    }
    return hours;
  }

  /** What an earlier run spent. Hours that lie ahead come from a clock that was wrong. */
  restore(hours: readonly SpentHour[], now: number): void {
    for (const { account, spending, at, count } of hours) {
      if (at > now || at <= now - DAY_MS) continue;
      const recent = this.#of(account, spending);
      for (let time = 0; time < count; time++) recent.add(at);
    }
  }

  #of(account: string, spending: Spending): Recent {
    const counts = this.#counts.get(account) ?? new Map<Spending, Recent>();
    this.#counts.set(account, counts);
    const recent = counts.get(spending) ?? new Recent(DAY_MS);
    counts.set(spending, recent);
    return recent;
  }
}

function sum(all: readonly Spent[]): Spent {
  const of = (member: keyof Spent) => all.reduce((total, one) => total + one[member], 0);
  return { per_30s: of('per_30s'), per_hour: of('per_hour'), per_day: of('per_day') };
}
