import type { Spotify } from '../core/ports.ts';
import { troubleIn } from '../core/problem.ts';

/** More titles than anybody asks for in a day. */
const MOST = 2_000;

/** Which tracks and episodes Spotify calls explicit: asked once for each. */
export class ExplicitTitles {
  readonly #spotify: Spotify;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, boolean>();

  constructor(spotify: Spotify, signal: AbortSignal) {
    this.#spotify = spotify;
    this.#signal = signal;
  }

  /** False where nobody knows. */
  async isExplicit(uri: string): Promise<boolean> {
    const known = this.#known.get(uri);
    if (known !== undefined) return known;
    try {
      const isExplicit = await this.#spotify.isExplicit(uri);
      if (this.#known.size >= MOST) this.#known.clear();
      this.#known.set(uri, isExplicit);
      return isExplicit;
    } catch (error) {
      if (!this.#signal.aborted) troubleIn(error);
      return false;
    }
  }
}
