import type { Feedback } from '../../core/feedback.ts';
import type { TagEvent } from '../../home-assistant/contract/events.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Account } from '../account.ts';
import type { TagBook } from './book.ts';
import type { Card } from './card.ts';
import type { Learner } from './learner.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import type { MusicTags } from './music-tags.ts';
import type { Presses } from './presses.ts';
import type { Reader } from './reader.ts';
import type { Readers } from './readers.ts';
import type { Removals } from './removals.ts';
import type { Scans } from './scans.ts';
import type { Strangers } from './strangers.ts';

interface Parts {
  clock: Clock;
  log: Log;
  readers: Readers;
  scans: Scans;
  book: TagBook;
  learner: Learner;
  music: MusicTags;
  removals: Removals;
  presses: Presses;
  strangers: Strangers;
  /** The account that a card on this reader is for; a sentence for people where none can be told. */
  accountFor: (reader: Reader, asked?: string) => Account | string;
  /** Starts a pairing of the account: a person is there who wants music. */
  pair: (account: string) => void;
  feedback: (reader: Reader, feedback: Feedback) => void;
  tell: (reader: Reader, account: Account | undefined, event: TagEvent) => void;
  signal: AbortSignal;
}

/** A card that is to do something. */
interface Laid {
  reader: Reader;
  card: Card;
  meaning: Meaning;
  /** The one that it is for; a sentence for people where none can be told. */
  account: Account | string;
  /** Ends all waiting for it. */
  signal: AbortSignal;
}

/** What a card did, beside that it was played. */
type Did = Pick<Extract<TagEvent, { event_type: 'tag_played' }>, 'uri' | 'command' | 'lock' | 'result'>;

/** From a card that is laid on a reader to what it does there, and back to the reader. */
export class TagFlow {
  readonly #parts: Parts;
  /** Ends what the last card of a reader still waits for. */
  readonly #waits = new Map<string, AbortController>();

  constructor(parts: Parts) {
    this.#parts = parts;
    // What waits for Spotify when the bridge stops is refused with the signal's reason.
    const atRest = (error: unknown) => {
      if (!parts.signal.aborted) throw error;
    };
    // Not AbortSignal.any for each card: the bridge's signal would hold on to all of them.
    parts.signal.addEventListener('abort', () => {
      for (const waiting of this.#waits.values()) waiting.abort(parts.signal.reason);
    });
    parts.scans.onHappening((reader, what, card, replaced) => {
      if (what === 'laid') this.#laid(reader, card).catch(atRest);
      else if (what === 'left') this.#left(reader, card, replaced).catch(atRest);
      else if (what === 'found') this.#found(reader, card);
    });
  }

  /** Nobody has just laid it; but whoever has should know what to do. */
  #found(reader: Reader, card: Card): void {
    const { log, feedback, book } = this.#parts;
    log.info({ reader: reader.id, uid: card.uid }, 'a card lay there when the reader started; it is no scan');
    const message = 'the card lay there already; lift it and lay it again';
    feedback(reader, { result: 'done', ...titled(meaningOf(card, book)), message });
  }

  async #laid(reader: Reader, card: Card): Promise<void> {
    const { clock, book, learner, accountFor, feedback } = this.#parts;
    this.#waits.get(reader.id)?.abort(REPLACED);
    const learnt = learner.take(reader, card);
    if (learnt) {
      feedback(reader, { result: 'heard' });
      feedback(reader, await learnt);
      return;
    }
    const meaning = meaningOf(card, book);
    reader.cardName = meaning.name ?? (card.uid || card.text);
    const waiting = new AbortController();
    this.#waits.set(reader.id, waiting);
    if (this.#parts.signal.aborted) waiting.abort(this.#parts.signal.reason);
    const account = accountFor(reader, meaning.options.account);
    const done = this.#do({ reader, card, meaning, account, signal: waiting.signal });
    // Music first: nobody is told before the request has left.
    await clock.turn();
    // Of cards that mean nothing the strangers tell; there may be any number of them.
    if (!isNothing(meaning)) book.scanned(meaning.key, reader.id, clock.now());
    const lastTag = { uid: card.uid, name: reader.cardName, reader: reader.id };
    if (typeof account !== 'string') account.store.put({ lastTag });
    feedback(reader, { result: 'heard', ...titled(meaning) });
    const result = (await done) ?? (waiting.signal.reason === TAKEN ? GIVEN_UP : undefined);
    if (this.#waits.get(reader.id) === waiting) this.#waits.delete(reader.id);
    if (!result || this.#parts.signal.aborted) return;
    this.#log(reader, card, result);
    feedback(reader, result);
  }

  /** Undefined where it was given up: a newer card has taken over, or this one was taken away. */
  async #do({ reader, card, meaning, account, signal }: Laid): Promise<Feedback | undefined> {
    const { readers, strangers, tell, music, presses, pair, book } = this.#parts;
    const { does, name } = meaning;
    const title = titled(meaning);
    const known = typeof account === 'string' ? undefined : account;
    const event = (more: Did) =>
      tell(reader, known, { event_type: 'tag_played', reader: reader.id, uid: card.uid, name, ...more });

    if (does.does === 'nothing' || does.does === 'tag') {
      strangers.met(reader, card);
      const why = does.does === 'nothing' && !meaning.unknown ? does.why : undefined;
      tell(reader, known, { event_type: 'tag_unknown', reader: reader.id, uid: card.uid, text: card.text });
      return { result: 'unknown', ...title, message: why ? `this card cannot be played: ${why}` : UNKNOWN };
    }
    if (does.does === 'lock') {
      reader.locked = does.on;
      readers.changed(reader);
      event({ lock: does.on });
      return { result: 'done', ...title, message: does.on ? 'locked' : 'unlocked' };
    }
    if (reader.locked) return { result: 'denied', ...title, message: 'this reader is locked' };
    if (does.does === 'scene') {
      tell(reader, known, { event_type: 'scene', reader: reader.id, uid: card.uid, name, scene: does.scene });
      return { result: 'done', title: name ?? does.scene };
    }
    if (typeof account === 'string') return { result: 'error', ...title, message: account };
    if (!account.store.state.paired) {
      pair(account.plan.key);
      return {
        result: 'unpaired',
        ...title,
        message: `${account.plan.name} is not paired with Spotify; the code is shown`,
      };
    }
    if (does.does === 'command') {
      // Whoever can write on a card could give himself the whole day.
      if (does.command.ask === 'allowance' && !book.find(meaning.key))
        return { result: 'denied', ...title, message: 'minutes are added by a taught card alone' };
      const pressed = await presses.obey(reader, account, does.command);
      event({ command: does.command.ask, result: pressed.feedback.result });
      return { ...title, ...pressed.feedback };
    }
    const played = await music.play({ reader, account, meaning, does, signal });
    if (played) event({ uri: played.uri, result: played.feedback.result });
    return played?.feedback;
  }

  async #left(reader: Reader, card: Card, replaced: boolean): Promise<void> {
    const { clock, book, removals, accountFor, tell, feedback } = this.#parts;
    // The card in its place comes first.
    if (replaced) await clock.turn();
    else this.#waits.get(reader.id)?.abort(TAKEN);
    const { key, name, options } = meaningOf(card, book);
    const account = accountFor(reader, options.account);
    const known = typeof account === 'string' ? undefined : account;
    tell(reader, known, { event_type: 'tag_removed', reader: reader.id, uid: card.uid, name });
    if (replaced) return;
    const paused = await removals.left(reader, key);
    if (paused) feedback(reader, { ...paused, ...(name !== null && { title: name }) });
  }

  #log(reader: Reader, card: Card, { result, title, message }: Feedback): void {
    const { log } = this.#parts;
    log.info({ reader: reader.id, uid: card.uid, title, why: message }, `a card was laid: ${result}`);
  }
}

/** Why a card waits no more. No errors: nobody is told, and making one takes longer than all else that a scan needs. */
const REPLACED = 'replaced';
const TAKEN = 'taken';

const GIVEN_UP: Feedback = { result: 'done', message: 'the card was taken away before it could play' };

const UNKNOWN = 'nobody has said yet what this card does';

function isNothing({ does: { does } }: Meaning): boolean {
  return does === 'nothing' || does === 'tag';
}

function titled({ name }: Meaning): { title?: string } {
  return name === null ? {} : { title: name };
}
