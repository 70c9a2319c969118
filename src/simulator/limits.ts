import type { Client } from './accounts/client.ts';
import { type Answer, json, text } from './answer.ts';
import type { Random } from './random.ts';
import type { Bucket, Settings } from './settings.ts';

const WINDOW_MS = 30_000;
const DAY_MS = 86_400_000;

export type RetryAfterShape = Settings['retryAfter'];

/** Both of Spotify's limits: the rate of a client id in any 30 s, and the quota of a developer and bucket in any 24 h. */
export class Limits {
  readonly #recent = new Map<string, number[]>();
  readonly #spent = new Map<string, number[]>();
  readonly #exhausted = new Map<string, number>();
  /** When the stranger asked last; while there is none, when somebody of ours did. */
  #strangerAt: number | undefined;
  readonly #settings: Settings;
  readonly #random: Random;

  constructor(settings: Settings, random: Random) {
    this.#settings = settings;
    this.#random = random;
  }

  /** Counts a request against the rate limit, or refuses it. */
  rate(client: Client, now: number): Answer | undefined {
    const waitMs = this.#rated(client.id, now);
    return waitMs === undefined ? undefined : this.tooMany('rate', waitMs, now);
  }

  /** Counts a request against the quota, or refuses it. */
  quota(client: Client, bucket: Bucket, now: number): Answer | undefined {
    const waitMs = this.#used(client.developer, bucket, now);
    return waitMs === undefined ? undefined : this.tooMany('quota', waitMs, now);
  }

  /** Lets the stranger ask whatever it has asked by `now`. `developerOf` tells whose quota it spends. */
  letStrangerAsk(developerOf: (clientId: string) => string | undefined, now: number): void {
    const { stranger } = this.#settings;
    const every = stranger ? WINDOW_MS / stranger.per30s : 0;
    // Older requests count for neither limit any more.
    let at = Math.max(this.#strangerAt ?? now, now - DAY_MS);
    const developer = stranger && developerOf(stranger.clientId);
    for (; stranger && developer && at + every <= now; at += every) {
      const isRefused = this.#rated(stranger.clientId, at + every) !== undefined;
      if (!isRefused) this.#used(developer, stranger.bucket, at + every);
    }
    this.#strangerAt = stranger ? at : now;
  }

  /** Undefined where one more request may be, which is counted; else how long until one may. */
  #rated(clientId: string, now: number): number | undefined {
    const recent = (this.#recent.get(clientId) ?? []).filter((at) => at > now - WINDOW_MS);
    this.#recent.set(clientId, recent);
    const limit = this.#settings.requestsPer30s;
    if (recent.length < limit) {
      recent.push(now);
      return undefined;
    }
    if (this.#settings.refusedCallsCount) recent.push(now);
    const oldest = recent[recent.length - limit] ?? now;
    return oldest + WINDOW_MS - now;
  }

  #used(developer: string, bucket: Bucket, now: number): number | undefined {
    const key = `${developer} ${bucket}`;
    const until = this.#exhausted.get(key) ?? 0;
    if (now < until) return until - now;
    const limit = this.#settings.quotas[bucket];
    if (limit === undefined) return undefined;
    const spent = (this.#spent.get(key) ?? []).filter((at) => at > now - DAY_MS);
    this.#spent.set(key, spent);
    if (spent.length < limit) {
      spent.push(now);
      return undefined;
    }
    return (spent[0] ?? now) + DAY_MS - now;
  }

  /** Uses up a developer's quota of one bucket for the time given. */
  exhaust(developer: string, bucket: Bucket, durationMs: number, now: number): void {
    this.#exhausted.set(`${developer} ${bucket}`, now + durationMs);
  }

  forget(): void {
    this.#recent.clear();
    this.#spent.clear();
    this.#exhausted.clear();
    this.#strangerAt = undefined;
  }

  /** A 429 of either kind, its Retry-After in the shape that the settings or the caller say. */
  tooMany(
    kind: 'rate' | 'quota',
    waitMs: number,
    now: number,
    shape: { retryAfter?: RetryAfterShape; plainText?: boolean } = {},
  ): Answer {
    const headers = this.#retryAfter(shape.retryAfter ?? this.#settings.retryAfter, waitMs, now);
    if (shape.plainText ?? this.#settings.plainText429) return text(429, 'Too many requests', headers);
    const error =
      kind === 'rate'
        ? { status: 429, message: 'API rate limit exceeded' }
        : { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' };
    return json(429, { error }, headers);
  }

  #retryAfter(shape: RetryAfterShape, waitMs: number, now: number): Record<string, string> {
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    switch (shape) {
      case 'seconds':
        return { 'retry-after': String(seconds) };
      case 'date':
        // An HTTP date (RFC 9110 §5.6.7) has whole seconds only.
        return {
          date: new Date(now).toUTCString(),
          'retry-after': new Date(Math.ceil((now + waitMs) / 1000) * 1000).toUTCString(),
        };
      case 'garbage':
        return {
          'retry-after': ['soon', 'NaN', '-1', '', '1e99', 'null'][this.#random.between(0, 5)] ?? 'soon',
        };
      case 'none':
        return {};
    }
  }
}
