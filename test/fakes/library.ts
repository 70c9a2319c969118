import type { Found, Heard, Library, List } from '../../src/core/library.ts';
import type { Container, Page, Piece, PieceType, Span } from '../../src/core/media.ts';
import type { Gate } from '../../src/core/ports.ts';
import { Trouble } from '../../src/core/problem.ts';
import type { FakeClock } from './clock.ts';

/** What there is to choose from, in memory; remembers what was asked, and spends as the real one does. */
export class FakeLibrary implements Library {
  lists = new Map<List, Piece[]>();
  /** By `type id`. */
  wholes = new Map<string, Piece>();
  inside = new Map<string, Piece[]>();
  hidden = new Map<string, string>();
  found: Found = { pieces: [], totals: {} };
  played: Heard[] = [];
  /** Uris. */
  own = new Set<string>();
  readonly calls: string[] = [];
  latency = 0;
  /** Thrown by the next call. */
  fails: Trouble | undefined;
  readonly #clock: FakeClock;
  readonly #gate: Gate;

  constructor(clock: FakeClock, gate: Gate) {
    this.#clock = clock;
    this.#gate = gate;
  }

  list(list: List, span: Span): Promise<Page> {
    return this.#read(`list ${list} ${span.offset}+${span.limit}`, () =>
      part(this.lists.get(list) ?? [], span),
    );
  }
  about(type: PieceType, id: string): Promise<Piece | null> {
    return this.#read(`about ${type} ${id}`, () => this.wholes.get(`${type} ${id}`) ?? null);
  }
  contents(type: Container, id: string, span: Span): Promise<Page> {
    const key = `${type} ${id}`;
    return this.#read(`contents ${key} ${span.offset}+${span.limit}`, () => {
      const hidden = this.hidden.get(key);
      if (hidden !== undefined) return { pieces: [], total: null, limit: span.limit, hidden };
      const inside = this.inside.get(key);
      if (!inside) throw new Trouble('refused', 'Spotify refused: Resource not found');
      return part(inside, span);
    });
  }
  last(type: Container, id: string): Promise<string | null> {
    return this.#read(`last ${type} ${id}`, () => this.inside.get(`${type} ${id}`)?.at(-1)?.uri ?? null);
  }
  search(query: string, types: readonly string[], span: Span): Promise<Found> {
    return this.#read(`search ${query} ${types.join(',')} ${span.offset}+${span.limit}`, () => this.found);
  }
  saved(uris: readonly string[]): Promise<readonly boolean[]> {
    return this.#read(`saved ${uris.join(',')}`, () => uris.map((uri) => this.own.has(uri)));
  }
  recent(limit: number): Promise<readonly Heard[]> {
    return this.#read(`recent ${limit}`, () => this.played.slice(0, limit));
  }

  async #read<T>(what: string, answer: () => T): Promise<T> {
    await this.#gate.admit({ spending: 'browse', bucket: 'catalogue' });
    this.calls.push(what);
    if (this.latency) await this.#clock.sleep(this.latency);
    const { fails } = this;
    this.fails = undefined;
    if (fails) throw fails;
    return answer();
  }
}

function part(all: readonly Piece[], { offset, limit }: Span): Page {
  return { pieces: all.slice(offset, offset + limit), total: all.length, limit };
}
