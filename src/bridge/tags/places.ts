import { belongs, courseOf, isBeginning, isHidden, placeOf } from '../../core/course.ts';
import type { Owner } from '../../core/owner.ts';
import { endOf, type Playback, positionAt } from '../../core/playback.ts';
import { troubleIn } from '../../core/problem.ts';
import { goesOn } from '../../core/tag-memory.ts';
import { atEndOf } from '../../core/tag-policy.ts';
import { isSingle, parseUri } from '../../core/uri.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import type { TagBook } from './book.ts';
import type { Meaning } from './meaning.ts';

/** Power is cut, not switched off: no more than this of a story is heard twice. */
const EVERY_MS = 15_000;
/** From the command until a look must show what was asked for. */
const SHOWN_MS = 20_000;

/** Hears that an account left the music of a card: what played before, and what a look showed then. */
type Left = (account: Account, owner: Owner, before: Playback, after: Playback) => void;

/** Whether nothing may follow the music of a reader's cards. */
type OnlyCards = (reader: string) => boolean;

/** Hears that what followed the music of a card was paused, because nothing may follow on its reader. */
type Strangers = (account: Account, owner: Owner, look: Playback) => void;

/** Keeps where each tag's music stopped, and ends it where its story ends. */
export class Places {
  readonly #clock: Clock;
  readonly #book: TagBook;
  readonly #left: Left;
  readonly #onlyCards: OnlyCards;
  readonly #strangers: Strangers;
  /** The last look that showed each account's owner's music, and when that was started. */
  readonly #seen = new Map<string, { startedAt: number; look: Playback }>();

  constructor(parts: {
    clock: Clock;
    book: TagBook;
    left: Left;
    onlyCards: OnlyCards;
    strangers: Strangers;
  }) {
    this.#clock = parts.clock;
    this.#book = parts.book;
    this.#left = parts.left;
    this.#onlyCards = parts.onlyCards;
    this.#strangers = parts.strangers;
  }

  /** Follows the music of one account. */
  follow(account: Account): void {
    let last = account.look;
    // Not what commands claim: a skip that is shown at once would pass for the place.
    account.store.watch(() => {
      if (account.look === last) return;
      last = account.look;
      this.#looked(account, last);
    });
  }

  /** Stores the places of what plays now and then, until `signal` aborts. */
  async run(accounts: readonly Account[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(EVERY_MS, signal);
      for (const account of accounts) {
        if (account.store.state.playback.status === 'playing') this.keep(account);
      }
    }
    for (const account of accounts) this.keep(account);
  }

  /** Stores the place of what plays now, if a tag's music does. */
  keep(account: Account): void {
    const owner = this.#book.owner(account.plan.key);
    if (owner?.first && !owner.stopped) this.#keep(owner, account.store.state.playback, this.#clock.now());
  }

  /** Reads how long an album is, once: long ones are stories, which go on where they stopped. */
  measure(account: Account, { key, options }: Meaning, uri: string): void {
    if (parseUri(uri)?.kind !== 'album' || options.resume !== undefined) return;
    if (this.#book.story(key, uri).albumMs !== undefined) return;
    account.albumLength(uri).then(
      (ms) => this.#book.keepLength(key, uri, ms),
      // Asked again when the card is laid again.
      troubleIn,
    );
  }

  #looked(account: Account, look: Playback): void {
    const { key } = account.plan;
    const owner = this.#book.owner(key);
    if (!owner || owner.stopped || isHidden(look)) return;
    const before = this.#lastOf(key, owner);
    if (owner.first === null || before === undefined) {
      this.#meet(key, owner, look);
      return;
    }
    switch (courseOf(owner, before, look)) {
      case 'on':
        this.#seen.set(key, { startedAt: owner.startedAt, look });
        if (look.item?.uri !== before.item?.uri || look.status !== before.status)
          this.#keep(owner, look, this.#clock.now());
        return;
      case 'ended':
        this.#end(key, owner);
        return;
      case 'played_on': {
        this.#end(key, owner);
        const options = this.#book.find(owner.uid)?.tag.options ?? {};
        const isOver = atEndOf({ uri: owner.uri, options }) === 'stop';
        if (isOver || this.#onlyCards(owner.reader)) void account.commander.obey({ ask: 'pause' });
        if (!isOver && this.#onlyCards(owner.reader)) this.#strangers(account, owner, look);
        return;
      }
      case 'left':
        this.#keepLast(owner, before, look);
        this.#book.own(key, null);
        this.#left(account, owner, before, look);
    }
  }

  /** The last look that showed the owner's music since it was started (again). */
  #lastOf(account: string, { startedAt }: Owner): Playback | undefined {
    const seen = this.#seen.get(account);
    return seen?.startedAt === startedAt ? seen.look : undefined;
  }

  /** The first look that shows it tells by which names its music goes. */
  #meet(account: string, owner: Owner, look: Playback): void {
    const { item } = look;
    const isShown = owner.first === null ? isBeginning(owner, look) : belongs(owner, look);
    if (isShown && item) {
      this.#seen.set(account, { startedAt: owner.startedAt, look });
      if (owner.first !== null) return;
      const { uri, title, album } = item;
      this.#book.own(account, { ...owner, first: { uri, title, album } });
    } else if (this.#clock.now() - owner.startedAt > SHOWN_MS) this.#book.own(account, null);
  }

  #end(account: string, { uid, uri }: Owner): void {
    this.#book.keepPlace(uid, uri, undefined);
    this.#book.own(account, null);
  }

  /** What is known of the place at the moment when something else began. */
  #keepLast(owner: Owner, before: Playback, after: Playback): void {
    const began = after.measuredAt - (after.positionMs ?? 0);
    const at = after.status === 'playing' ? Math.max(before.measuredAt, began) : before.measuredAt;
    const hasEnded = at >= (endOf(before) ?? Number.POSITIVE_INFINITY) && isSingle(owner.uri);
    if (hasEnded) this.#book.keepPlace(owner.uid, owner.uri, undefined);
    else this.#keep(owner, before, at);
  }

  #keep(owner: Owner, playback: Playback, at: number): void {
    const { albumMs } = this.#book.story(owner.uid, owner.uri);
    const { resume, shuffle } = this.#book.find(owner.uid)?.tag.options ?? {};
    const isUnmeasured =
      resume === undefined && parseUri(owner.uri)?.kind === 'album' && albumMs === undefined;
    if (!isUnmeasured && !goesOn(owner.uri, { resume, shuffle }, albumMs)) return;
    const place = placeOf(owner, playback, at);
    if (place && positionAt(playback, at) !== null) this.#book.keepPlace(owner.uid, owner.uri, place);
  }
}
