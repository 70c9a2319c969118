/** Counts what happened within a span of time that moves on: no more is remembered than that span holds. */
export class Recent {
  #times: number[] = [];
  /** How many of the oldest lie outside the span: cut in blocks, for a cut at each would copy a day again and again. */
  #stale = 0;
  readonly #spanMs: number;

  constructor(spanMs: number) {
    this.#spanMs = spanMs;
  }

  /** Times come in order; a clock that was set back takes what lies ahead with it. */
  add(at: number): void {
    while ((this.#times.at(-1) ?? at) > at) this.#times.pop();
    this.#times.push(at);
    this.#forget(at);
  }

  /** How often it happened in the last `ms`, which are not more than the span. */
  within(ms: number, now: number): number {
    this.#forget(now);
    let from = this.#stale;
    let to = this.#times.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#times[middle] ?? now) > now - ms) to = middle;
      else from = middle + 1;
    }
    return this.#times.length - from;
  }

  #forget(now: number): void {
    while ((this.#times[this.#stale] ?? now) <= now - this.#spanMs) this.#stale++;
    if (this.#stale < 1_000) return;
    this.#times = this.#times.slice(this.#stale);
    this.#stale = 0;
  }
}
