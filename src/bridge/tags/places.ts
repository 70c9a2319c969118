import { courseOf, placeOf } from '../../core/course.ts';
import type { Owner } from '../../core/owner.ts';
import { isOf } from '../../core/owner.ts';
import { type Playback, positionAt } from '../../core/playback.ts';
import { Trouble } from '../../core/problem.ts';
import type { State } from '../../core/state.ts';
import { goesOn } from '../../core/tag-memory.ts';
import { atEndOf } from '../../core/tag-policy.ts';
import { parseUri } from '../../core/uri.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import type { TagBook } from './book.ts';
import type { Meaning } from './meaning.ts';

/** Power is cut, not switched off: no more than this of a story is heard twice. */
const EVERY_MS = 15_000;
/** From the command until a look must show what was asked for. */
const SHOWN_MS = 20_000;

/** Keeps where each tag's music stopped, and ends it where its story ends. */
export class Places {
  readonly #clock: Clock;
  readonly #book: TagBook;
  readonly #signal: AbortSignal;

  constructor(parts: { clock: Clock; book: TagBook; signal: AbortSignal }) {
    this.#clock = parts.clock;
    this.#book = parts.book;
    this.#signal = parts.signal;
  }

  /** Follows the music of one account. */
  follow(account: Account): void {
    account.store.watch((state, before) => {
      if (state.playback !== before.playback) this.#moved(account, state, before.playback);
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
    if (owner?.first) this.#keep(owner, account.store.state.playback, this.#clock.now());
  }

  /** Reads how long an album is, once: long ones are stories, which go on where they stopped. */
  measure(account: Account, { key, options }: Meaning, uri: string): void {
    if (parseUri(uri)?.kind !== 'album' || options.resume !== undefined) return;
    if (this.#book.memory(key)?.albumMs !== undefined) return;
    account.albumLength(uri).then(
      (ms) => this.#book.keepLength(key, ms),
      (error: unknown) => {
        // Asked again when the card is laid again.
        if (!(error instanceof Trouble) && !this.#signal.aborted) throw error;
      },
    );
  }

  #moved(account: Account, state: State, before: Playback): void {
    const { key } = account.plan;
    const owner = this.#book.owner(key);
    if (!owner) return;
    const { playback } = state;
    if (owner.first === null) {
      this.#meet(key, owner, playback);
      return;
    }
    if (owner.stopped || !isOf(before, owner.uri, owner.first)) return;
    switch (courseOf(owner, before, playback)) {
      case 'on':
        if (playback.item?.uri !== before.item?.uri || playback.status !== before.status)
          this.#keep(owner, playback, this.#clock.now());
        return;
      case 'ended':
        this.#book.keepPlace(owner.uid, undefined);
        this.#book.own(key, null);
        return;
      case 'played_on': {
        this.#book.keepPlace(owner.uid, undefined);
        this.#book.own(key, null);
        const options = this.#book.find(owner.uid)?.tag.options ?? {};
        if (atEndOf({ uri: owner.uri, options }) === 'stop') void account.commander.obey({ ask: 'pause' });
        return;
      }
      case 'left':
        this.#keepLast(owner, before, playback);
        this.#book.own(key, null);
    }
  }

  /** The first look that shows it tells by which names its music goes. */
  #meet(account: string, owner: Owner, playback: Playback): void {
    const { item, contextUri, status } = playback;
    if (!item || item.kind === 'ad') return;
    // Played without its context (a show that Spotify refused), only its episodes show.
    const isShow = parseUri(owner.uri)?.kind === 'show';
    const isPart = isShow && contextUri === null && (item.kind === 'episode' || item.kind === 'chapter');
    const isShown = isOf(playback, owner.uri) || (isPart && status === 'playing');
    if (isShown && playback.measuredAt >= owner.startedAt) {
      const { uri, title, album } = item;
      this.#book.own(account, { ...owner, first: { uri, title, album } });
    } else if (this.#clock.now() - owner.startedAt > SHOWN_MS) this.#book.own(account, null);
  }

  /** What is known of the place at the moment when something else began. */
  #keepLast(owner: Owner, before: Playback, after: Playback): void {
    const began = after.measuredAt - (after.positionMs ?? 0);
    const at = after.status === 'playing' ? Math.max(before.measuredAt, began) : before.measuredAt;
    this.#keep(owner, before, at);
  }

  #keep(owner: Owner, playback: Playback, at: number): void {
    const { albumMs } = this.#book.memory(owner.uid) ?? {};
    const { resume, shuffle } = this.#book.find(owner.uid)?.tag.options ?? {};
    const isUnmeasured =
      resume === undefined && parseUri(owner.uri)?.kind === 'album' && albumMs === undefined;
    if (!isUnmeasured && !goesOn(owner.uri, { resume, shuffle }, albumMs)) return;
    const place = placeOf(owner, playback, at);
    if (place && positionAt(playback, at) !== null) this.#book.keepPlace(owner.uid, place);
  }
}
