import type { Visit } from '../core/pairing.ts';
import type { Clock } from '../lib/clock.ts';
import { challengeOf, newState, newVerifier } from '../lib/pkce.ts';

/** A browser that was sent to Spotify: what must come back with it (RFC 6749 §10.12, RFC 7636). */
export interface BrowserGrant {
  account: string;
  codeVerifier: string;
  redirectUri: string;
  /** What its person was given: a code to enter at our page, or a page of Home Assistant's. */
  begunBy: 'code' | 'home_assistant';
  /** The browser that was sent; null where it kept no cookie. */
  browser: string | null;
  until: number;
}

/** Longer than anybody takes to log in at Spotify. */
const LIFE_MS = 30 * 60_000;
/** Used and ended states are remembered, so that people are told "old" rather than "unknown". */
const REMEMBER_MS = 24 * 3600_000;
const MOST = 200;
/** So much of a state is no coincidence. */
const SOME = 8;

/** The browsers that are at Spotify now, by their single-use `state`. */
export class BrowserGrants {
  readonly #clock: Clock;
  readonly #open = new Map<string, BrowserGrant>();
  readonly #over = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sends one off: the verifier stays here, the state and the challenge go with the browser. */
  begin(account: string, redirectUri: string, visit: Visit): { state: string; codeChallenge: string } {
    this.#tidy();
    const state = newState();
    const codeVerifier = newVerifier();
    const until = this.#clock.now() + LIFE_MS;
    const { browser } = visit;
    this.#open.set(state, { account, codeVerifier, redirectUri, begunBy: 'code', browser, until });
    return { state, codeChallenge: challengeOf(codeVerifier) };
  }

  /**
   * As `begin`, with a state of Home Assistant's own. Asked for twice it is the same: Home Assistant makes the same state for
   * one dialog. Undefined where it was used already, or belongs to another.
   */
  beginFor(account: string, redirectUri: string, state: string): string | undefined {
    this.#tidy();
    if (this.#over.has(state)) return undefined;
    const open = this.#open.get(state);
    const isSame = open?.account === account && open.redirectUri === redirectUri;
    if (open) return isSame ? challengeOf(open.codeVerifier) : undefined;
    const codeVerifier = newVerifier();
    const until = this.#clock.now() + LIFE_MS;
    const begunBy = 'home_assistant';
    this.#open.set(state, { account, codeVerifier, redirectUri, begunBy, browser: null, until });
    return challengeOf(codeVerifier);
  }

  /**
   * Takes one back, once. A visit by another browser than the one that was sent is foreign; a pasted address may come by
   * another way (`visit` null), because who can paste it here has seen the browser.
   */
  end(given: string, visit: Visit | null): BrowserGrant | 'old' | 'foreign' | 'half' {
    this.#tidy();
    const known = [...this.#open.keys()];
    // A pasted address may have lost its end, or have words of the person glued to it.
    if (known.some((state) => state !== given && given.length >= SOME && state.startsWith(given)))
      return 'half';
    const state = known.find((one) => given.startsWith(one)) ?? given;
    if (this.#over.has(state)) return 'old';
    const grant = this.#open.get(state);
    if (!grant) return 'foreign';
    if (visit && grant.browser !== null && visit.browser !== grant.browser) return 'foreign';
    this.#open.delete(state);
    this.#over.set(state, this.#clock.now());
    return grant;
  }

  #tidy(): void {
    const now = this.#clock.now();
    for (const [state, { until }] of this.#open) {
      if (until > now && this.#open.size <= MOST) continue;
      this.#open.delete(state);
      this.#over.set(state, now);
    }
    for (const [state, at] of this.#over) {
      if (now - at > REMEMBER_MS || this.#over.size > MOST) this.#over.delete(state);
    }
  }
}
