import type { Keepsake } from '../../core/ports.ts';
import {
  born,
  dueAt,
  type Happening,
  NOTHING_THERE,
  removed,
  type Step,
  settle,
  shown,
  signed,
} from '../../core/presence.ts';
import { readLink } from '../../core/read-link.ts';
import type { TagMessage, TagReading } from '../../core/scan.ts';
import { readTag } from '../../core/tag-reading.ts';
import type { Clock } from '../../lib/clock.ts';
import { Later } from '../../lib/later.ts';
import type { Log } from '../../lib/log.ts';
import { Echoes, type Sighting, type Way } from './echoes.ts';
import { type KeptReader, keptOf, newReader, type Reader, type ReaderPlan } from './reader.ts';

/** A card as it came: under which key it lies there, and what it says. */
export interface Card {
  /** The uid, or the text where the reader tells none. */
  key: string;
  uid: string;
  text: string;
}

export interface KeptReaders {
  readers: KeptReader[];
}

interface Parts {
  plans: readonly ReaderPlan[];
  /** The plan of a reader that has none in the configuration. */
  usual: (id: string) => ReaderPlan;
  keepsake: Keepsake<KeptReaders>;
  kept: KeptReaders | undefined;
  clock: Clock;
  log: Log;
  /** Whether a card steps the volume, and is meant as often as it is laid. */
  isStep: (card: Card) => boolean;
  /** Whether nobody gave it a meaning, and none stands on it. */
  isUnknown: (card: Card) => boolean;
}

/** Something that happened on a reader. The card of a removal may be known by its key alone. */
export type Happened = (reader: Reader, what: Happening['what'], card: Card, replaced: boolean) => void;

/** More than any house has: ever new topics fill no memory, and no Home Assistant. */
const MOST_READERS = 200;

/** How the key of a card without an id begins. */
const TEXT = 'text:';

/** All readers: who they are, which card lies on each, and what has just happened there. */
export class Readers {
  readonly #parts: Parts;
  readonly #readers = new Map<string, Reader>();
  readonly #cards = new Map<string, Card>();
  readonly #echoes = new Echoes();
  readonly #later: Later;
  readonly #happened: Happened[] = [];
  readonly #changed: ((reader: Reader) => void)[] = [];
  readonly #forgot: ((id: string) => void)[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#later = new Later(parts.clock);
    for (const kept of parts.kept?.readers ?? []) {
      const plan = parts.plans.find(({ key }) => key === kept.id || key === kept.plan);
      const isOwn = plan?.key === kept.id;
      this.#readers.set(kept.id, newReader(kept.id, plan ?? parts.usual(kept.id), isOwn, kept));
    }
  }

  all(): Reader[] {
    return [...this.#readers.values()];
  }

  /** Those that told something of their own: what only brings the scans of others once more is none. */
  heard(): Reader[] {
    return this.all().filter(({ proven, lastScan }) => proven || lastScan !== null);
  }

  find(id: string): Reader | undefined {
    return this.#readers.get(id);
  }

  /** The reader of this id; a new one lives by `plan`, or by the usual rules. Undefined where there are too many already. */
  meet(id: string, plan?: ReaderPlan): Reader | undefined {
    const known = this.#readers.get(id);
    if (known && (plan === undefined || known.plan === plan)) return known;
    const kept = known && keptOf(known);
    const { plans } = this.#parts;
    const own = plan ?? plans.find(({ key }) => key === id);
    if (!known && own?.key !== id && !this.#hasRoom()) return undefined;
    const reader = newReader(id, this.#planOf(id, plan), own?.key === id, kept);
    if (own && own.key !== id) reader.name = `${own.name} ${id.slice(own.key.length + 1)}`;
    this.#readers.set(id, reader);
    return reader;
  }

  /** Undoes all that is known of it, until it is heard again. */
  forget(id: string): void {
    this.#readers.delete(id);
    this.#echoes.forget(id);
    for (const key of this.#cards.keys()) if (key.startsWith(cardKey({ id }, ''))) this.#cards.delete(key);
    for (const listener of this.#forgot) listener(id);
    this.#keep();
  }

  onForget(listener: (id: string) => void): void {
    this.#forgot.push(listener);
  }

  onHappening(listener: Happened): void {
    this.#happened.push(listener);
  }

  /** Calls back when anything else about a reader is new. */
  onChange(listener: (reader: Reader) => void): void {
    this.#changed.push(listener);
  }

  /** The broker is there (again): a card that lay on a reader lies there still, and its next sign is no scan. */
  begin(): void {
    const now = this.#parts.clock.now();
    for (const reader of this.#readers.values()) {
      const { card } = reader.presence;
      if (card !== null) reader.presence = born(reader.presence, now, reader.plan.rules.birthMs, card);
    }
  }

  /** The reader said how it is. `retained`: it said so some time ago. */
  status(id: string, plan: ReaderPlan | undefined, text: string, retained: boolean): void {
    const word = text.trim().toLowerCase();
    if (word !== 'online' && word !== 'offline') return;
    const { clock } = this.#parts;
    const reader = this.meet(id, plan);
    if (!reader) return;
    if (word === 'online' && !retained)
      reader.presence = born(reader.presence, clock.now(), reader.plan.rules.birthMs);
    reader.online = word === 'online';
    // A last will that the broker still has may be of a reader that is long gone.
    if (reader.online) reader.proven = true;
    this.changed(reader);
  }

  /** A message where this reader sends its tags. One that tells of none makes nobody a reader: wildcards name many things. */
  hear(id: string, plan: ReaderPlan | undefined, message: TagMessage): void {
    const { clock, log } = this.#parts;
    const { format } = this.#planOf(id, plan);
    if (message.retained && format.presence) this.#replayed(id, plan, message);
    const reading = readTag(message, format);
    const reader = reading.event === 'none' ? undefined : this.meet(id, plan);
    if (reading.event === 'none' || !reader) {
      const why = 'why' in reading ? reading.why : 'there are too many readers already';
      log.debug({ reader: id, topic: message.topic, why }, 'no tag');
      return;
    }
    const now = clock.now();
    if (reading.event === 'removed') this.#removed(reader, reading.uid, now);
    else this.#scanned(reader, reading, wayOf(message), now);
    this.#wait();
  }

  /** Something about it is new that is shown. */
  shown(reader: Reader): void {
    for (const listener of this.#changed) listener(reader);
  }

  /** Something about it is new that must survive. */
  changed(reader: Reader): void {
    this.shown(reader);
    this.#keep();
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#later.run(() => {
      for (const reader of this.all()) this.#take(reader, settle(reader.presence, this.#parts.clock.now()));
      this.#wait();
    }, signal);
  }

  #planOf(id: string, plan: ReaderPlan | undefined): ReaderPlan {
    const { plans, usual } = this.#parts;
    return plan ?? this.#readers.get(id)?.plan ?? plans.find(({ key }) => key === id) ?? usual(id);
  }

  #scanned(reader: Reader, reading: TagReading, way: Way, now: number): void {
    const { uid, text } = reading;
    const card: Card = { key: keyOf(reading), uid, text };
    const told = this.#echoes.hear({ reader: reader.id, way, uid, text: canonical(text), at: now });
    if (told.as === 'early' || (told.as === 'echo' && way !== 'reader')) return;
    this.#cards.set(cardKey(reader, card.key), card);
    const isStep = this.#parts.isStep(card);
    const { windowMs, stepWindowMs } = reader.plan.rules;
    const step = signed(reader.presence, card.key, now, {
      windowMs: isStep ? stepWindowMs : windowMs,
      isStep,
      isState: reader.plan.format.presence && way === 'reader',
    });
    if (told.as === 'news') this.#take(reader, step);
    else this.#takeOver(reader, step, told.of, card);
  }

  /** Home Assistant told of it first, but here is where the card lies. */
  #takeOver(reader: Reader, { presence, happened }: Step, first: Sighting, card: Card): void {
    const retelling = this.#readers.get(first.reader);
    if (retelling && retelling !== reader)
      retelling.presence = { ...NOTHING_THERE, tellsRemoval: retelling.presence.tellsRemoval };
    // It may have told the id alone, which is nothing to go by where the music stands on the card.
    const saysMore = first.text === '' && card.text !== '' && this.#parts.isUnknown({ ...card, text: '' });
    this.#take(reader, { presence, happened: happened.filter(({ what }) => saysMore || what === 'left') });
    if (retelling) this.changed(retelling);
  }

  /** What a presence topic holds is how things are: nothing is done for it, and its next repetition is no news. */
  #replayed(id: string, plan: ReaderPlan | undefined, message: TagMessage): void {
    const reading = readTag({ ...message, retained: false }, this.#planOf(id, plan).format);
    const reader = reading.event === 'none' ? undefined : this.meet(id, plan);
    if (!reader) return;
    const card = reading.event === 'removed' ? null : keyOf(reading);
    reader.presence = shown(reader.presence, card, this.#parts.clock.now());
    this.shown(reader);
  }

  /** Room for one reader more, if need be in place of one that was never sure to be one. */
  #hasRoom(): boolean {
    if (this.#readers.size < MOST_READERS) return true;
    const doubtful = this.all().find(({ proven }) => !proven);
    if (doubtful) this.forget(doubtful.id);
    return doubtful !== undefined;
  }

  #removed(heard: Reader, uid: string, now: number): void {
    const partner = this.#readers.get(this.#echoes.partnerOf(heard.id) ?? '');
    const reader = heard.presence.card === null && partner?.presence.card ? partner : heard;
    // Some readers tell a uid when the card leaves and only its text when it comes.
    const about = reader.presence.card?.startsWith(TEXT) ? '' : uid;
    this.#take(reader, removed(reader.presence, about, now, reader.plan.rules));
  }

  #take(reader: Reader, { presence, happened }: Step): void {
    const isNew = presence !== reader.presence;
    reader.presence = presence;
    for (const one of happened) {
      const card = this.#cards.get(cardKey(reader, one.card)) ?? cardOf(one.card);
      if (one.what === 'laid' || one.what === 'found') this.#count(reader);
      for (const listener of this.#happened) {
        listener(reader, one.what, card, one.what === 'left' && one.replaced);
      }
      if (one.what === 'left') this.#cards.delete(cardKey(reader, one.card));
    }
    if (isNew && happened.some(({ what }) => what !== 'held')) this.changed(reader);
  }

  #count(reader: Reader): void {
    reader.scans++;
    reader.lastScan = this.#parts.clock.now();
    // One scan may come from a mistyped topic; two are a reader.
    if (reader.scans > 1) reader.proven = true;
  }

  #wait(): void {
    const due = this.all().flatMap(({ presence }) => dueAt(presence) ?? []);
    if (due.length > 0) this.#later.at(Math.min(...due));
  }

  #keep(): void {
    this.#parts.keepsake.write({ readers: this.heard().map(keptOf) });
  }
}

/** Under which key a card lies on its reader: its id, else what stands on it. */
function keyOf({ uid, text }: Pick<TagReading, 'uid' | 'text'>): string {
  return uid || TEXT + canonical(text);
}

/** One link is written in many ways. */
function canonical(text: string): string {
  const link = text === '' ? undefined : readLink(text);
  return link && 'uri' in link ? link.uri : text;
}

/** What is known of a card whose scan was before a restart. */
function cardOf(key: string): Card {
  return key.startsWith(TEXT) ? { key, uid: '', text: key.slice(TEXT.length) } : { key, uid: key, text: '' };
}

function cardKey(reader: Pick<Reader, 'id'>, key: string): string {
  return `${reader.id}\0${key}`;
}

/** Home Assistant's own events, and what the blueprint makes of them. */
function wayOf({ topic, payload }: TagMessage): Way {
  if (topic.startsWith('$ha/')) return 'socket';
  return payload.includes('"device_id"') ? 'blueprint' : 'reader';
}
