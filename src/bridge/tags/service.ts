import { isShort } from '../../core/links.ts';
import { BadPayload, Trouble } from '../../core/problem.ts';
import type { Tag } from '../../core/tag.ts';
import type {
  Imported,
  Learning,
  LearnWish,
  ReaderCard,
  TagCard,
  TagDesk,
  TagWish,
  UnknownTag,
} from '../../core/tag-desk.ts';
import { isRandomId, normaliseId } from '../../core/tag-id.ts';
import { canonicalText, tagTextOf } from '../../core/tag-text.ts';
import { quote } from '../../core/values.ts';
import type { Account } from '../account.ts';
import { type Entry, full, type TagBook } from './book.ts';
import type { Learner } from './learner.ts';
import type { Readers } from './readers.ts';
import { RANDOM_ID, type Strangers } from './strangers.ts';

/** Of the readers that there are, in an answer: names may have been made up to make it long. */
const MOST_NAMED = 20;

interface Parts {
  book: TagBook;
  readers: Readers;
  learner: Learner;
  strangers: Strangers;
  /** The account of this key, or the one that is meant where none is named. Throws BadPayload. */
  accountOf: (key?: string) => Account;
  /** Where a short link leads, which no account is needed for. Rejects with a Trouble. */
  resolveLink: (url: string) => Promise<string>;
  /** A tags.yaml of these tags, which keeps what `existing` has. */
  toYaml: (tags: readonly Tag[], existing: string) => string;
  fromText: (text: string) => {
    tags: readonly Tag[];
    refused: Imported['refused'];
  };
}

/** What people and programs may ask about tags (core/tag-desk). */
export class TagService implements TagDesk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  tags(): TagCard[] {
    return this.#parts.book.all().map((entry) => this.#card(entry));
  }

  tag(uid: string): TagCard | undefined {
    const id = normaliseId(uid)?.uid;
    const entry = id === undefined ? undefined : this.#parts.book.find(id);
    return entry && this.#card(entry);
  }

  unknown(): readonly UnknownTag[] {
    const { strangers, book } = this.#parts;
    return strangers.all().filter(({ uid }) => uid === '' || !book.find(uid));
  }

  readers(): ReaderCard[] {
    return this.#parts.readers.heard().map((reader) => ({
      id: reader.id,
      name: reader.name,
      online: reader.online,
      present: reader.presence.tellsRemoval ? reader.presence.card : null,
      lastScan: reader.lastScan,
      locked: reader.locked,
      configured: reader.configured,
    }));
  }

  learning(): Learning | null {
    return this.#parts.learner.learning;
  }

  async learn(wish: LearnWish): Promise<Learning> {
    if (wish.reader !== undefined) this.#reader(wish.reader);
    return this.#parts.learner.learn(wish);
  }

  cancel(): boolean {
    return this.#parts.learner.cancel();
  }

  async set(uid: string, wish: TagWish): Promise<TagCard> {
    const { book, strangers, accountOf } = this.#parts;
    const id = this.#id(uid);
    if (isRandomId(id)) throw new BadPayload(`${quote(uid)} cannot be learnt: ${RANDOM_ID}`);
    const before = this.#changeable(id);
    const does = await this.#does(id, wish, before?.tag);
    const { account } = wish.options ?? {};
    if (account !== undefined) accountOf(account);
    const tag: Tag = {
      uid: id,
      does,
      name: wish.name === undefined ? (before?.tag.name ?? null) : wish.name,
      // The picture belongs to what it plays.
      cover: wish.cover === undefined ? (before?.tag.does === does ? before.tag.cover : null) : wish.cover,
      options: wish.options ?? before?.tag.options ?? {},
    };
    book.keep(tag);
    strangers.forget(id);
    return this.#card({ tag, source: 'learnt' });
  }

  remove(uid: string): TagCard {
    const { book } = this.#parts;
    const entry = this.#changeable(this.#id(uid));
    if (!entry) throw new BadPayload(`no card ${quote(uid)} is known`);
    const card = this.#card(entry);
    book.remove(entry.tag.uid);
    return card;
  }

  lock(id: string, on: boolean): void {
    const reader = this.#reader(id);
    reader.locked = on;
    this.#parts.readers.changed(reader);
  }

  forget(id: string): void {
    const reader = this.#reader(id);
    if (reader.configured)
      throw new BadPayload(
        `${reader.name} stands in the configuration; take it out there, then it is forgotten`,
      );
    this.#parts.readers.forget(id);
  }

  async exportYaml(write: boolean): Promise<{ yaml: string; file: string | null }> {
    const { book, toYaml } = this.#parts;
    const { file } = book;
    const yaml = toYaml(
      book.all().map(({ tag }) => tag),
      file.text(),
    );
    if (write) await file.write(yaml);
    return { yaml, file: write ? (file.path ?? null) : null };
  }

  async importText(text: string, replace: boolean): Promise<Imported> {
    const { book, fromText, strangers } = this.#parts;
    const { tags, refused } = fromText(text);
    const kept: string[] = [];
    const fresh = new Set(tags.flatMap(({ uid }) => (book.find(uid) ? [] : [uid]))).size;
    if (fresh > book.room) throw full(fresh, book.room);
    let added = 0;
    for (const tag of tags) {
      const { uid, does } = tag;
      const before = book.find(uid);
      if (before && before.tag.does !== does && (!replace || before.source === 'file')) kept.push(uid);
      else if (!before || before.tag.does !== does) {
        book.keep(tag);
        strangers.forget(uid);
        added++;
      }
    }
    return { added, kept, refused };
  }

  async #does(id: string, { does: wanted, replace }: TagWish, before: Tag | undefined): Promise<string> {
    if (wanted === undefined) {
      if (before) return before.does;
      throw new BadPayload(`${quote(id)} is new here: it needs "does", what the card shall do`);
    }
    let does = canonicalText(wanted);
    const asked = tagTextOf(does);
    if (asked.does === 'play' && isShort(asked.uri)) does = await this.#parts.resolveLink(asked.uri);
    if (before && before.does !== does && !replace)
      throw new Trouble(
        'refused',
        `this card is "${before.name ?? before.does}" already; "replace" changes it`,
      );
    return does;
  }

  #changeable(id: string): Entry | undefined {
    const { book } = this.#parts;
    const entry = book.find(id);
    if (entry?.source !== 'file') return entry;
    throw new BadPayload(
      `this card is "${entry.tag.name ?? entry.tag.does}" in ${book.file.path ?? 'tags.yaml'}; change it there`,
    );
  }

  #id(uid: string): string {
    const id = normaliseId(uid)?.uid;
    if (id !== undefined) return id;
    throw new BadPayload(`${quote(uid)} is no id of a card; right would be 04-72-90-BA-AD-6C-81`);
  }

  #reader(id: string) {
    const { readers } = this.#parts;
    const reader = readers.find(id);
    if (reader) return reader;
    const ids = readers.heard().map((one) => one.id);
    const known = [
      ...ids.slice(0, MOST_NAMED),
      ...(ids.length > MOST_NAMED ? [`${ids.length - MOST_NAMED} more`] : []),
    ];
    throw new BadPayload(
      known.length > 0
        ? `no reader ${quote(id)}; there are ${known.join(', ')}`
        : `no reader ${quote(id)}; none was heard of yet`,
    );
  }

  #card({ tag, source }: Pick<Entry, 'tag' | 'source'>): TagCard {
    const memory = this.#parts.book.memory(tag.uid);
    const resume = memory?.resume;
    return {
      ...tag,
      source,
      title: tag.name ?? tag.does,
      lastScan: memory?.lastScan ?? null,
      lastReader: memory?.lastReader ?? null,
      count: memory?.count ?? 0,
      resumesAt: resume ? { title: resume.title, positionMs: resume.positionMs } : null,
    };
  }
}
