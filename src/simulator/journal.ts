/** One request that arrived. */
export interface Entry {
  /** Milliseconds since the epoch. */
  at: number;
  method: string;
  path: string;
  query: string;
  status: number;
  /** Who asked, where the request said so. */
  client_id: string | null;
  account: string | null;
  /** The kind of fault that spoiled the answer. */
  fault: string | null;
}

const KEPT = 100_000;

/** Every request that arrived, for those who count. Old ones are forgotten, the counters are not. */
export class Journal {
  #entries: Entry[] = [];
  #total = 0;
  readonly #byRoute = new Map<string, number>();
  readonly #byStatus = new Map<string, number>();

  write(entry: Entry): void {
    this.#entries.push(entry);
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
    this.#total++;
    count(this.#byRoute, `${entry.method} ${entry.path}`);
    count(this.#byStatus, String(entry.status));
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  counters(): { total: number; by_route: Record<string, number>; by_status: Record<string, number> } {
    return {
      total: this.#total,
      by_route: Object.fromEntries(this.#byRoute),
      by_status: Object.fromEntries(this.#byStatus),
    };
  }

  /** The most requests that any `windowMs` held, of those that `which` picks. */
  busiest(windowMs: number, which: (entry: Entry) => boolean = () => true): number {
    const times = this.#entries.filter(which).map((entry) => entry.at);
    let most = 0;
    let first = 0;
    for (const [last, at] of times.entries()) {
      while ((times[first] ?? at) <= at - windowMs) first++;
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  clear(): void {
    this.#entries = [];
    this.#total = 0;
    this.#byRoute.clear();
    this.#byStatus.clear();
  }
}

function count(counters: Map<string, number>, key: string): void {
  counters.set(key, (counters.get(key) ?? 0) + 1);
}
