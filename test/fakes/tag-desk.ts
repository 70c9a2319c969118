import { Trouble } from '../../src/core/problem.ts';
import type {
  Imported,
  Learning,
  LearnWish,
  ReaderCard,
  TagCard,
  TagDesk,
  TagWish,
  UnknownTag,
} from '../../src/core/tag-desk.ts';
import { FakeClock } from './clock.ts';

/** A desk that remembers what it was asked, with one card, one card that means nothing yet, and one reader. */
export class FakeTagDesk implements TagDesk {
  readonly clock: FakeClock;
  readonly calls: string[] = [];
  cards: TagCard[];
  unknowns: UnknownTag[];
  readerCards: ReaderCard[];
  waits: Learning | null = null;
  imported: Imported = { added: 0, kept: [], refused: [] };
  yaml = 'tags: {}\n';
  /** Thrown instead of doing anything. */
  refuses: Error | undefined;

  constructor(clock = new FakeClock()) {
    this.clock = clock;
    this.cards = [tagCard({ lastScan: clock.now() - 2 * 3_600_000 })];
    this.unknowns = [unknownTag({ at: clock.now() - 60_000 })];
    this.readerCards = [readerCard()];
  }

  tags(): readonly TagCard[] {
    return this.cards;
  }

  tag(uid: string): TagCard | undefined {
    const plain = uid.replaceAll(/[-: ]/g, '').toUpperCase();
    return this.cards.find((card) => card.uid === plain || card.uid === uid);
  }

  unknown(): readonly UnknownTag[] {
    return this.unknowns;
  }

  readers(): readonly ReaderCard[] {
    return this.readerCards;
  }

  learning(): Learning | null {
    return this.waits;
  }

  async learn(wish: LearnWish): Promise<Learning> {
    this.#note('learn', wish);
    this.waits = {
      account: wish.account ?? 'family',
      title: wish.name ?? wish.does ?? 'Abbey Road',
      reader: wish.reader ?? null,
      until: this.clock.now() + 60_000,
    };
    return this.waits;
  }

  cancel(): boolean {
    this.#note('cancel');
    const waited = this.waits !== null;
    this.waits = null;
    return waited;
  }

  async set(uid: string, wish: TagWish): Promise<TagCard> {
    this.#note('set', uid, wish);
    const before = this.tag(uid) ?? tagCard({ uid, count: 0 });
    const card: TagCard = {
      ...before,
      does: wish.does ?? before.does,
      name: wish.name === undefined ? before.name : wish.name,
      options: wish.options ?? before.options,
    };
    this.cards = [...this.cards.filter((other) => other.uid !== card.uid), card];
    this.unknowns = this.unknowns.filter((other) => other.uid !== card.uid);
    return card;
  }

  remove(uid: string): TagCard {
    this.#note('remove', uid);
    const card = this.tag(uid);
    if (!card) throw new Trouble('refused', `No card ${uid} is known.`);
    this.cards = this.cards.filter((other) => other !== card);
    return card;
  }

  lock(reader: string, on: boolean): void {
    this.#note('lock', reader, on);
    this.readerCards = this.readerCards.map((card) => (card.id === reader ? { ...card, locked: on } : card));
  }

  forget(reader: string): void {
    this.#note('forget', reader);
    this.readerCards = this.readerCards.filter(({ id }) => id !== reader);
  }

  async exportYaml(write: boolean): Promise<{ yaml: string; file: string | null }> {
    this.#note('export', write);
    return { yaml: this.yaml, file: null };
  }

  async importText(text: string, replace: boolean): Promise<Imported> {
    this.#note('import', text, replace);
    return this.imported;
  }

  /** A card is laid while one is waited for. */
  lay(card: TagCard): void {
    this.cards = [...this.cards.filter(({ uid }) => uid !== card.uid), card];
    this.waits = null;
  }

  #note(what: string, ...said: unknown[]): void {
    if (this.refuses) throw this.refuses;
    this.calls.push([what, ...said.map((part) => JSON.stringify(part))].join(' '));
  }
}

export function tagCard(members: Partial<TagCard> = {}): TagCard {
  return {
    uid: '04A1B2C3',
    name: 'Bedtime story',
    does: 'spotify:album:0ETFjACtuP2ADo6LFhL6HN',
    cover: 'https://i.scdn.co/image/ab67616d0000b273',
    options: {},
    source: 'learnt',
    title: 'Abbey Road',
    lastScan: null,
    lastReader: 'kitchen',
    count: 12,
    resumesAt: null,
    ...members,
  };
}

export function unknownTag(members: Partial<UnknownTag> = {}): UnknownTag {
  return { uid: '0477AA11', text: '', reader: 'kitchen', at: 0, refused: null, ...members };
}

export function readerCard(members: Partial<ReaderCard> = {}): ReaderCard {
  return {
    id: 'kitchen',
    name: 'Kitchen box',
    online: true,
    present: null,
    lastScan: null,
    locked: false,
    configured: false,
    ...members,
  };
}
