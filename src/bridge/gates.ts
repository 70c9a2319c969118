import type { Clock } from '../lib/clock.ts';
import { ClientGate } from './gate.ts';
import type { LimitBook } from './limits.ts';
import { Tally } from './tally.ts';

/** The gates of all client ids, one each, however many accounts share it. */
export class Gates {
  /** What each client id spent. */
  readonly tallies = new Map<string, Tally>();
  readonly #gates = new Map<string, ClientGate>();
  readonly #clock: Clock;
  readonly #book: LimitBook;

  constructor(clock: Clock, book: LimitBook) {
    this.#clock = clock;
    this.#book = book;
  }

  of(clientId: string, developer: string): ClientGate {
    const there = this.#gates.get(clientId);
    if (there) return there;
    const tally = new Tally();
    const gate = new ClientGate(this.#clock, this.#book.of(clientId, developer), tally);
    this.tallies.set(clientId, tally);
    this.#gates.set(clientId, gate);
    return gate;
  }

  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#gates.values()].map((gate) => gate.run(signal)));
  }
}
