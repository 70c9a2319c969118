import type { Command } from '../../core/command.ts';
import type { Feedback } from '../../core/feedback.ts';
import { type OnCards, singlesIn, startsMusic, wantedBy, whyNotOnCards } from '../../core/house-rules.ts';
import { heldBack, rangeOf } from '../../core/loudness.ts';
import { forbidden, type Problem } from '../../core/problem.ts';
import { type Allowed, allowed } from '../../core/reader-may.ts';
import type { Ban } from '../../core/rule.ts';
import type { Account } from '../account.ts';
import type { Outcome } from '../outcome.ts';
import { whyExplicit } from '../rules/account-law.ts';
import type { Reader } from './reader.ts';
import { feedbackOf, resultOf } from './results.ts';

interface Parts {
  /** Of the local day. */
  minute: () => number;
  pair: (account: string) => void;
  /** Why a reader may play nothing more today. */
  whyUsedUp: (reader: Reader) => Ban | undefined;
  /** Adds minutes to a reader's day; false where they are not limited. */
  extend: (reader: Reader, minutes: number) => boolean;
  cards: () => OnCards;
}

interface Pressed {
  outcome: Outcome;
  feedback: Feedback;
}

/** Commands in a reader's name, by its buttons and knobs or by a card, within what it may. */
export class Presses {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async obey(reader: Reader, account: Account, command: Command): Promise<Pressed> {
    const { minute, pair } = this.#parts;
    const { state } = account.store;
    const may = await this.#allowed(reader, account, command);
    if (!may.may) {
      const { result, why, rule } = may;
      const problem: Problem = rule ? forbidden({ rule, why }) : { kind: 'restricted', message: why };
      return { outcome: { ok: false, tookMs: 0, problem }, feedback: { result, message: why } };
    }
    if (command.ask === 'allowance') return this.#allow(reader, account, command.minutes);
    const wasPlaying = state.playback.status === 'playing';
    const outcome = await account.commander.obey(may.command, { reader: reader.id });
    if (outcome.ok) {
      const { name, rules } = reader.plan;
      const range = rangeOf([{ whose: name, rules }], minute());
      const limited = heldBack(command, may.command, range, state.playback.device?.volume ?? null);
      const feedback = { result: resultOf(command, wasPlaying) };
      // What the account or the speaker says comes last, and counts.
      return { outcome: { ...(limited && { limited }), ...outcome }, feedback };
    }
    if (outcome.problem.kind === 'unpaired') pair(account.plan.key);
    return { outcome, feedback: feedbackOf(outcome.problem) };
  }

  #allowed(reader: Reader, account: Account, command: Command): Allowed | Promise<Allowed> {
    const { minute, whyUsedUp, cards } = this.#parts;
    const { state } = account.store;
    const { rules } = reader.plan;
    const standing = { rules, locked: reader.locked, minute: minute(), usedUp: whyUsedUp(reader) };
    const may = allowed(command, standing, state);
    if (!may.may || !startsMusic(command, state.playback)) return may;
    const foreign = rules.onlyCards && wantedBy(command, state) && whyNotOnCards(command, state, cards());
    if (foreign) return { may: false, result: 'denied', ...foreign };
    const singles = rules.explicit === 'refuse' ? singlesIn(command) : [];
    return singles.length === 0 ? may : this.#unlessExplicit(may, account, singles);
  }

  async #unlessExplicit(may: Allowed, account: Account, singles: readonly string[]): Promise<Allowed> {
    const ban = await whyExplicit(account, singles);
    return ban ? { may: false, result: 'denied', ...ban } : may;
  }

  /** Minutes for the reader and for its account, where either counts them. */
  async #allow(reader: Reader, account: Account, minutes: number): Promise<Pressed> {
    const isReaders = this.#parts.extend(reader, minutes);
    const outcome: Outcome =
      isReaders && !account.plan.rules.minutesPerDay
        ? { ok: true, tookMs: 0 }
        : await account.commander.obey({ ask: 'allowance', minutes });
    if (!outcome.ok) return { outcome, feedback: feedbackOf(outcome.problem) };
    return { outcome, feedback: { result: 'done', message: `${minutes} more minutes for today` } };
  }
}
