import { afterPoll, type Grant, startGrant } from '../core/grant.ts';
import type { Landed, Pairing, PairingRest } from '../core/pairing.ts';
import type { Authority, Gate, NewToken, StoredToken } from '../core/ports.ts';
import { Trouble } from '../core/problem.ts';
import { OAuthRefusal } from '../core/refusal.ts';
import type { Profile } from '../core/state.ts';
import { makeUserCode, sameCode } from '../core/user-code.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
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

/** The account's token, as far as pairing changes it. */
export interface TokenDesk {
  readonly paired: boolean;
  readonly stored: StoredToken | undefined;
  replace(token: StoredToken): Promise<void>;
  forget(): Promise<void>;
  onChange(listener: () => void): void;
}

export type PairingEvent =
  | { event_type: 'pairing_started'; user_code: string; verification_uri: string; expires_at: string }
  | { event_type: 'paired'; profile: string | null }
  | { event_type: 'pairing_expired' }
  | { event_type: 'pairing_denied' };

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
/** A second pairing by the same other person within this time is taken for a yes. */
const CANDIDATE_MS = 3600_000;
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
  #candidate: { accountId: string; until: number } | undefined;

  constructor(parts: Parts) {
    this.plan = parts.plan;
    this.#parts = parts;
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
      if (!(error instanceof Trouble)) throw error;
      if (error instanceof OAuthRefusal) {
        this.#rest('failed', error.message);
        return;
      }
      this.#parts.log.warn({ account: this.plan.key }, `pairing cannot begin: ${error.message}`);
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
    const link = verificationUriComplete || verificationUri;
    log.info(
      { account: this.plan.key, user_code: userCode, verification_uri: verificationUri },
      `pair ${this.plan.name} with Spotify: open ${link} and enter ${userCode}`,
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
  async accept(token: NewToken, confirmed: boolean): Promise<Landed> {
    const { people, clock } = this.#parts;
    const { key, name } = this.plan;
    const who = await this.#whoIs(token);
    if ('ok' in who) return who;
    if (who.profile) {
      const { accountId, name: now } = who.profile;
      const holder = people.holderOf(accountId, key);
      if (holder !== undefined) {
        return this.#refused(
          'taken',
          `${now ?? 'this Spotify account'} is paired as "${holder}" already; log in as somebody else, or unpair that one first`,
        );
      }
      const before = people.of(key);
      const isCandidate = this.#candidate?.accountId === accountId && this.#candidate.until > clock.now();
      if (before && before.accountId !== accountId && !confirmed && !isCandidate) {
        this.#candidate = { accountId, until: clock.now() + CANDIDATE_MS };
        const message = `${name} was the Spotify account of ${before.name ?? 'somebody else'}, this is ${now ?? 'another one'}; pair once more, or confirm on the page, to change it`;
        if (this.#parts.store.state.pairing?.method === 'spotify') this.#rest('failed', message);
        return {
          ok: false,
          why: 'other_person',
          message,
          ticket: '',
          before: before.name ?? '?',
          now: now ?? '?',
        };
      }
    }
    await this.#keep(token, who.profile);
    return {
      ok: true,
      account: { key, name },
      profile: who.profile?.name ?? null,
      warnings: warningsOf(who.profile),
    };
  }

  async #keep(
    { accessToken, refreshToken, expiresAt, scope, authorizedAt }: NewToken,
    profile: Profile | null,
  ): Promise<void> {
    const { tokens, people, store, log, tell } = this.#parts;
    const { clientId, key } = this.plan;
    await tokens.replace({
      clientId,
      accessToken,
      refreshToken,
      expiresAt,
      scope,
      authorizedAt,
      seededFrom: null,
    });
    if (profile) people.remember(key, profile);
    this.#candidate = undefined;
    this.#renewed = 0;
    this.#asked = false;
    this.#running?.abort();
    store.put({
      pairing: null,
      pairingRest: null,
      authorizedAt,
      paired: true,
      problem: null,
      ...(profile ? { profile } : {}),
    });
    log.info({ account: key }, `paired with the Spotify account of ${profile?.name ?? 'somebody'}`);
    tell({ event_type: 'paired', profile: profile?.name ?? null });
  }

  /** Asks whose the token is. An account that is not listed is refused; where Spotify fails the token is taken all the same. */
  async #whoIs({
    accessToken,
  }: NewToken): Promise<{ profile: Profile | null } | Extract<Landed, { ok: false }>> {
    const { authority, gate } = this.#parts;
    try {
      await gate.admit({ spending: 'verification', bucket: 'me' });
      return { profile: await authority.whoIs(accessToken) };
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      if (error.problem.kind === 'not_registered') return this.#refused('not_registered', error.message);
      return { profile: null };
    }
  }

  #refused(why: 'taken' | 'not_registered', message: string): Extract<Landed, { ok: false }> {
    // Spotify's own code is used up; the bridge's stays, so that the person can try again on the page.
    if (this.#parts.store.state.pairing?.method === 'spotify') this.#rest('failed', message);
    return { ok: false, why, message };
  }
}

function warningsOf(profile: Profile | null): string[] {
  if (profile?.product && profile.product !== 'premium') {
    return ['This Spotify account has no Premium: the bridge can show what plays, but not command it.'];
  }
  return [];
}
