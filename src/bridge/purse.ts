import type { Spending } from '../core/ports.ts';
import type { ClientGate } from './gate.ts';
import type { Store } from './store.ts';
import type { Spent } from './tally.ts';

/** One account's share of what its client id may spend. */
export class Purse {
  readonly #gate: ClientGate;
  readonly #account: string;
  readonly #ceiling: number;
  readonly #store: Store;

  /** `ceiling`: the most requests a day of this account; 0 is as many as its client id may. */
  constructor(
    gate: ClientGate,
    { key, requestsPerDay = 0 }: { key: string; requestsPerDay?: number },
    store: Store,
  ) {
    this.#gate = gate;
    this.#account = key;
    this.#ceiling = requestsPerDay;
    this.#store = store;
  }

  /** By how much looks are spread, because the day's requests run out; 1 is not at all. */
  get stretch(): number {
    return this.#gate.stretchFor(this.#account, this.#ceiling);
  }

  /** Whether Spotify's 429s tell that another program uses the client id. */
  get shared(): boolean {
    return this.#gate.shared;
  }

  /** How many requests went out for this account, and what those of the last day were for. */
  spent(now: number): Spent & { purposes: Record<Spending, number> } {
    const { tally } = this.#gate.day;
    return { ...tally.spentBy(this.#account, now), purposes: tally.purposes(this.#account, now) };
  }

  /** Takes the number of requests into the state: once in a while, for it changes all the time. */
  count(now: number): void {
    const { per_30s, per_hour, per_day } = this.spent(now);
    this.#store.put({ requests: { per30s: per_30s, perHour: per_hour, perDay: per_day } });
  }
}
