import type { Notice } from '../../core/ports.ts';
import { CommandError } from './command-error.ts';
import type { Wall } from './wall.ts';

interface Entry {
  /** null: nothing is to be there. */
  wanted: Notice | null;
  /** What was said last; undefined where that may be gone. */
  said: Notice | null | undefined;
  /** A person took it away: not shown again before it says something else. */
  waved: boolean;
}

/** Keeps a wall showing what it should: says one thing at a time, waits while Home Assistant is away, says the latest only. */
export class Board {
  readonly #wall: Wall;
  readonly #open: () => boolean;
  readonly #failed: (error: CommandError) => void;
  readonly #entries = new Map<string, Entry>();
  #busy = false;

  /** `open`: Home Assistant is there. `failed` hears of what it will not do; that is not tried again. */
  constructor(wall: Wall, open: () => boolean, failed: (error: CommandError) => void) {
    this.#wall = wall;
    this.#open = open;
    this.#failed = failed;
  }

  want(id: string, wanted: Notice | null): void {
    const entry = this.#entries.get(id);
    if (entry && same(entry.wanted, wanted)) return;
    this.#entries.set(id, Object.assign(entry ?? { said: undefined }, { wanted, waved: false }));
    this.catchUp();
  }

  /** The wall may have forgotten everything. */
  forgotten(): void {
    for (const entry of this.#entries.values()) if (!entry.waved) entry.said = undefined;
    this.catchUp();
  }

  /** It is gone from the wall. Where we wanted it there, a person did that. */
  gone(id: string): void {
    const entry = this.#entries.get(id);
    if (entry?.wanted && entry.said === entry.wanted) entry.waved = true;
  }

  catchUp(): void {
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let next = this.#next(); next && this.#open(); next = this.#next())
      if (!(await this.#say(next))) break;
    this.#busy = false;
  }

  #next(): [id: string, entry: Entry] | undefined {
    for (const [id, entry] of this.#entries) if (entry.wanted !== entry.said) return [id, entry];
    return undefined;
  }

  /** False where Home Assistant went away meanwhile. */
  async #say([id, entry]: [id: string, entry: Entry]): Promise<boolean> {
    const { wanted } = entry;
    entry.said = undefined;
    try {
      await (wanted ? this.#wall.put(id, wanted) : this.#wall.remove(id));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      if (error.away) return false;
      this.#failed(error);
    }
    entry.said = wanted;
    if (wanted === null && entry.wanted === null) this.#entries.delete(id);
    return true;
  }
}

function same(one: Notice | null, other: Notice | null): boolean {
  return one?.title === other?.title && one?.message === other?.message && one?.link === other?.link;
}
