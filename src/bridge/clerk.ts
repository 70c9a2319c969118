import type { AccountAsk } from '../core/command.ts';
import type { PairingDesk } from '../core/pairing.ts';
import { BadPayload, Trouble, troubleIn } from '../core/problem.ts';
import { quote } from '../core/values.ts';
import type { Attendance, Witness } from '../core/witness.ts';
import { readCommand } from '../core/words.ts';
import { hearEntity } from '../home-assistant/inbox.ts';
import type { Clock } from '../lib/clock.ts';
import type { Account } from './account.ts';
import type { More } from './answers.ts';
import type { Outcome } from './outcome.ts';
import type { Voice } from './voice.ts';

export interface Resident {
  account: Account;
  voice: Voice;
}

/**
 * What may be asked, by its word; the payload is JSON or plain text.
 * Rejects with a Trouble that says what would have been right.
 */
export type Requests = Readonly<Record<string, (payload: string) => object | Promise<object>>>;

/** What an account's entities ask of the tags. Both reject with a Trouble that says what would have been right. */
export interface AccountTags {
  /** The next card is given what plays on the account, or what `does` says. */
  learn(account: string, does?: string): Promise<unknown>;
  /** Names the card that was scanned for the account last. */
  nameCard(account: string, name: string): Promise<unknown>;
}

interface Parts {
  clock: Clock;
  residents: ReadonlyMap<string, Resident>;
  desk: PairingDesk;
  tags: AccountTags;
  /** What may be asked of the bridge itself. */
  requests: Requests;
  /** What may be asked of an account. */
  accountRequests: (resident: Resident) => Requests;
  /** Hears of all that was asked. */
  witness?: Witness | undefined;
}

/** What became of what was asked, and what the answer carries beside it. */
export interface Attended {
  outcome: Outcome;
  more: More;
}

/**
 * Understands or refuses whatever is asked of the bridge and its accounts,
 * whichever door it came in by. Never rejects for bad input.
 */
export class Clerk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** `<base>/<account>/command`. */
  command(account: string, payload: string): Promise<Attended> {
    return this.#obeyed(account, () => readCommand(payload).command);
  }

  /** `<base>/<account>/hint`: whatever it says, something changed. Throws where there is no such account. */
  hint(account: string): void {
    this.resident(account).account.poller.hint();
  }

  /** `<base>/<account>/<key>/set`. */
  set(account: string, key: string, payload: string): Promise<Attended> {
    return this.#obeyed(account, ({ voice }) => hearEntity(key, payload, voice.view));
  }

  /** `<base>/<account>/request/<what>`. */
  request(account: string, what: string, payload: string): Promise<Attended> {
    return this.#attend('request', account, async (more) => {
      const requests = this.#parts.accountRequests(this.resident(account));
      more.result = await asked(requests, what, payload);
    });
  }

  /** `<base>/bridge/request/<what>`. */
  bridgeRequest(what: string, payload: string): Promise<Attended> {
    return this.#attend('request', null, async (more) => {
      more.result = await asked(this.#parts.requests, what, payload);
    });
  }

  /** Whether there is such a request, of an account or (null) of the bridge. */
  takes(account: string | null, what: string): boolean {
    const resident = account === null ? undefined : this.#parts.residents.get(account);
    if (account === null) return Object.hasOwn(this.#parts.requests, what);
    return resident !== undefined && Object.hasOwn(this.#parts.accountRequests(resident), what);
  }

  /** Throws BadPayload where there is no such account. */
  resident(key: string): Resident {
    const resident = this.#parts.residents.get(key);
    if (resident) return resident;
    throw new BadPayload(
      `no account ${quote(key)}; there are ${[...this.#parts.residents.keys()].join(', ')}`,
    );
  }

  #obeyed(key: string, read: (resident: Resident) => AccountAsk): Promise<Attended> {
    return this.#attend('command', key, async (more) => {
      const resident = this.resident(key);
      const command = read(resident);
      more.command = command.ask;
      return this.#obey(resident.account, command);
    });
  }

  async #attend(
    as: Attendance['as'],
    key: string | null,
    act: (more: Attended['more']) => Promise<Outcome | undefined>,
  ): Promise<Attended> {
    const attended = await this.#tried(act);
    const { residents, witness } = this.#parts;
    // A name that is nobody's is whatever somebody typed.
    const account = key !== null && residents.has(key) ? key : null;
    witness?.(attendance(as, account, attended.more.command, attended.outcome));
    return attended;
  }

  async #tried(act: (more: Attended['more']) => Promise<Outcome | undefined>): Promise<Attended> {
    const { clock } = this.#parts;
    const since = clock.now();
    const more: Attended['more'] = {};
    try {
      const outcome = await act(more);
      return { outcome: outcome ?? { ok: true, tookMs: clock.now() - since }, more };
    } catch (error) {
      const { problem } = troubleIn(error);
      return { outcome: { ok: false, tookMs: clock.now() - since, problem }, more };
    }
  }

  /**
   * Pairing is the desk's, cards are the tags', everything else the
   * player's. Nothing is returned where nothing went to Spotify.
   */
  async #obey(account: Account, asked: AccountAsk): Promise<Outcome | undefined> {
    const { desk, tags } = this.#parts;
    const { key } = account.plan;
    switch (asked.ask) {
      case 'pair':
        desk.begin(key);
        return;
      case 'unpair':
        await desk.unpair(key);
        return;
      case 'pairing_address': {
        const landed = await desk.paste(asked.address, null);
        if (!landed.ok) throw new Trouble('refused', landed.message);
        return;
      }
      case 'learn':
        await tags.learn(key, asked.does);
        return;
      case 'name_card':
        await tags.nameCard(key, asked.name);
        return;
      default:
        return account.commander.obey(asked);
    }
  }
}

/** What a witness hears of an answer. */
export function attendance(
  as: Attendance['as'],
  account: string | null,
  word: string | undefined,
  outcome: Outcome,
): Attendance {
  const { tookMs } = outcome;
  return { as, account, word: word ?? null, outcome: outcome.ok ? 'ok' : outcome.problem.kind, tookMs };
}

function asked(requests: Requests, what: string, payload: string): object | Promise<object> {
  const request = Object.hasOwn(requests, what) ? requests[what] : undefined;
  if (request) return request(payload);
  throw new BadPayload(`unknown request ${quote(what)}; there are ${Object.keys(requests).join(', ')}`);
}
