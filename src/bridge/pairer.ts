import { afterPoll, type Grant, startGrant } from '../core/grant.ts';
import type { Landed, Pairing, PairingRest } from '../core/pairing.ts';
import type { Authority, Gate, NewToken } from '../core/ports.ts';
import { troubleIn } from '../core/problem.ts';
import { OAuthRefusal } from '../core/refusal.ts';
import { makeUserCode, sameCode } from '../core/user-code.ts';
import type { PairingEvent } from '../home-assistant/contract/events.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { Admission, type TokenDesk } from './admission.ts';
import type { People } from './people.ts';
import type { Store } from './store.ts';

export interface PairerPlan {
  key: string;
  name: string;
  clientId: string;
  method: 'auto' | 'device' | 'code';
  scopes: readonly string[];
  /** How often an expired pairing is begun anew before it waits for a person. */
  renewals: number;
}

interface Parts {
  plan: PairerPlan;
  clock: Clock;
  log: Log;
  store: Store;
  tokens: TokenDesk;
  authority: Authority;
  gate: Gate;
  people: People;
  random: (bytes: number) => Uint8Array;
  /** The address of our `/pair` page, for people in the house. */
  pairPage: () => string;
  tell: (event: PairingEvent) => void;
}

/** A code of the bridge's own is good for an hour, as Spotify's are. */
const CODE_LIFE_MS = 3600_000;
/** Spotify could not be asked for a code: again after this. */
const AGAIN_MS = 30_000;
const NEVER_MS = 3600_000;
/** What Spotify answers at the device endpoint to an app that it does not list. */
const NOT_FOR_THIS_APP = ['unauthorized_client', 'invalid_client', 'unsupported_grant_type'];

/** From "not paired" to a stored token, for one account. */
export class Pairer {
  readonly plan: PairerPlan;
  readonly #parts: Parts;
  readonly #bell = new Bell();
  /** A person asked for it. */
  #asked = false;
  #renewed = 0;
  /** Ends the pairing that runs. */
  #running: AbortController | undefined;
  readonly #admission: Admission;

  constructor(parts: Parts) {
    this.plan = parts.plan;
    this.#parts = parts;
    this.#admission = new Admission({
      ...parts,
      failed: (message) => this.#rest('failed', message),
      admitted: () => {
        this.#renewed = 0;
        this.#asked = false;
        this.#running?.abort();
      },
    });
    parts.store.put({ authorizedAt: parts.tokens.stored?.authorizedAt ?? null });
    parts.tokens.onChange(() => this.#bell.ring());
  }

  /** A person wants to pair: now, whatever was before. A pairing that runs goes on. */
  begin(): void {
    this.#renewed = 0;
    this.#asked = true;
    this.#parts.store.put({ pairingRest: null });
    this.#bell.ring();
  }

  async unpair(): Promise<void> {
    // First of all, because a person who unpairs does not want to be asked for a code at once.
    this.#rest('unpaired', 'unpaired by a person; press Pair to connect a Spotify account');
    this.#parts.people.forget(this.plan.key);
    await this.#parts.tokens.forget();
    this.#parts.store.put({ authorizedAt: null, profile: null });
  }

  /** Whether this is the code that the bridge shows for this account now. */
  isCode(code: string): 'right' | 'expired' | 'wrong' {
    const { pairing } = this.#parts.store.state;
    if (pairing?.method !== 'bridge' || !sameCode(pairing.userCode, code)) return 'wrong';
    return pairing.expiresAt > this.#parts.clock.now() ? 'right' : 'expired';
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, tokens, store } = this.#parts;
    while (!signal.aborted) {
      const needed = !tokens.paired && store.state.pairingRest === null;
      if (!this.#asked && !needed) {
        await this.#bell.wait(clock, NEVER_MS, signal);
        continue;
      }
      this.#asked = false;
      const running = new AbortController();
      const stop = () => running.abort();
      signal.addEventListener('abort', stop, { once: true });
      this.#running = running;
      await this.#pair(running.signal);
      signal.removeEventListener('abort', stop);
      this.#running = undefined;
      if (!signal.aborted) store.put({ pairing: null });
    }
  }

  async #pair(signal: AbortSignal): Promise<void> {
    try {
      if (this.#method() === 'device' && (await this.#byDevice(signal))) return;
      if (!signal.aborted) await this.#byBridge(signal);
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubleIn(error);
      if (trouble instanceof OAuthRefusal) {
        this.#rest('failed', trouble.message);
        return;
      }
      this.#parts.log.warn({ account: this.plan.key }, `pairing cannot begin: ${trouble.message}`);
      await this.#parts.clock.sleep(AGAIN_MS, signal);
    }
  }

  #method(): 'device' | 'code' {
    const { method, clientId } = this.plan;
    return method === 'auto' ? (this.#parts.people.methodOf(clientId) ?? 'device') : method;
  }

  /** RFC 8628. False where Spotify does not offer it to this app, and another way is allowed. */
  async #byDevice(signal: AbortSignal): Promise<boolean> {
    const { authority, clock, people } = this.#parts;
    const { clientId, method, scopes } = this.plan;
    const device = await authority.requestDevice(scopes).catch((error: unknown) => {
      const isRefused = error instanceof OAuthRefusal && NOT_FOR_THIS_APP.includes(error.error);
      if (method !== 'auto' || !isRefused) throw error;
      people.rememberMethod(clientId, 'code');
      return undefined;
    });
    if (!device) return false;
    people.rememberMethod(clientId, 'device');
    const begun = clock.now();
    let grant: Grant = startGrant({ at: begun, expiresIn: device.expiresIn, interval: device.interval });
    this.#show({
      method: 'spotify',
      userCode: device.userCode,
      verificationUri: device.verificationUri,
      verificationUriComplete: device.verificationUriComplete ?? device.verificationUri,
      expiresAt: begun + device.expiresIn * 1000,
    });
    let description: string | null = null;
    while (grant.next === 'poll') {
      await clock.sleep(grant.pollAt - clock.now(), signal);
      if (signal.aborted) return true;
      const reply = await authority.poll(device.deviceCode);
      if (signal.aborted) return true;
      if (reply.kind === 'token') await this.accept(reply.token, false);
      if (reply.kind === 'error') description = reply.description;
      grant = afterPoll(grant, clock.now(), reply);
    }
    this.#ended(grant.outcome, description);
    return true;
  }

  /** The bridge's own code: its page takes it and sends the browser on. */
  async #byBridge(signal: AbortSignal): Promise<void> {
    const { clock, random, pairPage } = this.#parts;
    const page = pairPage();
    const userCode = makeUserCode(random);
    const expiresAt = clock.now() + CODE_LIFE_MS;
    this.#show({
      method: 'bridge',
      userCode,
      verificationUri: page,
      verificationUriComplete: `${page}?user_code=${userCode}`,
      expiresAt,
    });
    await clock.sleep(CODE_LIFE_MS, signal);
    if (!signal.aborted) this.#ended('expired', null);
  }

  #show(pairing: Pairing): void {
    const { store, log, tell } = this.#parts;
    store.put({ pairing, pairingRest: null });
    const { userCode, verificationUri, verificationUriComplete } = pairing;
    log.info(
      { account: this.plan.key, user_code: userCode, verification_uri: verificationUri },
      `pair ${this.plan.name} with Spotify: open ${verificationUriComplete} and enter ${userCode}`,
    );
    tell({
      event_type: 'pairing_started',
      user_code: userCode,
      verification_uri: verificationUri,
      expires_at: new Date(pairing.expiresAt).toISOString(),
    });
  }

  #ended(outcome: 'paired' | 'denied' | 'expired' | 'failed', description: string | null): void {
    switch (outcome) {
      case 'paired':
        return;
      case 'denied':
        this.#rest('denied', 'the pairing was denied at Spotify; press Pair to try again');
        return;
      case 'failed': {
        const said = description ? `: ${description}` : '';
        this.#rest('failed', `Spotify ended the pairing${said}; press Pair to try again`);
        return;
      }
      case 'expired':
        if (this.#renewed < this.plan.renewals && !this.#parts.tokens.paired) {
          this.#renewed++;
          this.#asked = true;
        } else this.#rest('expired', 'nobody entered the code in time; press Pair for a new one');
    }
  }

  #rest(why: PairingRest['why'], message: string): void {
    const { store, tell } = this.#parts;
    // Pressed while the pairing ran: that was for it, not for another.
    this.#asked = false;
    this.#running?.abort();
    store.put({ pairing: null, pairingRest: { why, message } });
    if (why === 'expired') tell({ event_type: 'pairing_expired' });
    if (why === 'denied') tell({ event_type: 'pairing_denied' });
  }

  /** A new authorization came. `confirmed`: a person said yes to another Spotify account than before. */
  accept(token: NewToken, confirmed: boolean): Promise<Landed> {
    return this.#admission.accept(token, confirmed);
  }
}
