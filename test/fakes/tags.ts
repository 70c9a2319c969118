import type { Account } from '../../src/bridge/account.ts';
import { LocalTime } from '../../src/bridge/local-time.ts';
import type { KeptListening } from '../../src/bridge/rules/ledger.ts';
import type { KeptMemory, KeptTags, TagFile } from '../../src/bridge/tags/book.ts';
import { openTags, type TagKeepsakes, type Tags } from '../../src/bridge/tags/open-tags.ts';
import type { ReaderPlan } from '../../src/bridge/tags/reader.ts';
import type { KeptReaders } from '../../src/bridge/tags/readers.ts';
import type { Keepsake } from '../../src/core/ports.ts';
import { Trouble } from '../../src/core/problem.ts';
import type { Tag } from '../../src/core/tag.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { silentLog } from '../../src/lib/log.ts';

/** A tags.yaml in memory, of tags that are read already. */
export class FakeTagFile implements TagFile {
  tags: readonly Tag[] = [];
  path: string | undefined = 'tags.yaml';
  /** What was written. */
  written = '';
  readonly #listeners: (() => void)[] = [];

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Somebody edits it. */
  edit(tags: readonly Tag[]): void {
    this.tags = tags;
    for (const listener of this.#listeners) listener();
  }

  text(): string {
    return this.written;
  }

  async write(yaml: string): Promise<void> {
    if (this.path === undefined) throw new Trouble('refused', 'there is no tags.yaml');
    this.written = yaml;
  }
}

/** What survives a restart, in memory, as JSON: a value that JSON cannot carry shows. */
export function inMemory<T>(): Keepsake<T> & { text: string | undefined } {
  return {
    text: undefined,
    async read() {
      return this.text === undefined ? undefined : JSON.parse(this.text);
    },
    write(value) {
      this.text = JSON.stringify(value);
    },
  };
}

export function tagDisk() {
  return {
    tags: inMemory<KeptTags>(),
    past: inMemory<KeptMemory>(),
    readers: inMemory<KeptReaders>(),
    listening: inMemory<KeptListening>(),
  };
}

/** Real tags on what a test has: accounts, a clock, a disk in memory. */
export function testTags({
  accounts,
  clock,
  signal,
  plans = [],
  disk = tagDisk(),
  file = new FakeTagFile(),
  pair = () => {},
  localTime = new LocalTime({ system: 'UTC', log: silentLog }),
}: {
  accounts: readonly Account[];
  clock: Clock;
  signal: AbortSignal;
  plans?: readonly ReaderPlan[];
  disk?: TagKeepsakes;
  file?: TagFile;
  pair?: (account: string) => void;
  localTime?: LocalTime;
}): Promise<Tags> {
  return openTags({
    plans,
    accounts,
    keepsakes: disk,
    file,
    clock,
    log: silentLog,
    localTime,
    patienceMs: 60_000,
    pair,
    toYaml: (tags) => JSON.stringify(tags),
    // Lines as `04A1B2C3=spotify:…`; the real formats are src/config's.
    fromText: (text) => ({
      tags: [...text.matchAll(/^([0-9A-F]+)=(.+)$/gm)].map(([, uid = '', does = '']) => ({
        ...{ uid, does, name: null, cover: null, options: {} },
      })),
      refused: [],
    }),
    signal,
  });
}
