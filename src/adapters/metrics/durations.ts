import type { LabelsOf, Named } from './table.ts';

/** What is remembered until the first time that somebody asks; then the oldest are gone. */
const MOST_WAITING = 1_000;

export interface Observer {
  observe(labels: Readonly<Record<string, string>>, seconds: number): void;
}

/** How long things took: kept until there is a histogram to take them, which is not made before somebody asks. */
export class Durations<Name extends Named<'histogram'>> {
  readonly name: Name;
  #waiting: { labels: LabelsOf<Name>; seconds: number }[] = [];
  #observer: Observer | undefined;

  constructor(name: Name) {
    this.name = name;
  }

  add(labels: LabelsOf<Name>, ms: number): void {
    const seconds = ms / 1000;
    if (this.#observer) this.#observer.observe(labels, seconds);
    else if (this.#waiting.push({ labels, seconds }) > 2 * MOST_WAITING)
      this.#waiting = this.#waiting.slice(-MOST_WAITING);
  }

  /** From now on all goes there, beginning with what waits. */
  giveTo(observer: Observer): void {
    this.#observer = observer;
    for (const { labels, seconds } of this.#waiting.splice(0).slice(-MOST_WAITING))
      observer.observe(labels, seconds);
  }
}
