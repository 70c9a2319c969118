import { isHidden } from '../../core/course.ts';
import {
  type HouseRules,
  IS_EXPLICIT,
  isOnCards,
  NOT_ON_CARDS,
  type OnCards,
} from '../../core/house-rules.ts';
import type { Item } from '../../core/item.ts';
import type { Playback } from '../../core/playback.ts';
import type { Ban } from '../../core/rule.ts';
import type { Account } from '../account.ts';
import type { Reader } from '../tags/reader.ts';
import type { HeardBy } from './heard-by.ts';
import type { RuleVoice } from './rule-voice.ts';

/** So many in a row are skipped; where more follow, the whole list is of their kind. */
const MOST_SKIPS = 5;
/** The same item, seen again after so long, was not skipped. */
const SKIPPED_MS = 5_000;
/** No look tells another rule so soon: it may be older than the pause. */
const PAUSED_MS = 5_000;

interface Parts {
  account: Account;
  voice: RuleVoice;
  cards: () => OnCards;
  /** Whether a card has started something that no look has shown yet. */
  isStarting: () => boolean;
}

/** Ends what may not be heard on one account: skips what is explicit, pauses what is on no card. */
export class Censor {
  readonly #parts: Parts;
  /** The reader that is told: the last whose card started what played. */
  #reader: Reader | undefined;
  #skips = 0;
  #skipped: { uri: string | null; at: number } | undefined;
  #pausedAt = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What plays now, and whose card started it. */
  looked(look: Playback, by: HeardBy | undefined): void {
    if (by) this.#reader = by.reader;
    const { item, status, measuredAt } = look;
    if (status !== 'playing' || !item || isHidden(look) || measuredAt < this.#pausedAt + PAUSED_MS) return;
    const { rules } = this.#parts.account.plan;
    if (rules.onlyCards && !by && this.#isForeign(look)) {
      void this.#pause(NOT_ON_CARDS, item, measuredAt);
      return;
    }
    if (!item.explicit) this.#skips = 0;
    else if (skips(rules) || (by && skips(by.reader.plan.rules))) this.#skip(item, measuredAt);
  }

  #isForeign(look: Playback): boolean {
    const { account, cards, isStarting } = this.#parts;
    // Whoever teaches a card plays what is on none yet.
    return account.store.state.learning === null && !isStarting() && !isOnCards(look, cards());
  }

  #skip(item: Item, at: number): void {
    const { uri } = item;
    if (this.#skipped?.uri === uri && at < this.#skipped.at + SKIPPED_MS) return;
    this.#skipped = { uri, at };
    if (this.#skips++ < MOST_SKIPS) void this.#next(item, at);
    else void this.#pause(MANY, item, at);
  }

  async #next(item: Item, at: number): Promise<void> {
    const { account, voice } = this.#parts;
    const outcome = await account.commander.obey({ ask: 'next' });
    if (outcome.ok) voice.skipped(this.#reader, IS_EXPLICIT, item.title);
    // Where nothing follows there is nothing to skip to.
    else await this.#pause(IS_EXPLICIT, item, at);
  }

  async #pause(ban: Ban, { title }: Item, at: number): Promise<void> {
    const { account, voice } = this.#parts;
    this.#skips = 0;
    this.#pausedAt = at;
    const outcome = await account.commander.obey({ ask: 'pause' });
    if (outcome.ok) voice.paused(this.#reader, ban, title);
  }
}

const MANY: Ban = {
  rule: 'explicit',
  why: 'one explicit title after the other: nothing of this may play here',
};

function skips({ explicit }: HouseRules): boolean {
  return explicit !== 'allow';
}
