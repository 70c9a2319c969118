import type { Binding, Meaning } from '../core/binding.ts';
import type { Command } from '../core/command.ts';
import { stepOf } from '../core/command-template.ts';
import type { Problem } from '../core/problem.ts';
import { ranged } from '../core/reader-may.ts';
import type { Witness } from '../core/witness.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Account } from './account.ts';
import { attendance } from './clerk.ts';

/** How often a held step repeats. */
const HOLD_EVERY_MS = 400;
/** The message of the release may be lost, and nobody wants the volume to climb for ever. */
const HOLD_LONGEST_MS = 8_000;
/** What fails again within so long is the same failure. */
const SAME_MS = 2_000;

interface Held {
  value: string;
  /** Until when it repeats unless the remote says once more that it is held. */
  until: number;
  over: AbortController;
}

interface Parts {
  binding: Binding;
  account: Account;
  clock: Clock;
  log: Log;
  witness: Witness | undefined;
  signal: AbortSignal;
}

/** One remote: its presses become commands, what is held repeats, and what is turned quickly adds up. */
export class Remote {
  readonly #parts: Parts;
  #held: Held | undefined;
  /** Seconds that came while an earlier seek is on its way; undefined while none is. */
  #seeking: number | undefined;
  /** What went wrong last, until something goes right. */
  #trouble: { kind: Problem['kind']; ask: Command['ask']; at: number } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  hear(meaning: Meaning): void {
    if (meaning.value !== undefined && meaning.value !== this.#held?.value) this.#release();
    switch (meaning.means) {
      case 'command':
        this.#ask(meaning.command);
        return;
      case 'hold':
        this.#hold(meaning.value, meaning.command);
    }
  }

  #hold(value: string, step: Command): void {
    const { clock } = this.#parts;
    const until = clock.now() + HOLD_LONGEST_MS;
    if (this.#held) this.#held.until = until;
    else {
      this.#held = { value, until, over: new AbortController() };
      void this.#repeat(this.#held, step);
    }
  }

  #release(): void {
    this.#held?.over.abort('released');
    this.#held = undefined;
  }

  async #repeat(held: Held, step: Command): Promise<void> {
    const { clock, signal } = this.#parts;
    const over = AbortSignal.any([held.over.signal, signal]);
    while (!over.aborted && clock.now() < held.until) {
      this.#ask(step);
      await clock.sleep(HOLD_EVERY_MS, over);
    }
    if (this.#held === held) this.#held = undefined;
  }

  /** Volumes add up at the commander, which knows what a slider may send; seeks would each be a request. */
  #ask(command: Command): void {
    const by = command.ask === 'seek' ? stepOf(command) : undefined;
    if (by === undefined) void this.#obey(command);
    else if (this.#seeking === undefined) void this.#seek(by);
    else this.#seeking += by;
  }

  async #seek(first: number): Promise<void> {
    for (let by = first; by !== 0; by = this.#seeking) {
      this.#seeking = 0;
      await this.#obey({ ask: 'seek', by });
    }
    this.#seeking = undefined;
  }

  async #obey(command: Command): Promise<void> {
    const { binding, account, witness } = this.#parts;
    const range = { floor: binding.minVolume, ceiling: binding.maxVolume };
    const outcome = await account.commander.obey(ranged(command, range, account.store.state));
    witness?.(attendance('command', account.plan.key, command.ask, outcome));
    if (!outcome.ok) this.#failed(command, outcome.problem);
    // What a later step took the place of says nothing.
    else if (!outcome.superseded) this.#trouble = undefined;
  }

  /** Nobody waits for an answer: automations are told of each press, the log of each kind of trouble. */
  #failed({ ask }: Command, { kind, message }: Problem): void {
    const { binding, account, clock, log } = this.#parts;
    // What cannot be done now cannot be done again in half a second.
    this.#release();
    const before = this.#trouble;
    const at = clock.now();
    // Every click of a knob that turns nothing is no news.
    if (before?.kind === kind && before.ask === ask && at < before.at + SAME_MS) return;
    this.#trouble = { kind, ask, at };
    account.tell({ event_type: 'command_failed', binding: binding.key, command: ask, kind, message });
    if (before?.kind !== kind)
      log.warn(
        { binding: binding.key, account: account.plan.key, command: ask, problem: kind },
        `what a remote asked was not done: ${message}`,
      );
  }
}
