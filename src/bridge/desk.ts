import { checkBack } from '../core/home-assistant-back.ts';
import { endOfGrant } from '../core/lifetime.ts';
import type { AccountCard, Entered, Landed, PairingDesk, Visit } from '../core/pairing.ts';
import { readPasted } from '../core/pasted-address.ts';
import type { Authority, NewToken } from '../core/ports.ts';
import { BadPayload, troubleIn } from '../core/problem.ts';
import { quote } from '../core/values.ts';
import type { Clock } from '../lib/clock.ts';
import { newState } from '../lib/pkce.ts';
import type { BrowserGrants } from './browser-grants.ts';
import type { Pairer } from './pairer.ts';
import type { Store } from './store.ts';

/** Guesses of a code that are let through in an hour, by address and in all: 34 bits and these are safe (RFC 8628 §5.1). */
const TRIES_EACH = 20;
const TRIES_ALL = 200;
const TRIES_MS = 3600_000;
const TICKET_MS = 10 * 60_000;

export interface Applicant {
  pairer: Pairer;
  store: Store;
  authority: Authority;
}

interface Parts {
  clock: Clock;
  applicants: ReadonlyMap<string, Applicant>;
  browsers: BrowserGrants;
  /** Where Spotify can send a browser back to, by how it reached us. */
  redirects: { public: string | undefined; loopback: () => string };
}

/** What the page, MQTT and Home Assistant may ask of pairing. */
export class Desk implements PairingDesk {
  readonly #parts: Parts;
  #tries: { from: string; at: number }[] = [];
  readonly #tickets = new Map<string, { account: string; token: NewToken; until: number }>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  accounts(): readonly AccountCard[] {
    return [...this.#parts.applicants.values()].map(({ pairer, store: { state } }) => ({
      key: pairer.plan.key,
      name: pairer.plan.name,
      paired: state.paired,
      profile: state.profile?.name ?? null,
      pairedUntil: state.paired && state.authorizedAt !== null ? endOfGrant(state.authorizedAt) : null,
      pairing: state.pairing,
      rest: state.pairingRest,
      problem: state.problem?.message ?? null,
    }));
  }

  begin(account: string): void {
    this.#parts.applicants.get(account)?.pairer.begin();
  }

  async unpair(account: string): Promise<void> {
    await this.#parts.applicants.get(account)?.pairer.unpair();
  }

  enter(code: string, visit: Visit): Entered {
    const { clock, applicants, browsers, redirects } = this.#parts;
    const now = clock.now();
    this.#tries = this.#tries.filter(({ at }) => now - at < TRIES_MS);
    const own = this.#tries.filter(({ from }) => from === visit.from);
    const oldest = (own.length >= TRIES_EACH ? own : this.#tries)[0];
    if (oldest && (own.length >= TRIES_EACH || this.#tries.length >= TRIES_ALL)) {
      return {
        ok: false,
        why: 'too_many',
        message: 'too many wrong codes; wait a while',
        retryAt: oldest.at + TRIES_MS,
      };
    }
    const found = [...applicants.values()].map((one) => ({ one, is: one.pairer.isCode(code) }));
    const right = found.find(({ is }) => is === 'right')?.one;
    if (!right) {
      this.#tries.push({ from: visit.from, at: now });
      const expired = found.some(({ is }) => is === 'expired');
      return expired
        ? {
            ok: false,
            why: 'expired',
            message: 'this code is too old; a new one is shown where you found it',
          }
        : { ok: false, why: 'unknown', message: 'no such code; compare it with the one that is shown' };
    }
    const { key, name, scopes } = right.pairer.plan;
    const isPublic = visit.via === 'public' && redirects.public !== undefined;
    const redirectUri = (isPublic ? redirects.public : undefined) ?? redirects.loopback();
    const { state, codeChallenge } = browsers.begin(key, redirectUri, visit);
    return {
      ok: true,
      account: { key, name },
      authorizeUrl: right.authority.authorizeUrl({ redirectUri, state, codeChallenge, scopes }),
      mode: isPublic || visit.via === 'loopback' ? 'redirect' : 'paste',
      scopes,
    };
  }

  authorize(account: string, { redirectUri, state }: { redirectUri: string; state: string }): string {
    const applicant = this.#parts.applicants.get(account);
    if (!applicant) throw new BadPayload(`no account ${quote(account)}`);
    checkBack(redirectUri, state);
    const codeChallenge = this.#parts.browsers.beginFor(account, redirectUri, state);
    if (codeChallenge === undefined)
      throw new BadPayload('this state was used already: it is good for one pairing; begin anew');
    const { scopes } = applicant.pairer.plan;
    return applicant.authority.authorizeUrl({ redirectUri, state, codeChallenge, scopes });
  }

  async land(
    answer: { code?: string; state?: string; error?: string },
    visit: Visit | null,
  ): Promise<Landed> {
    const { browsers, applicants } = this.#parts;
    if (answer.state === undefined)
      return wrong('half', 'this address has no state: it was cut off; copy the whole address');
    const grant = browsers.end(answer.state, visit);
    if (grant === 'half') return wrong('half', 'this address was cut off at its end; copy the whole address');
    if (grant === 'old')
      return wrong('old', 'this answer was used already or is too old; begin anew with the code');
    if (grant === 'foreign')
      return wrong('foreign', 'this answer belongs to another pairing or browser; begin anew with the code');
    const applicant = applicants.get(grant.account);
    if (!applicant) return wrong('foreign', 'the account of this answer is no longer there');
    const again = AGAIN[grant.begunBy];
    if (answer.error !== undefined) {
      return answer.error === 'access_denied'
        ? wrong('denied', `you said no at Spotify; ${again} if that was a mistake`)
        : wrong('failed', `Spotify ended the pairing with an error; ${again}`);
    }
    if (answer.code === undefined)
      return wrong('half', 'this address has no code: it was cut off; copy the whole address');
    try {
      const { redirectUri, codeVerifier } = grant;
      const token = await applicant.authority.exchange({ code: answer.code, redirectUri, codeVerifier });
      return this.#withTicket(grant.account, token, await applicant.pairer.accept(token, false));
    } catch (error) {
      return wrong('failed', `${troubleIn(error).message} Please ${again}.`);
    }
  }

  async paste(address: string, visit: Visit | null): Promise<Landed> {
    const pasted = readPasted(address);
    if (pasted.kind !== 'answer') return wrong(pasted.kind, pasted.message);
    const { code, state, error } = pasted;
    return this.land(
      { ...(code ? { code } : {}), ...(state ? { state } : {}), ...(error ? { error } : {}) },
      visit,
    );
  }

  async confirm(ticket: string): Promise<Landed> {
    const { clock, applicants } = this.#parts;
    const kept = this.#tickets.get(ticket);
    this.#tickets.delete(ticket);
    const applicant = kept && applicants.get(kept.account);
    if (!kept || !applicant || kept.until < clock.now())
      return wrong('old', 'this question is too old; begin anew with the code');
    return applicant.pairer.accept(kept.token, true);
  }

  #withTicket(account: string, token: NewToken, landed: Landed): Landed {
    if (landed.ok || landed.why !== 'other_person') return landed;
    const ticket = newState();
    this.#tickets.set(ticket, { account, token, until: this.#parts.clock.now() + TICKET_MS });
    return { ...landed, ticket };
  }
}

const AGAIN = { code: 'enter the code again', home_assistant: 'begin again in Home Assistant' };

function wrong(
  why: Exclude<Extract<Landed, { ok: false }>['why'], 'other_person'>,
  message: string,
): Extract<Landed, { ok: false }> {
  return { ok: false, why, message };
}
