import type { AccountCard, Entered, Landed, Pairing, PairingDesk, Visit } from '../../src/core/pairing.ts';
import { FakeClock } from './clock.ts';

export const ACCOUNTS_URL = 'https://accounts.spotify.com';
export const RETURN_URL = 'http://127.0.0.1:8099/callback';
const SCOPES = ['user-read-playback-state', 'user-modify-playback-state', 'playlist-read-private'];

type Landing = Exclude<Landed, { ok: true }>['why'] | 'paired';

/**
 * A desk with one running code, `BCDF-GHJK`, for the account `family`; `XXXX-XXXX` has expired, `ZZZZ-ZZZZ` is one attempt
 * too many. Spotify's code names what comes of it (`paired`, `taken`, …), where the state is right and not used up.
 */
export class FakeDesk implements PairingDesk {
  readonly clock: FakeClock;
  readonly calls: string[] = [];
  readonly visits: (Visit | null)[] = [];
  readonly pairing: Pairing;
  cards: AccountCard[];
  mode: 'redirect' | 'paste' = 'paste';
  accountsUrl = ACCOUNTS_URL;
  returnUrl = RETURN_URL;
  /** What happens instead of an answer. */
  breaks: Error | undefined;
  #states: string[] = [];
  #used = new Set<string>();

  constructor(clock = new FakeClock()) {
    this.clock = clock;
    this.pairing = {
      method: 'bridge',
      userCode: 'BCDF-GHJK',
      verificationUri: 'http://spotify.home:8099/pair',
      verificationUriComplete: 'http://spotify.home:8099/pair?user_code=BCDF-GHJK',
      expiresAt: clock.now() + 42 * 60_000,
    };
    this.cards = [
      card({ pairing: this.pairing }),
      card({
        key: 'anna',
        name: 'Anna',
        paired: true,
        profile: 'Anna K.',
        pairedUntil: Date.parse('2027-05-21T12:00:00Z'),
      }),
    ];
  }

  accounts(): readonly AccountCard[] {
    return this.cards;
  }

  begin(account: string): void {
    this.calls.push(`begin ${account}`);
  }

  async unpair(account: string): Promise<void> {
    this.calls.push(`unpair ${account}`);
  }

  enter(code: string, visit: Visit): Entered {
    this.calls.push(`enter ${code}`);
    this.visits.push(visit);
    const letters = code.toUpperCase().replaceAll(/[^A-Z]/g, '');
    if (letters === 'ZZZZZZZZ') {
      return { ok: false, why: 'too_many', message: 'too many', retryAt: this.clock.now() + 90_000 };
    }
    if (letters === 'XXXXXXXX') return { ok: false, why: 'expired', message: 'expired' };
    if (letters !== 'BCDFGHJK') return { ok: false, why: 'unknown', message: 'unknown' };
    const state = `state-${this.#states.length + 1}-0123456789abcdef`;
    this.#states.push(state);
    const query = new URLSearchParams({ redirect_uri: this.returnUrl, state, scope: SCOPES.join(' ') });
    const authorizeUrl = `${this.accountsUrl}/authorize?${query}`;
    return {
      ok: true,
      account: { key: 'family', name: 'Family' },
      authorizeUrl,
      mode: this.mode,
      scopes: SCOPES,
    };
  }

  authorize(account: string, { redirectUri, state }: { redirectUri: string; state: string }): string {
    this.calls.push(`authorize ${account} ${redirectUri} ${state}`);
    this.#states.push(state);
    return `${this.accountsUrl}/authorize?${new URLSearchParams({ redirect_uri: redirectUri, state })}`;
  }

  async land(
    answer: { code?: string; state?: string; error?: string },
    visit: Visit | null,
  ): Promise<Landed> {
    this.calls.push(`land ${JSON.stringify(answer)}`);
    this.visits.push(visit);
    return this.#judge(answer);
  }

  async paste(address: string, visit: Visit | null): Promise<Landed> {
    this.calls.push(`paste ${address}`);
    this.visits.push(visit);
    if (!address.startsWith(this.returnUrl)) return outcome('wrong');
    return this.#judge(Object.fromEntries(new URL(address).searchParams));
  }

  async confirm(ticket: string): Promise<Landed> {
    this.calls.push(`confirm ${ticket}`);
    return outcome('paired');
  }

  #judge({ code, state, error }: { code?: string; state?: string; error?: string }): Landed {
    if (this.breaks) throw this.breaks;
    if (error !== undefined) return outcome('denied');
    if (code === undefined || state === undefined) return outcome('half');
    if (!this.#states.includes(state)) return outcome('foreign');
    if (this.#used.has(state)) return outcome('old');
    this.#used.add(state);
    return outcome(isLanding(code) ? code : 'paired');
  }
}

export function card(members: Partial<AccountCard> = {}): AccountCard {
  return {
    key: 'family',
    name: 'Family',
    paired: false,
    profile: null,
    pairedUntil: null,
    pairing: null,
    rest: null,
    problem: null,
    ...members,
  };
}

const LANDINGS: readonly string[] = [
  'denied',
  'not_registered',
  'taken',
  'failed',
  'other_person',
] satisfies Landing[];

function isLanding(code: string): code is Landing {
  return LANDINGS.includes(code);
}

function outcome(landing: Landing): Landed {
  if (landing === 'paired') {
    return {
      ok: true,
      account: { key: 'family', name: 'Family' },
      profile: 'Berta B.',
      warnings: ['No Premium.'],
    };
  }
  if (landing === 'other_person') {
    return {
      ok: false,
      why: landing,
      message: 'other',
      ticket: 'ticket-1',
      before: 'Anna K.',
      now: 'Berta B.',
    };
  }
  return { ok: false, why: landing, message: `Spotify said ${landing}.` };
}
