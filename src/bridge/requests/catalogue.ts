import type { Found, Heard, List, Searched } from '../../core/library.ts';
import { browseId, type Container, type Page, type Piece, type Span } from '../../core/media.ts';
import type { Spotify } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import { Shelf } from './shelf.ts';

const LIFE_MS = 60_000;
const MOST_PAGES = 100;
const MOST_SEEN = 1_000;
/** Whoever asked is told something by then, even where Spotify says nothing. */
const LONGEST_MS = 8_000;

/** What one account can choose from, with a memory: pages for a minute, and what was on them for longer. */
export class Catalogue {
  readonly #clock: Clock;
  readonly #account: Account;
  readonly #pages: Shelf<Page>;
  readonly #found: Shelf<Found>;
  readonly #recent: Shelf<readonly Heard[]>;
  readonly #queue: Shelf<readonly Piece[]>;
  readonly #abouts: Shelf<Piece | null>;
  /** By what `browse` takes: a click asks for what is in it, and need not ask what it is. */
  readonly #seen = new Map<string, Piece>();

  constructor(clock: Clock, account: Account) {
    this.#clock = clock;
    this.#account = account;
    const kept = { clock, lifeMs: LIFE_MS, most: MOST_PAGES };
    this.#pages = new Shelf(kept);
    this.#found = new Shelf(kept);
    this.#recent = new Shelf(kept);
    this.#abouts = new Shelf(kept);
    // It changes with every command.
    this.#queue = new Shelf({ ...kept, lifeMs: 0 });
  }

  async list(list: List, span: Span): Promise<Page> {
    const key = `${list} ${span.offset} ${span.limit}`;
    return this.#noted(await this.#read(this.#pages, key, ({ library }) => library.list(list, span)));
  }

  /** What it is: as it was last seen, else asked for. Null where Spotify does not show it. */
  async about(type: Container, id: string): Promise<Piece | null> {
    const key = `spotify:${type}:${id}`;
    const seen = this.#seen.get(this.#mine(key));
    if (seen) return seen;
    const piece = await this.#read(this.#abouts, key, ({ library }) => library.about(type, id));
    if (piece) this.#note([piece]);
    return piece;
  }

  async contents(type: Container, id: string, span: Span): Promise<Page> {
    const key = `${type} ${id} ${span.offset} ${span.limit}`;
    return this.#noted(await this.#read(this.#pages, key, ({ library }) => library.contents(type, id, span)));
  }

  async search(query: string, types: readonly Searched[], span: Span): Promise<Found> {
    const key = JSON.stringify([query, types, span]);
    const found = await this.#read(this.#found, key, ({ library }) => library.search(query, types, span));
    this.#note(found.pieces);
    return found;
  }

  recent(limit: number): Promise<readonly Heard[]> {
    return this.#read(this.#recent, `${limit}`, ({ library }) => library.recent(limit));
  }

  queue(read: (spotify: Spotify) => Promise<readonly Piece[]>): Promise<readonly Piece[]> {
    return this.#read(this.#queue, 'queue', read);
  }

  #noted(page: Page): Page {
    this.#note(page.pieces);
    return page;
  }

  #note(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      const id = browseId(piece);
      if (id === null) continue;
      this.#seen.delete(this.#mine(id));
      this.#seen.set(this.#mine(id), piece);
      const [oldest] = this.#seen.keys();
      if (this.#seen.size > MOST_SEEN && oldest !== undefined) this.#seen.delete(oldest);
    }
  }

  /** Whoever pairs the account anew may be another person, who is shown nothing of the one before. */
  #mine(key: string): string {
    return `${this.#account.store.state.authorizedAt} ${key}`;
  }

  async #read<T>(shelf: Shelf<T>, key: string, ask: (spotify: Spotify) => Promise<T>): Promise<T> {
    if (!this.#account.store.state.paired) {
      throw new Trouble('unpaired', `${this.#account.plan.name} is not paired with Spotify`);
    }
    return this.inTime(shelf.get(this.#mine(key), () => this.#account.read(ask)));
  }

  /** The answer, or after eight seconds a Trouble; what comes later is kept for who asks again. */
  async inTime<T>(answer: Promise<T>): Promise<T> {
    const answered = new AbortController();
    const late = this.#clock.sleep(LONGEST_MS, answered.signal).then((): never => {
      throw new Trouble('unreachable', 'Spotify has not answered within 8 seconds; ask again');
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      answered.abort('answered');
    }
  }
}
