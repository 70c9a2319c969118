import type { Command } from '../core/command.ts';
import type { FoundMusic } from '../core/found-music.ts';
import type { Limited } from '../core/loudness.ts';
import type { Problem } from '../core/problem.ts';
import type { Deed } from './deed.ts';
import type { Outcome, Told } from './outcome.ts';
import type { Claim } from './player.ts';

/** Who asks, and what they want to hear before the outcome. */
export interface Asking {
  /** The reader in whose name it is asked. */
  reader?: string;
  /** Spotify has taken it. Called once at most. */
  taken?: () => void;
  /** It waits for a device that is absent. Called once at most. */
  waits?: (why: Problem) => void;
  /** Nobody wants it any more: it waits no longer. What was sent already is not undone. */
  signal?: AbortSignal;
}

/** A command on its way. */
export class Job {
  command: Command;
  readonly asking: Asking;
  /** When it was asked, ms since the epoch. */
  readonly since: number;
  deed: Deed | undefined;
  claim: Claim | undefined;
  /** What it found by name. */
  found?: FoundMusic;
  /** What held its volume back. */
  limited?: Limited;
  /** Until when it waits for a device, once that was missed. */
  until: number | undefined;
  #isWaiting = false;
  readonly #answer: (outcome: Outcome) => void;
  readonly #joined: Job[] = [];

  constructor(command: Command, asking: Asking, since: number, answer: (outcome: Outcome) => void) {
    this.command = command;
    this.asking = asking;
    this.since = since;
    this.#answer = answer;
  }

  /** Another that asks for the same gets the same answer. */
  join(other: Job): void {
    this.#joined.push(other);
  }

  settle(outcome: Outcome): void {
    this.#answer(outcome);
    for (const other of this.#joined) {
      const tookMs = Math.max(0, outcome.tookMs + this.since - other.since);
      other.settle({ ...outcome, tookMs });
    }
  }

  succeed(tookMs: number, more: Told = {}): void {
    const { found, limited } = this;
    this.settle({ ok: true, tookMs, ...(found && { found }), ...(limited && { limited }), ...more });
  }

  /** It waits for a device: said once, however often it is missed. */
  waits(why: Problem): void {
    if (!this.#isWaiting) this.asking.waits?.(why);
    this.#isWaiting = true;
  }

  /** What it claimed is taken back; its turn comes again. */
  reset(): void {
    this.claim?.broken();
    this.claim = undefined;
    this.deed = undefined;
  }
}
