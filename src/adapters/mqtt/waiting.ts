import type { Publication } from '../../core/ports.ts';

/** What waits for the broker to come back: so many, then the oldest give way. */
export class Waiting {
  readonly #most: number;
  #publications: Publication[] = [];
  #dropped = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** False for the first one since `take` that pushed another out. */
  add(publication: Publication): boolean {
    this.#publications.push(publication);
    if (this.#publications.length <= this.#most) return true;
    this.#publications.shift();
    this.#dropped += 1;
    return this.#dropped > 1;
  }

  /** All that waited, oldest first, and how many were given up. */
  take(): { publications: Publication[]; dropped: number } {
    const taken = { publications: this.#publications, dropped: this.#dropped };
    this.#publications = [];
    this.#dropped = 0;
    return taken;
  }
}
