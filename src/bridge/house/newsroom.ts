import type { News } from '../../core/house.ts';
import type { Clock } from '../../lib/clock.ts';

/** Something of which the last state is what counts. Undefined while nothing is known of it. */
export interface Source {
  news: Exclude<News['news'], 'happened'>;
  say: () => object | undefined;
}

/** Something that happened, as it was told; it is written when somebody hears of it. */
interface Happening {
  id: number;
  at: number;
  account: string | null;
  reader: string | null;
  event: object;
}

/** How many of the last happenings somebody is told who comes later. */
const REMEMBERED = 50;

/** Tells whoever watches what is new. It costs nothing while nobody does. */
export class Newsroom {
  readonly #clock: Clock;
  readonly #sources: Source[] = [];
  readonly #listeners = new Set<(news: News) => void>();
  readonly #fresh = new Set<Source>();
  /** What was told last. */
  readonly #told = new Map<Source, string>();
  readonly #happened: Happening[] = [];
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(source: Source): Source {
    this.#sources.push(source);
    return source;
  }

  /** It may say something else now. Told once for all that changes in this turn. */
  changed(source: Source): void {
    if (this.#listeners.size === 0) return;
    this.#fresh.add(source);
    if (this.#fresh.size === 1) void this.#tellSoon();
  }

  happened(about: { account: string | null; reader: string | null }, event: object): void {
    const now = this.#clock.now();
    this.#lastId = Math.max(this.#lastId + 1, now);
    const happening = { id: this.#lastId, at: now, ...about, event };
    this.#happened.push(happening);
    if (this.#happened.length > REMEMBERED) this.#happened.shift();
    if (this.#listeners.size > 0) this.#tell(written(happening));
  }

  now(): readonly News[] {
    // Those who watch already are told what is new by the way: what comes after this is new for all.
    this.#tellFresh(this.#sources);
    return [...this.#sources.flatMap((source) => this.#newsOf(source) ?? []), ...this.#happened.map(written)];
  }

  watch(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #tellSoon(): Promise<void> {
    await this.#clock.turn();
    this.#tellFresh([...this.#fresh]);
  }

  #tellFresh(sources: readonly Source[]): void {
    for (const source of sources) {
      this.#fresh.delete(source);
      const news = this.#newsOf(source);
      if (!news || this.#told.get(source) === news.data) continue;
      this.#told.set(source, news.data);
      this.#tell(news);
    }
  }

  #newsOf({ news, say }: Source): News | undefined {
    const said = say();
    return said && { news, data: JSON.stringify(said) };
  }

  #tell(news: News): void {
    for (const listener of this.#listeners) listener(news);
  }
}

function written({ id, at, event, ...about }: Happening): News {
  return {
    news: 'happened',
    data: JSON.stringify({ time: new Date(at).toISOString(), ...about, event }),
    id,
  };
}
