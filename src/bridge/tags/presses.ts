import type { Command } from '../../core/command.ts';
import type { Feedback } from '../../core/feedback.ts';
import { heldBack, rangeOf } from '../../core/loudness.ts';
import { allowed } from '../../core/reader-may.ts';
import type { Account } from '../account.ts';
import type { Outcome } from '../commander.ts';
import type { Reader } from './reader.ts';
import { feedbackOf, resultOf } from './results.ts';

interface Parts {
  /** Of the local day. */
  minute: () => number;
  pair: (account: string) => void;
}

/** Commands in a reader's name, by its buttons and knobs or by a card, within what it may. */
export class Presses {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async obey(
    reader: Reader,
    account: Account,
    command: Command,
  ): Promise<{ outcome: Outcome; feedback: Feedback }> {
    const { minute, pair } = this.#parts;
    const { state } = account.store;
    const may = allowed(command, reader.plan.rules, reader.locked, minute(), state);
    if (!may.may) {
      const problem = { kind: 'restricted', message: may.why } as const;
      return {
        outcome: { ok: false, tookMs: 0, problem },
        feedback: { result: may.result, message: may.why },
      };
    }
    const wasPlaying = state.playback.status === 'playing';
    const outcome = await account.commander.obey(may.command);
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
}
