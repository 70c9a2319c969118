import type { House, HouseAnswer, News, Readiness } from '../../src/core/house.ts';
import type { Problem } from '../../src/core/problem.ts';

/** A bridge with two accounts that does what it is asked, remembers it, and tells what the test says. */
export class FakeHouse implements House {
  readonly asked: { account: string | null; what: string; payload: string }[] = [];
  /** What all that is asked fails with. */
  problem: Problem | null = null;
  /** What is answered, by `account what`; the bridge's by `bridge what`. */
  results: Record<string, object> = {};
  known: News[] = [];
  ready: Readiness = { ready: true, why: [], problems: {} };
  /** Happens instead of an answer. */
  breaks: Error | undefined;
  readonly #listeners = new Set<(news: News) => void>();

  accounts(): readonly string[] {
    return ['family', 'anna'];
  }

  takes(account: string | null, what: string): boolean {
    const bridge = ['accounts', 'learn', 'tags/get', 'tags/cancel'];
    return (account === null ? bridge : ['player', 'browse', 'search', 'playlists']).includes(what);
  }

  command(account: string, payload: Uint8Array): Promise<HouseAnswer> {
    return this.#answer(account, 'command', payload);
  }

  hint(account: string): void {
    if (this.breaks) throw this.breaks;
    this.asked.push({ account, what: 'hint', payload: '' });
  }

  request(account: string | null, what: string, payload: Uint8Array): Promise<HouseAnswer> {
    return this.#answer(account, what, payload);
  }

  now(): readonly News[] {
    return this.known;
  }

  watch(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readiness(): Readiness {
    return this.ready;
  }

  tell(news: News): void {
    for (const listener of this.#listeners) listener(news);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async #answer(account: string | null, what: string, payload: Uint8Array): Promise<HouseAnswer> {
    if (this.breaks) throw this.breaks;
    this.asked.push({ account, what, payload: Buffer.from(payload).toString() });
    const { problem } = this;
    const result = this.results[`${account ?? 'bridge'} ${what}`];
    const more = { ...(result && { result }), ...(problem && { problem }) };
    return { said: { ok: problem === null, took_ms: 3, ...more }, problem };
  }
}
