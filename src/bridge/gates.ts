import type { Clock } from '../lib/clock.ts';
import { ownSignal } from '../lib/own-signal.ts';
import { ClientGate } from './gate.ts';
import type { LimitBook } from './limits.ts';
import { Tally } from './tally.ts';

/** The gates of all client ids, one each, however many accounts share it. */
export class Gates {
  /** By client id. */
  readonly all = new Map<string, ClientGate>();
  readonly #clock: Clock;
  readonly #book: LimitBook;
  readonly #ceiling: number;

  /** `ceiling`: the most requests a day of each client id; 0 is as many as it takes. */
  constructor(clock: Clock, book: LimitBook, ceiling: number) {
    this.#clock = clock;
    this.#book = book;
    this.#ceiling = ceiling;
  }

  of(clientId: string, developer: string): ClientGate {
    const there = this.all.get(clientId);
    if (there) return there;
    const limits = this.#book.of(clientId, developer);
    const gate = new ClientGate(this.#clock, limits, new Tally(), this.#ceiling);
    this.all.set(clientId, gate);
    return gate;
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.all.values()].map((gate) => gate.run(ownSignal(signal))));
  }
}
