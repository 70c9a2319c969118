import { isFresh } from '../../core/allowed.ts';
import type { Feedback } from '../../core/feedback.ts';
import { NOT_TAUGHT } from '../../core/house-rules.ts';
import { isShort } from '../../core/links.ts';
import { isOf, type Owner } from '../../core/owner.ts';
import { type Problem, rateLimited, troubleIn } from '../../core/problem.ts';
import type { Ban } from '../../core/rule.ts';
import { BEFORE_CARD, KEPT_BEFORE_CARD_S, takeSnapshot, withSnapshot } from '../../core/snapshot.ts';
import { type Decision, decide, insteadOf, type Played } from '../../core/tag-policy.ts';
import { isSingle } from '../../core/uri.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import { whyExplicit } from '../rules/account-law.ts';
import type { TagBook } from './book.ts';
import { type Laid, titled } from './laid.ts';
import type { Places } from './places.ts';
import type { Reader } from './reader.ts';
import { feedbackOf } from './results.ts';

interface Parts {
  clock: Clock;
  book: TagBook;
  places: Places;
  /** Of the local day. */
  minute: () => number;
  feedback: (reader: Reader, feedback: Feedback) => void;
  /** A reader took the music of another; `isSameCard`: along with its card. */
  tookFrom: (from: Owner, by: Reader, isSameCard: boolean) => void;
  pair: (account: string) => void;
  /** Why a reader may play nothing more today. */
  whyUsedUp: (reader: Reader) => Ban | undefined;
}

/** So long a card waits for the end of a limit; after that nobody expects music any more. */
const PATIENCE_MS = 30_000;

/** So long a look is waited for while somebody stands at the reader. */
const LOOK_MS = 3_000;

/** What became of a try: told to the reader, or to be tried again at a time; undefined where it was given up. */
type Tried = { feedback: Feedback } | { again: number; problem: Problem } | undefined;

const SUPERSEDED = 'something else was asked for before it could play';

/** Cards that play music: carried out on the right player exactly once, or answered why not. */
export class MusicTags {
  readonly #parts: Parts;
  /** By account: whose start is on its way to Spotify. */
  readonly #starting = new Map<string, Owner>();
  /** The last card of each reader, until it is known what became of it. */
  readonly #underway = new Map<string, Promise<unknown>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Undefined where it was given up while it waited. */
  async play(laid: Laid): Promise<{ uri: string; feedback: Feedback } | undefined> {
    const { id } = laid.reader;
    // What Spotify has taken is on its way no more, whether it is heard yet or not.
    const { promise: sent, resolve } = Promise.withResolvers<void>();
    this.#underway.set(id, sent);
    const played = await this.#play(laid, resolve);
    resolve();
    if (this.#underway.get(id) === sent) this.#underway.delete(id);
    return played;
  }

  async #play(laid: Laid, sent: () => void): Promise<{ uri: string; feedback: Feedback } | undefined> {
    const { clock } = this.#parts;
    const { account, does, signal } = laid;
    let uri = does.uri;
    if (isShort(uri)) {
      const looked = await this.#lookUp(account, uri);
      if (typeof looked !== 'string') return { uri, feedback: looked };
      uri = looked;
    }
    const ban = await this.#whyNot(laid, uri);
    if (ban) return { uri, feedback: { result: 'denied', ...titled(laid, uri), message: ban.why } };
    const deadline = clock.now() + PATIENCE_MS;
    for (let isTold = false; ; isTold = true) {
      const tried = await this.#try(laid, uri, sent);
      if (!tried) return undefined;
      if ('feedback' in tried) return { uri, feedback: tried.feedback };
      if (tried.again > deadline) return { uri, feedback: feedbackOf(tried.problem) };
      if (signal.aborted) return undefined;
      if (!isTold) await this.#waits(laid, uri, tried.problem);
      await clock.sleep(tried.again - clock.now(), signal);
      if (signal.aborted) return undefined;
    }
  }

  async #waits(laid: Laid, uri: string, { message }: Problem): Promise<void> {
    // That the card was heard is said first.
    await this.#parts.clock.turn();
    if (!laid.signal.aborted)
      this.#parts.feedback(laid.reader, { result: 'waiting', ...titled(laid, uri), message });
  }

  /** The last card of a reader, while it is not known yet what became of it. */
  underway(reader: Reader): Promise<unknown> | undefined {
    return this.#underway.get(reader.id);
  }

  /** Why what a card plays may not be heard on this reader at all. */
  #whyNot({ reader, account, meaning }: Laid, uri: string): Ban | undefined | Promise<Ban | undefined> {
    const { explicit, onlyCards } = reader.plan.rules;
    if (onlyCards && !this.#parts.book.find(meaning.key)) return NOT_TAUGHT;
    return explicit === 'refuse' && isSingle(uri) ? whyExplicit(account, [uri]) : undefined;
  }

  async #try(laid: Laid, uri: string, sent: () => void): Promise<Tried> {
    const { clock, pair } = this.#parts;
    const { account, signal } = laid;
    const { limitedUntil, problem } = account.store.state;
    if (limitedUntil !== null && limitedUntil > clock.now())
      return { again: limitedUntil, problem: problem ?? rateLimited(limitedUntil) };
    let decision = this.#decide(laid, uri);
    if (decision.unsure && !isFresh(account.store.state, clock.now())) {
      // Where the budget for looks is spent, an answer in time is worth more than a fresh one.
      await Promise.race([account.lookAgain(), clock.sleep(LOOK_MS, signal)]);
      if (signal.aborted) return undefined;
      decision = this.#decide(laid, uri);
    }
    if (decision.act === 'nothing') return { feedback: { result: decision.result, ...titled(laid, uri) } };
    if (decision.act === 'refuse')
      return { feedback: { result: decision.result, ...titled(laid, uri), message: decision.why } };
    const became = await this.#obey(laid, uri, decision, sent);
    if (became === 'given_up') return undefined;
    if (became === 'obeyed') return { feedback: { result: decision.result, ...titled(laid, uri) } };
    if (became === 'superseded')
      return { feedback: { result: 'done', ...titled(laid, uri), message: SUPERSEDED } };
    switch (became.kind) {
      case 'rate_limited':
      case 'quota':
        return { again: became.retryAt ?? Number.POSITIVE_INFINITY, problem: became };
      case 'unpaired':
        pair(account.plan.key);
        break;
    }
    return { feedback: { ...titled(laid, uri), ...feedbackOf(became) } };
  }

  #decide({ reader, account, meaning, does }: Laid, uri: string): Decision {
    const { book, clock, minute, whyUsedUp } = this.#parts;
    const options = does.shuffle ? { shuffle: true, ...meaning.options } : meaning.options;
    const played: Played = { uid: meaning.key, uri, options, memory: book.story(meaning.key, uri) };
    return decide(played, {
      rules: reader.plan.rules,
      locked: reader.locked,
      state: account.store.state,
      owner: this.#starting.get(account.plan.key) ?? book.owner(account.plan.key),
      now: clock.now(),
      minute: minute(),
      usedUp: whyUsedUp(reader),
    });
  }

  async #obey(
    laid: Laid,
    uri: string,
    decision: Decision & { act: 'command' },
    sent: () => void,
  ): Promise<'obeyed' | 'superseded' | 'given_up' | Problem> {
    const { clock, book, places } = this.#parts;
    const { reader, account, meaning, signal } = laid;
    const { key } = account.plan;
    // What it takes the music from should be found again.
    if (decision.owns) places.keep(account);
    const { state } = account.store;
    const takes = decision.owns && this.#takes(account, meaning.key, uri);
    const over = state.playback.item?.uri ?? null;
    const startedAt = clock.now();
    const instead = insteadOf(this.#starting.get(key) ?? book.owner(key), uri, startedAt);
    const owner: Owner = { uid: meaning.key, reader: reader.id, uri, startedAt, first: null, over, instead };
    if (decision.owns) this.#starting.set(key, owner);
    const started = () => {
      if (this.#starting.get(key) === owner) this.#starting.delete(key);
    };
    const had = account.store.state.playback.status === 'playing' ? book.owner(key) : null;
    let isTaken = false;
    const obeying = account.commander.obey(decision.command, {
      reader: reader.id,
      signal,
      waits: (why) => {
        started();
        void clock.turn().then(() => this.#waits(laid, uri, why));
      },
      taken: () => {
        isTaken = true;
        started();
        if (decision.owns) this.#own(laid, uri, owner, had);
        sent();
      },
    });
    // Music first: that it is kept is told once the request has left.
    await clock.turn();
    if (takes) {
      const taken = takeSnapshot(state, { name: BEFORE_CARD, expires: KEPT_BEFORE_CARD_S }, startedAt);
      account.store.put({ snapshots: withSnapshot(account.store.state.snapshots, taken, startedAt) });
    }
    const outcome = await obeying;
    started();
    if (!outcome.ok) {
      // Laid again it begins anew, because nobody heard it.
      if (outcome.problem.kind === 'silent' && isSame(book.owner(key), owner)) book.own(key, null);
      return outcome.problem;
    }
    if (isTaken || !outcome.superseded) return 'obeyed';
    return signal.aborted ? 'given_up' : 'superseded';
  }

  #own({ reader, account, meaning }: Laid, uri: string, owner: Owner, had: Owner | null): void {
    const { clock, book, places, tookFrom } = this.#parts;
    const { key } = account.plan;
    const before = book.owner(key);
    const first = isSame(before, owner) ? before.first : null;
    book.own(key, { ...owner, startedAt: clock.now(), first });
    places.measure(account, meaning, uri);
    if (had && had.reader !== reader.id && !had.stopped) tookFrom(had, reader, had.uid === meaning.key);
  }

  /** Whether its music takes the place of something that can be brought back: the same card again takes nothing from anybody. */
  #takes({ plan, store: { state } }: Account, uid: string, uri: string): boolean {
    return !isOf(state.playback, uri) && !isSame(this.#parts.book.owner(plan.key), { uid, uri });
  }

  /** Where a short link leads: looked up once. A card is not lost where that fails: laid again, it is tried again. */
  async #lookUp(account: Account, url: string): Promise<string | Feedback> {
    const { book } = this.#parts;
    const known = book.linkedTo(url);
    if (known !== undefined) return known;
    try {
      const uri = await account.resolveLink(url);
      book.keepLink(url, uri);
      return uri;
    } catch (error) {
      return feedbackOf(troubleIn(error).problem);
    }
  }
}

function isSame(owner: Owner | null, { uid, uri }: Pick<Owner, 'uid' | 'uri'>): owner is Owner {
  return owner?.uid === uid && owner.uri === uri;
}
