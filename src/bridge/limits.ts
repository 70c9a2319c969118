import type { Bucket, Keepsake } from '../core/ports.ts';
import type { SpentHour } from './tally.ts';

/** The deadlines that Spotify set, as they are kept: by client id, and for quotas by developer account and bucket. */
export interface KeptLimits {
  clients: Record<string, number>;
  quotas: Record<string, Partial<Record<Bucket, number>>>;
  /** When each client id last sent requests that count, as it was at the end of the last run. */
  sent?: Record<string, readonly number[]> | undefined;
  /** What each client id spent in the last day, by the hour. */
  spent?: Record<string, readonly SpentHour[]> | undefined;
}

/** No deadline of Spotify's was ever longer than a day; what lies further ahead comes from a clock that was wrong. */
const LONGEST_MS = 48 * 3600_000;

/** What one client id must wait for. Quotas are shared by all ids of one developer. */
export interface Limits {
  closedUntil(now: number): number;
  quotaUntil(bucket: Bucket, now: number): number | undefined;
  close(until: number): void;
  closeBucket(bucket: Bucket, until: number): void;
  /** The requests of the last run: the half minute of the budget does not begin anew with the bridge. */
  readonly sent: readonly number[];
  keepSent(sent: readonly number[]): void;
  /** The day's requests: neither does the day of the ceiling. */
  readonly spent: readonly SpentHour[];
  keepSpent(spent: readonly SpentHour[]): void;
}

/** Keeps Spotify's deadlines over restarts: a ban that a restart forgets grows. */
export class LimitBook {
  readonly #kept: KeptLimits;
  readonly #keepsake: Keepsake<KeptLimits>;

  constructor(keepsake: Keepsake<KeptLimits>, kept: KeptLimits | undefined) {
    this.#keepsake = keepsake;
    this.#kept = kept ?? { clients: {}, quotas: {} };
  }

  of(clientId: string, developer: string): Limits {
    const quotas = () => {
      this.#kept.quotas[developer] ??= {};
      return this.#kept.quotas[developer];
    };
    return {
      closedUntil: (now) => credible(this.#kept.clients[clientId], now) ?? 0,
      quotaUntil: (bucket, now) => {
        const buckets = this.#kept.quotas[developer];
        const until = buckets?.[bucket];
        // What is over stays over, where the clock is set back.
        if (buckets && until !== undefined && until <= now) delete buckets[bucket];
        return credible(until, now);
      },
      close: (until) => {
        this.#kept.clients[clientId] = Math.max(until, this.#kept.clients[clientId] ?? 0);
        this.#keepsake.write(this.#kept);
      },
      closeBucket: (bucket, until) => {
        quotas()[bucket] = Math.max(until, quotas()[bucket] ?? 0);
        this.#keepsake.write(this.#kept);
      },
      sent: this.#kept.sent?.[clientId] ?? [],
      keepSent: (sent) => {
        this.#kept.sent = { ...this.#kept.sent, [clientId]: sent };
        this.#keepsake.write(this.#kept);
      },
      spent: this.#kept.spent?.[clientId] ?? [],
      keepSpent: (spent) => {
        this.#kept.spent = { ...this.#kept.spent, [clientId]: spent };
        this.#keepsake.write(this.#kept);
      },
    };
  }
}

function credible(until: number | undefined, now: number): number | undefined {
  return until !== undefined && until > now && until - now < LONGEST_MS ? until : undefined;
}
