import type { Clock } from '../../lib/clock.ts';

interface Parts {
  clock: Clock;
  /** How long what was read is good for, ms; 0: only until it is there. */
  lifeMs: number;
  /** How many are kept; the one that was read first goes. */
  most: number;
}

/**
 * What was read, for a while, so that clicking back and forth costs nothing; and what is being read, so that who asks for
 * the same meanwhile waits for the same answer. A failure is not kept.
 */
export class Shelf<T> {
  readonly #parts: Parts;
  readonly #kept = new Map<string, { until: number; value: Promise<T> }>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get(key: string, read: () => Promise<T>): Promise<T> {
    const { clock, lifeMs, most } = this.#parts;
    const known = this.#kept.get(key);
    if (known && known.until > clock.now()) return known.value;
    this.#kept.delete(key);
    const kept = { until: Number.POSITIVE_INFINITY, value: read() };
    this.#kept.set(key, kept);
    const forget = () => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    };
    kept.value.then(() => {
      kept.until = clock.now() + lifeMs;
      if (lifeMs === 0) forget();
    }, forget);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > most && oldest !== undefined) this.#kept.delete(oldest);
    return kept.value;
  }
}
