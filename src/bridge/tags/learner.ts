import { isFresh } from '../../core/allowed.ts';
import type { Feedback } from '../../core/feedback.ts';
import { isShort } from '../../core/links.ts';
import { BadPayload, Trouble, troubleIn } from '../../core/problem.ts';
import type { Tag } from '../../core/tag.ts';
import type { Learning, LearnWish } from '../../core/tag-desk.ts';
import { isRandomId } from '../../core/tag-id.ts';
import { canonicalText } from '../../core/tag-text.ts';
import type { LearnEvent } from '../../home-assistant/contract/events.ts';
import { Bell } from '../../lib/bell.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import type { TagBook } from './book.ts';
import type { Card } from './card.ts';
import { musicOf } from './known-music.ts';
import type { Reader } from './reader.ts';
import { RANDOM_ID, type Strangers } from './strangers.ts';

interface Parts {
  clock: Clock;
  book: TagBook;
  strangers: Strangers;
  /** The account of this key, or the one that is meant where none is named. Throws BadPayload. */
  accountOf: (key?: string) => Account;
  /** Whether there are several accounts. */
  several: boolean;
  /** How long a card is waited for, ms. */
  patienceMs: number;
  tell: (account: Account, event: LearnEvent) => void;
  signal: AbortSignal;
}

interface Running extends Learning {
  wish: LearnWish;
  owner: Account;
}

/** A second try with the same card within this time is taken for a yes. */
const SURE_MS = 60_000;
const LONGEST_MS = 10 * 60_000;

/** Gives the next card a meaning: waits for one card, and takes exactly one. */
export class Learner {
  readonly #parts: Parts;
  readonly #bell = new Bell();
  #running: Running | undefined;
  /** A card that does something else already, laid once more. */
  #asked: { uid: string; until: number } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get learning(): Learning | null {
    if (!this.#running) return null;
    const { account, title, reader, until } = this.#running;
    return { account, title, reader, until };
  }

  /** Waits for a card. What it will get is checked now, while somebody is there to be told. */
  learn(wish: LearnWish): Learning {
    const { clock, accountOf, patienceMs } = this.#parts;
    const owner = accountOf(wish.account);
    if (wish.options?.account !== undefined) accountOf(wish.options.account);
    if (wish.does === undefined && !owner.store.state.paired)
      throw new Trouble(
        'unpaired',
        `${owner.plan.name} is not paired with Spotify, so nothing plays that a card could get; pair it first, or say what the card shall do`,
      );
    const does = wish.does === undefined ? undefined : canonicalText(wish.does);
    if (wish.forMs !== undefined && !(wish.forMs >= 1_000 && wish.forMs <= LONGEST_MS))
      throw new BadPayload(`a card is waited for from 1 to ${LONGEST_MS / 1_000} seconds`);
    this.#end();
    this.#running = {
      wish: does === undefined ? wish : { ...wish, does },
      owner,
      account: owner.plan.key,
      title: wish.name ?? does ?? null,
      reader: wish.reader ?? null,
      until: clock.now() + (wish.forMs ?? patienceMs),
    };
    const { title, until } = this.#running;
    owner.store.put({ learning: { title: title ?? 'what plays', until } });
    // So that it is known what plays when the card comes.
    if (does === undefined) void owner.lookAgain();
    this.#bell.ring();
    return { account: owner.plan.key, title, reader: wish.reader ?? null, until };
  }

  /** False where none was waited for. */
  cancel(): boolean {
    return this.#end() !== undefined;
  }

  /** The card, if one is waited for here: then it is taken and does nothing else. */
  take(reader: Reader, card: Card): Promise<Feedback> | undefined {
    const running = this.#running;
    if (!running || (running.reader !== null && running.reader !== reader.id)) return undefined;
    this.#end();
    return this.#teach(running, reader, card);
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, tell } = this.#parts;
    while (!signal.aborted) {
      const left = (this.#running?.until ?? Number.POSITIVE_INFINITY) - clock.now();
      if (left > 0) {
        await this.#bell.wait(clock, Math.min(left, LONGEST_MS), signal);
        continue;
      }
      const ended = this.#end();
      if (ended)
        tell(ended.owner, {
          event_type: 'learn_failed',
          reader: ended.reader,
          uid: null,
          why: 'no card was laid in time',
        });
    }
  }

  #end(): Running | undefined {
    const running = this.#running;
    this.#running = undefined;
    running?.owner.store.put({ learning: null });
    return running;
  }

  async #teach({ wish, owner }: Running, reader: Reader, { uid }: Card): Promise<Feedback> {
    const { book, strangers, tell, clock } = this.#parts;
    try {
      this.#check(uid, wish.replace ?? false);
      const { does, name, cover } = await this.#meaning(wish, owner);
      const tag: Tag = { uid, name: wish.name ?? name, does, cover, options: wish.options ?? {} };
      // In a house of one account it says nothing, and would tie the card to the account's key.
      if (wish.account !== undefined && this.#parts.several)
        tag.options = { account: owner.plan.key, ...tag.options };
      book.keep(tag);
      book.scanned(uid, reader.id, clock.now());
      strangers.forget(uid);
      this.#asked = undefined;
      reader.cardName = tag.name ?? does;
      owner.store.put({ lastTag: { uid, name: tag.name ?? does, reader: reader.id } });
      tell(owner, { event_type: 'tag_learnt', reader: reader.id, uid, name: tag.name, does });
      return { result: 'learnt', title: tag.name ?? does };
    } catch (error) {
      const { message } = troubleIn(error);
      tell(owner, { event_type: 'learn_failed', reader: reader.id, uid, why: message });
      return { result: 'error', message };
    }
  }

  #check(uid: string, replace: boolean): void {
    const { book, clock } = this.#parts;
    if (uid === '')
      throw new Trouble('refused', 'this reader tells no id of the card, so nothing can be assigned to it');
    if (isRandomId(uid)) throw new Trouble('refused', `this card cannot be learnt: ${RANDOM_ID}`);
    const before = book.find(uid);
    if (!before) return;
    const what = before.tag.name ?? before.tag.does;
    if (before.source === 'file')
      throw new Trouble(
        'refused',
        `this card is "${what}" in ${book.file.path ?? 'tags.yaml'}; change it there`,
      );
    const isSure = this.#asked?.uid === uid && this.#asked.until > clock.now();
    if (replace || isSure) return;
    this.#asked = { uid, until: clock.now() + SURE_MS };
    throw new Trouble(
      'refused',
      `this card is "${what}" already; learn once more with the same card to replace it`,
    );
  }

  async #meaning(wish: LearnWish, owner: Account): Promise<Pick<Tag, 'does' | 'name' | 'cover'>> {
    if (wish.does === undefined) return this.#playing(owner);
    if (!isShort(wish.does)) return { does: wish.does, name: null, cover: null };
    return { does: await owner.resolveLink(wish.does), name: null, cover: null };
  }

  /** What plays now, as it would be put on again. */
  async #playing(owner: Account): Promise<Pick<Tag, 'does' | 'name' | 'cover'>> {
    if (!isFresh(owner.store.state, this.#parts.clock.now())) {
      // A card is kept for years: rather no music than what played some time ago.
      const problem = await owner.lookAgain();
      if (problem) throw Trouble.of(problem);
      if (this.#parts.signal.aborted) throw new Trouble('unreachable', 'the bridge is being stopped');
    }
    const found = musicOf(owner.store.state);
    if (found) return found;
    throw new Trouble(
      'refused',
      `nothing plays on ${owner.plan.name} that a card could play again; start some music first`,
    );
  }
}
