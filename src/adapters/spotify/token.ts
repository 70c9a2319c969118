import type { StoredToken, TokenStore } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import { type Log, silentLog } from '../../lib/log.ts';
import type { Line } from './exchange.ts';
import { beginning, digestOf, tombstone } from './seed.ts';
import { type App, type Refreshed, refresh } from './token-endpoint.ts';

/** One account's access token, renewed when due. */
export interface Tokens {
  /** A token that Spotify should take; at once where there is one. Throws or rejects with a Trouble. */
  access(): string | Promise<string>;
  /** A token other than `failed`, which Spotify refused. */
  renew(failed: string): Promise<string>;
  /** A new authorization: it wins over whatever there was, also over a refresh that is under way. */
  replace(token: StoredToken): Promise<void>;
  /** A person does not want this authorization any more: a configured one is not taken up again either. */
  forget(): Promise<void>;
  readonly paired: boolean;
  /** The token as it is stored; undefined while unpaired. */
  readonly stored: StoredToken | undefined;
  /** Calls back whenever the account becomes paired, anew or at all, or unpaired. */
  onChange(listener: (paired: boolean) => void): void;
}

export interface TokenOptions extends Line, App {
  store: TokenStore;
  /** A refresh token from the configuration, without blanks around. */
  seed?: string | undefined;
  log?: Log | undefined;
}

/** A token is renewed this long before its end, or in the last quarter of a shorter life. */
const LEAD_MS = 60_000;
/** So close to its end a token may end on the way. */
const TOO_LATE_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export async function openTokens(options: TokenOptions): Promise<Tokens> {
  return new Keeper(options, beginning(await options.store.read(), options.clientId, options.seed));
}

class Keeper implements Tokens {
  readonly #options: TokenOptions;
  readonly #log: Log;
  readonly #listeners: ((paired: boolean) => void)[] = [];
  #token: StoredToken | undefined;
  #leadMs = LEAD_MS;
  /** The refresh that is under way, for all who wait. */
  #flight: Promise<string> | undefined;
  /** A new authorization that is being stored. */
  #replacing: Promise<void> | undefined;
  #failure: { trouble: Trouble; until: number; times: number } | undefined;
  /** Counts authorizations: what was begun for an older one must change nothing. */
  #era = 0;
  #writes: Promise<void> = Promise.resolve();

  constructor(options: TokenOptions, token: StoredToken | undefined) {
    this.#options = options;
    this.#log = options.log ?? silentLog;
    this.#token = token;
  }

  get paired(): boolean {
    return this.#token !== undefined;
  }

  get stored(): StoredToken | undefined {
    return this.#token;
  }

  onChange(listener: (paired: boolean) => void): void {
    this.#listeners.push(listener);
  }

  access(): string | Promise<string> {
    const token = this.#paired();
    if (token.accessToken === null) return this.#renewed(token);
    const left = token.expiresAt - this.#options.clock.now();
    if (left > this.#leadMs) return token.accessToken;
    if (left <= Math.min(TOO_LATE_MS, this.#leadMs)) return this.#renewed(token);
    // It still works, so nobody waits for the next one.
    this.#renewed(token).catch((error: unknown) => {
      if (!(error instanceof Trouble) && !this.#options.signal?.aborted) throw error;
    });
    return token.accessToken;
  }

  async renew(failed: string): Promise<string> {
    const token = this.#paired();
    return token.accessToken === failed ? this.#renewed(token) : this.access();
  }

  replace(token: StoredToken): Promise<void> {
    const { seed } = this.#options;
    const era = ++this.#era;
    this.#flight = undefined;
    this.#failure = undefined;
    // The configured token is older than this authorization and must not win at the next start.
    const kept = { ...token, seededFrom: seed ? digestOf(seed) : null };
    this.#replacing = this.#keep(kept).then(() => {
      if (era !== this.#era) return;
      this.#replacing = undefined;
      this.#token = kept;
      this.#leadMs = LEAD_MS;
      this.#tell();
    });
    return this.#replacing;
  }

  async forget(): Promise<void> {
    const token = this.#token;
    if (!token) return;
    this.#era++;
    this.#token = undefined;
    this.#flight = undefined;
    await this.#keep(tombstone(token));
    this.#tell();
  }

  #paired(): StoredToken {
    if (this.#token) return this.#token;
    throw new Trouble('unpaired', 'This account is not paired with Spotify: pair it.');
  }

  #renewed(token: StoredToken): Promise<string> {
    if (this.#replacing) return this.#replacing.then(() => this.access());
    if (this.#flight) return this.#flight;
    if (this.#failure && this.#options.clock.now() < this.#failure.until) {
      return Promise.reject(this.#failure.trouble);
    }
    const flight = this.#fly(token).finally(() => {
      if (this.#flight === flight) this.#flight = undefined;
    });
    this.#flight = flight;
    return flight;
  }

  async #fly(token: StoredToken): Promise<string> {
    const era = this.#era;
    const began = this.#options.clock.now();
    const result = await refresh(this.#options, this.#options, token.refreshToken);
    if (era !== this.#era) return this.access();
    if (result.outcome === 'dead') return this.#die(token, result.said);
    if (result.outcome === 'failed') return this.#fail(result);
    const fresh: StoredToken = {
      ...token,
      refreshToken: result.refreshToken ?? token.refreshToken,
      accessToken: result.accessToken,
      expiresAt: began + result.lifetimeMs,
      scope: result.scope ?? token.scope,
    };
    // Stored before it is used: after a crash the old refresh token may be worth nothing.
    await this.#keep(fresh);
    if (era !== this.#era) return this.access();
    this.#failure = undefined;
    this.#leadMs = Math.min(LEAD_MS, result.lifetimeMs / 4);
    this.#token = fresh;
    return result.accessToken;
  }

  #fail({ trouble, retryAt }: Extract<Refreshed, { outcome: 'failed' }>): never {
    const times = (this.#failure?.times ?? 0) + 1;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (times - 1));
    const until = retryAt ?? this.#options.clock.now() + pause;
    const told = new Trouble(trouble.problem.kind, trouble.message, until);
    this.#failure = { trouble: told, until, times };
    throw told;
  }

  async #die(token: StoredToken, said: string): Promise<never> {
    this.#token = undefined;
    this.#failure = undefined;
    await this.#keep(tombstone(token));
    this.#tell();
    const quoted = said ? ` Spotify says: ${said}` : '';
    throw new Trouble(
      'unpaired',
      `Spotify no longer takes this account's authorization: pair it again.${quoted}`,
    );
  }

  /** One write after the other. A disk that is full costs the next start, not the music now. */
  #keep(token: StoredToken | undefined): Promise<void> {
    this.#writes = this.#writes.then(async () => {
      try {
        await this.#options.store.write(token);
      } catch (error) {
        const why = error instanceof Error ? error.message : 'unknown error';
        this.#log.error(
          { why },
          'The Spotify token could not be stored: after a restart the account may need pairing',
        );
      }
    });
    return this.#writes;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.paired);
  }
}
