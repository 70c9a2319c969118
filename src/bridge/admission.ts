import type { Landed } from '../core/pairing.ts';
import type { Authority, Gate, NewToken, StoredToken } from '../core/ports.ts';
import { troubleIn } from '../core/problem.ts';
import type { Profile } from '../core/state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { People } from './people.ts';
import type { Store } from './store.ts';

/** The account's token, as far as pairing changes it. */
export interface TokenDesk {
  readonly paired: boolean;
  readonly stored: StoredToken | undefined;
  replace(token: StoredToken): Promise<void>;
  forget(): Promise<void>;
  onChange(listener: () => void): void;
}

interface Parts {
  plan: { key: string; name: string; clientId: string };
  clock: Clock;
  log: Log;
  store: Store;
  tokens: TokenDesk;
  authority: Authority;
  gate: Gate;
  people: People;
  tell: (event: { event_type: 'paired'; profile: string | null }) => void;
  /** The pairing by Spotify's code has come to nothing, and why. */
  failed: (message: string) => void;
  /** The account is paired. */
  admitted: () => void;
}

/** A second pairing by the same other person within this time is taken for a yes. */
const CANDIDATE_MS = 3600_000;

/** Who may be admitted: a new authorization is this account's, or is refused. */
export class Admission {
  readonly #parts: Parts;
  #candidate: { accountId: string; until: number } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A new authorization came. `confirmed`: a person said yes to another Spotify account than before. */
  async accept(token: NewToken, confirmed: boolean): Promise<Landed> {
    const { plan, people, clock, store, failed } = this.#parts;
    const { key, name } = plan;
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
        if (store.state.pairing?.method === 'spotify') failed(message);
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
    const { plan, tokens, people, store, log, tell, admitted } = this.#parts;
    const { clientId, key } = plan;
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
    admitted();
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
      // A person waits for it, as for a page; where there is no room for those, it takes its turn.
      await gate
        .admit({ spending: 'browse', bucket: 'me' })
        .catch(() => gate.admit({ spending: 'verification', bucket: 'me' }));
      return { profile: await authority.whoIs(accessToken) };
    } catch (error) {
      const { kind, message } = troubleIn(error).problem;
      if (kind === 'not_registered') return this.#refused('not_registered', message);
      return { profile: null };
    }
  }

  #refused(why: 'taken' | 'not_registered', message: string): Extract<Landed, { ok: false }> {
    // Spotify's own code is used up; the bridge's stays, so that the person can try again on the page.
    const { store, failed } = this.#parts;
    if (store.state.pairing?.method === 'spotify') failed(message);
    return { ok: false, why, message };
  }
}

function warningsOf(profile: Profile | null): string[] {
  if (profile?.product && profile.product !== 'premium') {
    return ['This Spotify account has no Premium: the bridge can show what plays, but not command it.'];
  }
  return [];
}
