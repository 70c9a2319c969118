import type { Owner } from '../../core/owner.ts';
import type { Keepsake } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import type { Tag, TagDoes } from '../../core/tag.ts';
import type { Resume, TagMemory } from '../../core/tag-memory.ts';
import { readTagText } from '../../core/tag-text.ts';

/** What people said of tags: precious, and changed by people alone. */
export interface KeptTags {
  tags: Tag[];
}

/** What happened with tags. Lost, it costs a place in a story and a look-up. Pairs, because an id may be any text. */
export interface KeptMemory {
  memory: [uid: string, TagMemory][];
  /** Short links and where they lead. */
  links: [url: string, uri: string][];
  /** Who started what plays, by account. */
  owners: [account: string, Owner][];
}

/** The tags.yaml that people write. */
export interface TagFile {
  readonly tags: readonly Tag[];
  readonly path: string | undefined;
  onChange(listener: () => void): void;
  /** Its text as it is; empty where there is none. */
  text(): string;
  /** Replaces it. Rejects with a Trouble where that cannot be. */
  write(yaml: string): Promise<void>;
}

export interface Entry {
  tag: Tag;
  source: 'file' | 'learnt';
  /** Its text, understood once: whoever lays it waits for music. */
  does: TagDoes;
}

/** Cards come in hundreds, and a phone that is held to a reader shows a new id each time. */
const MOST_REMEMBERED = 2_000;
/** More than anybody teaches: a list of them must go through the broker in one message. */
export const MOST_LEARNT = 2_000;
const MOST_LINKS = 2_000;

/** All that is known of tags. What stands in the people's own file wins over what was learnt. */
export class TagBook {
  readonly file: TagFile;
  #written: ReadonlyMap<string, Entry>;
  readonly #learnt: Map<string, Entry>;
  readonly #memory: Map<string, TagMemory>;
  readonly #links: Map<string, string>;
  readonly #owners: Map<string, Owner>;
  readonly #tags: Keepsake<KeptTags>;
  readonly #past: Keepsake<KeptMemory>;
  readonly #listeners: (() => void)[] = [];

  constructor(parts: {
    tags: Keepsake<KeptTags>;
    kept: KeptTags | undefined;
    past: Keepsake<KeptMemory>;
    keptPast: KeptMemory | undefined;
    file: TagFile;
  }) {
    this.file = parts.file;
    this.#tags = parts.tags;
    this.#past = parts.past;
    this.#written = entriesOf(parts.file.tags, 'file');
    this.#learnt = entriesOf(parts.kept?.tags ?? [], 'learnt');
    this.#memory = new Map(parts.keptPast?.memory);
    this.#links = new Map(parts.keptPast?.links);
    this.#owners = new Map(parts.keptPast?.owners);
    parts.file.onChange(() => {
      this.#written = entriesOf(parts.file.tags, 'file');
      this.#changed();
    });
  }

  find(uid: string): Entry | undefined {
    return this.#written.get(uid) ?? this.#learnt.get(uid);
  }

  all(): Entry[] {
    const learnt = [...this.#learnt.values()].filter(({ tag }) => !this.#written.has(tag.uid));
    return [...this.#written.values(), ...learnt];
  }

  /** For how many cards more there is room. */
  get room(): number {
    return Math.max(0, MOST_LEARNT - this.#learnt.size);
  }

  /** Throws a Trouble where there is no room for a new one. */
  keep(tag: Tag): void {
    if (this.room === 0 && !this.#learnt.has(tag.uid)) throw full(1, 0);
    // Another meaning, another story: the place in the old one says nothing.
    if (this.#learnt.get(tag.uid)?.tag.does !== tag.does) this.#forgetStory(tag.uid);
    this.#learnt.set(tag.uid, entryOf(tag, 'learnt'));
    this.#keepTags();
  }

  /** What was seen of a learnt tag's music, where nobody has named or pictured it. */
  complete(uid: string, name: string | null, cover: string | null): void {
    const tag = this.#learnt.get(uid)?.tag;
    if (!tag || ((tag.name ?? name) === tag.name && (tag.cover ?? cover) === tag.cover)) return;
    this.#learnt.set(uid, entryOf({ ...tag, name: tag.name ?? name, cover: tag.cover ?? cover }, 'learnt'));
    this.#keepTags();
  }

  remove(uid: string): void {
    this.#learnt.delete(uid);
    this.#forgetStory(uid);
    this.#keepTags();
  }

  memory(uid: string): TagMemory | undefined {
    return this.#memory.get(uid);
  }

  /** What is known of how this uri goes on; nothing where the tag played something else so far. */
  story(uid: string, uri: string): Pick<TagMemory, 'resume' | 'albumMs'> {
    const known = this.#memory.get(uid);
    return known?.uri === uri ? known : {};
  }

  scanned(uid: string, reader: string, at: number): void {
    const before = this.#memory.get(uid);
    // Deleting first puts it at the end, where the newest are.
    this.#memory.delete(uid);
    this.#memory.set(uid, { ...before, lastScan: at, lastReader: reader, count: (before?.count ?? 0) + 1 });
    for (const [oldest] of this.#memory) {
      if (this.#memory.size <= MOST_REMEMBERED) break;
      this.#memory.delete(oldest);
    }
    this.#remember();
  }

  /** Where this uri stopped; undefined: at the beginning. */
  keepPlace(uid: string, uri: string, resume: Resume | undefined): void {
    if (resume || this.story(uid, uri).resume) this.#tellStory(uid, uri, { resume });
  }

  /** How long the album of this uri plays. */
  keepLength(uid: string, uri: string, albumMs: number): void {
    this.#tellStory(uid, uri, { albumMs });
  }

  /** Where a short link leads, if it was looked up before. */
  linkedTo(url: string): string | undefined {
    return this.#links.get(url);
  }

  keepLink(url: string, uri: string): void {
    this.#links.set(url, uri);
    for (const [oldest] of this.#links) {
      if (this.#links.size <= MOST_LINKS) break;
      this.#links.delete(oldest);
    }
    this.#remember();
  }

  owner(account: string): Owner | null {
    return this.#owners.get(account) ?? null;
  }

  own(account: string, owner: Owner | null): void {
    if (owner) this.#owners.set(account, owner);
    else if (!this.#owners.delete(account)) return;
    this.#remember();
  }

  /** Calls back when a tag has another meaning, or none any more. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #tellStory(uid: string, uri: string, news: Pick<TagMemory, 'resume' | 'albumMs'>): void {
    const before = this.#memory.get(uid);
    if (!before) return;
    const { lastScan, lastReader, count } = before;
    const { resume, albumMs } = this.story(uid, uri);
    this.#memory.set(uid, { lastScan, lastReader, count, uri, resume, albumMs, ...news });
    this.#remember();
  }

  #forgetStory(uid: string): void {
    const before = this.#memory.get(uid);
    if (!before) return;
    const { lastScan, lastReader, count } = before;
    this.#memory.set(uid, { lastScan, lastReader, count });
    this.#remember();
  }

  #keepTags(): void {
    this.#tags.write({ tags: [...this.#learnt.values()].map(({ tag }) => tag) });
    this.#changed();
  }

  #remember(): void {
    this.#past.write({ memory: [...this.#memory], links: [...this.#links], owners: [...this.#owners] });
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What is said where so many are wanted and there is room for fewer. */
export function full(wanted: number, room: number): Trouble {
  const more = wanted === 1 ? 'one more' : `${wanted} more`;
  return new Trouble(
    'refused',
    `there is room for ${room} cards beside those that were taught (${MOST_LEARNT} at most), not for ${more}; right would be to remove some, or to write them into tags.yaml`,
  );
}

function entryOf(tag: Tag, source: Entry['source']): Entry {
  return { tag, source, does: readTagText(tag.does) };
}

function entriesOf(tags: readonly Tag[], source: Entry['source']): Map<string, Entry> {
  return new Map(tags.map((tag) => [tag.uid, entryOf(tag, source)]));
}
