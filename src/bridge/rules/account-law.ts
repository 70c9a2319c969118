import type { Command } from '../../core/command.ts';
import { IS_EXPLICIT, type OnCards, singlesIn, startsMusic, whyNotOnCards } from '../../core/house-rules.ts';
import { whySilent } from '../../core/reader-may.ts';
import type { Ban } from '../../core/rule.ts';
import type { Account } from '../account.ts';
import type { Law } from '../law.ts';
import type { Ledger } from './ledger.ts';

interface Parts {
  account: Account;
  ledger: Ledger;
  cards: () => OnCards;
  /** Of the local day. */
  minute: () => number;
  /** Adds minutes to the account's day. Throws a Trouble where they are not counted. */
  extend: (minutes: number) => void;
}

/** What one account may be asked, by whichever door: nothing that begins to play against its rules. */
export class AccountLaw implements Law {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  whyNot(command: Command): Ban | undefined | Promise<Ban | undefined> {
    const { account, ledger, cards, minute } = this.#parts;
    const { rules, key } = account.plan;
    const { state } = account.store;
    if (!startsMusic(command, state.playback)) return undefined;
    const ban =
      whySilent(rules, minute()) ??
      ledger.whyUsedUp(`account:${key}`, rules.minutesPerDay) ??
      (rules.onlyCards ? whyNotOnCards(command, state, cards()) : undefined);
    if (ban || rules.explicit !== 'refuse') return ban;
    const singles = singlesIn(command);
    return singles.length > 0 ? whyExplicit(account, singles) : undefined;
  }

  allow(minutes: number): void {
    this.#parts.extend(minutes);
  }
}

/** Why these tracks may not play where nothing explicit may: costs a request for each that was not asked about before. */
export async function whyExplicit(account: Account, uris: readonly string[]): Promise<Ban | undefined> {
  for (const uri of uris) if (await account.isExplicit(uri)) return IS_EXPLICIT;
  return undefined;
}
