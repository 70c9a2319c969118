import { isFresh } from '../../core/allowed.ts';
import { belongs } from '../../core/course.ts';
import type { Feedback } from '../../core/feedback.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import type { TagBook } from './book.ts';
import type { Places } from './places.ts';
import type { Reader } from './reader.ts';
import { feedbackOf } from './results.ts';

interface Parts {
  clock: Clock;
  book: TagBook;
  places: Places;
  accounts: readonly Account[];
  /** The last card of a reader, while it is not known yet what became of it. */
  underway: (reader: Reader) => Promise<unknown> | undefined;
}

/** Cards that leave: what they started is paused, where the reader wants that and it plays still. */
export class Removals {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Undefined where nothing was to be paused. `key` is the card's, as it is remembered. */
  async left(reader: Reader, key: string): Promise<Feedback | undefined> {
    const { book, accounts, underway } = this.#parts;
    if (reader.plan.rules.onRemoval === 'none') return undefined;
    // What was on its way to Spotify when the card left plays by now.
    await underway(reader);
    const started = accounts.filter(({ plan }) => {
      const owner = book.owner(plan.key);
      return owner?.uid === key && owner.reader === reader.id;
    });
    const said = await Promise.all(started.map((account) => this.#pause(account, reader, key)));
    return said.find((one) => one !== undefined);
  }

  async #pause(account: Account, reader: Reader, key: string): Promise<Feedback | undefined> {
    const { book, places } = this.#parts;
    await this.#freshen(account);
    const owner = book.owner(account.plan.key);
    const { playback } = account.store.state;
    if (owner?.uid !== key || playback.status !== 'playing' || !belongs(owner, playback)) return undefined;
    places.keep(account);
    const outcome = await account.commander.obey({ ask: 'pause' });
    if (!outcome.ok) return feedbackOf(outcome.problem);
    if (reader.plan.rules.onRemoval === 'stop') {
      book.keepPlace(key, owner.uri, undefined);
      book.own(account.plan.key, { ...owner, stopped: true });
    }
    return { result: 'paused' };
  }

  /** Also where no look has shown yet by which names its music goes. */
  async #freshen(account: Account): Promise<void> {
    const owner = this.#parts.book.owner(account.plan.key);
    if (!isFresh(account.store.state, this.#parts.clock.now()) || owner?.first === null)
      await account.lookAgain();
  }
}
