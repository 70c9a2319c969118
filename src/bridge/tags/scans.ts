import {
  dueAt,
  type Happening,
  NOTHING_THERE,
  removed,
  type Step,
  settle,
  shown,
  signed,
} from '../../core/presence.ts';
import type { ReaderFormat } from '../../core/reader.ts';
import type { TagMessage, TagReading } from '../../core/scan.ts';
import type { Clock } from '../../lib/clock.ts';
import { Later } from '../../lib/later.ts';
import type { Log } from '../../lib/log.ts';
import { type Card, canonical, cardOf, keyOf, TEXT } from './card.ts';
import { Echoes, type Sighting, type Way } from './echoes.ts';
import { ReadBefore } from './read-before.ts';
import type { Reader, ReaderPlan } from './reader.ts';
import type { Readers } from './readers.ts';

/** Something that happened on a reader. The card of a removal may be known by its key alone. */
export type Happened = (reader: Reader, what: Happening['what'], card: Card, replaced: boolean) => void;

interface Parts {
  readers: Readers;
  clock: Clock;
  log: Log;
  /** Whether a card steps the volume, and is meant as often as it is laid. */
  isStep: (card: Card) => boolean;
  /** Whether nobody gave it a meaning, and none stands on it. */
  isUnknown: (card: Card) => boolean;
}

/** What readers send, and what it turns out to be: a card that was laid, one that was there, one that has left. */
export class Scans {
  readonly #parts: Parts;
  readonly #cards = new Map<string, Card>();
  readonly #readings = new ReadBefore();
  readonly #echoes = new Echoes();
  readonly #later: Later;
  readonly #happened: Happened[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#later = new Later(parts.clock);
    parts.readers.onForget((id) => {
      this.#echoes.forget(id);
      for (const key of this.#cards.keys()) if (key.startsWith(cardKey({ id }, ''))) this.#cards.delete(key);
    });
  }

  onHappening(listener: Happened): void {
    this.#happened.push(listener);
  }

  /** A message where this reader sends its tags. One that tells of none makes nobody a reader: wildcards name many things. */
  hear(id: string, plan: ReaderPlan | undefined, message: TagMessage): void {
    const { clock, log } = this.#parts;
    const { format } = this.#parts.readers.planOf(id, plan);
    if (message.retained && format.presence) {
      this.#replayed(id, plan, message, format);
      return;
    }
    const reading = this.#readings.read(message, format);
    const reader = reading.event === 'none' ? undefined : this.#parts.readers.meet(id, plan);
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

  async run(signal: AbortSignal): Promise<void> {
    await this.#later.run(() => {
      for (const reader of this.#parts.readers.all())
        this.#take(reader, settle(reader.presence, this.#parts.clock.now()));
      this.#wait();
    }, signal);
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
    const retelling = this.#parts.readers.find(first.reader);
    if (retelling && retelling !== reader)
      retelling.presence = { ...NOTHING_THERE, tellsRemoval: retelling.presence.tellsRemoval };
    // It may have told the id alone, which is nothing to go by where the music stands on the card.
    const saysMore = first.text === '' && card.text !== '' && this.#parts.isUnknown({ ...card, text: '' });
    this.#take(reader, { presence, happened: happened.filter(({ what }) => saysMore || what === 'left') });
    if (retelling) this.#parts.readers.changed(retelling);
  }

  /** What a presence topic holds is how things are: nothing is done for it, and its next repetition is no news. */
  #replayed(id: string, plan: ReaderPlan | undefined, message: TagMessage, format: ReaderFormat): void {
    const reading = this.#readings.read({ ...message, retained: false }, format);
    const reader = reading.event === 'none' ? undefined : this.#parts.readers.meet(id, plan);
    if (!reader) return;
    const card = reading.event === 'removed' ? null : keyOf(reading);
    reader.presence = shown(reader.presence, card, this.#parts.clock.now());
    this.#parts.readers.shown(reader);
  }

  #removed(heard: Reader, uid: string, now: number): void {
    const partner = this.#parts.readers.find(this.#echoes.partnerOf(heard.id) ?? '');
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
    if (isNew && happened.some(({ what }) => what !== 'held')) this.#parts.readers.changed(reader);
  }

  #count(reader: Reader): void {
    reader.scans++;
    reader.lastScan = this.#parts.clock.now();
    // One scan may come from a mistyped topic; two are a reader.
    if (reader.scans > 1) reader.proven = true;
  }

  #wait(): void {
    const due = this.#parts.readers.all().flatMap(({ presence }) => dueAt(presence) ?? []);
    if (due.length > 0) this.#later.at(Math.min(...due));
  }
}

function cardKey(reader: Pick<Reader, 'id'>, key: string): string {
  return `${reader.id}\0${key}`;
}

/** Home Assistant's own events, and what the blueprint makes of them. */
function wayOf({ topic, payload }: TagMessage): Way {
  if (topic.startsWith('$ha/')) return 'socket';
  return payload.includes('"device_id"') ? 'blueprint' : 'reader';
}
