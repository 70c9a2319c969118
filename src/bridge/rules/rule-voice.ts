import type { Feedback } from '../../core/feedback.ts';
import type { Ban } from '../../core/rule.ts';
import type { Account } from '../account.ts';
import type { Reader } from '../tags/reader.ts';

interface Parts {
  account: Account;
  feedback: (reader: Reader, feedback: Feedback) => void;
}

/** Tells what the rules of one account, and of the reader whose music plays there, do: to that reader and as an event. */
export class RuleVoice {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The day's minutes of a reader, or without one of the account, will be used up; `by` started what plays. */
  warned(reader: Reader | undefined, by: Reader | undefined, minutes: number): void {
    const { account, feedback } = this.#parts;
    account.tell({ event_type: 'limit_warning', reader: reader?.id ?? null, minutes_left: minutes });
    const message = `${minutes} ${minutes === 1 ? 'minute is' : 'minutes are'} left for today`;
    const told = reader ?? by;
    if (told) feedback(told, { result: 'ending', message });
  }

  /** They are used up: what plays may end, nothing else begins. */
  ended(reader: Reader | undefined, by: Reader | undefined, { why }: Ban): void {
    const { account, feedback } = this.#parts;
    account.tell({ event_type: 'limit_reached', reader: reader?.id ?? null, message: why });
    const told = reader ?? by;
    if (told) feedback(told, { result: 'ending', message: why });
  }

  /** What played was paused. */
  paused(reader: Reader | undefined, { rule, why }: Ban, title: string | null = null): void {
    const { account, feedback } = this.#parts;
    const named = { reader: reader?.id ?? null, title, message: why };
    account.tell({ event_type: 'rule_applied', rule, did: 'paused', ...named });
    if (reader) feedback(reader, { result: 'denied', ...(title !== null && { title }), message: why });
  }

  /** What played was skipped. */
  skipped(reader: Reader | undefined, { rule, why }: Ban, title: string | null): void {
    const named = { reader: reader?.id ?? null, title, message: why };
    this.#parts.account.tell({ event_type: 'rule_applied', rule, did: 'skipped', ...named });
  }
}
