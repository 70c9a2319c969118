import type { Clock } from './lib/clock.ts';

/** How long what could not be written waits until it is tried again: somebody makes room meanwhile (ms). */
export const AGAIN_MS = 30_000;

/** Writes what must not be lost: what fails is told to who asked, and tried again until it is written or something newer is. */
export class Owing<T> {
  readonly #write: (value: T) => Promise<void>;
  readonly #clock: Clock;
  readonly #written: () => void;
  readonly #hurry = new AbortController();
  #owed: { value: T } | undefined;
  #trying: Promise<void> | undefined;

  /** `written` hears when what failed was written after all. */
  constructor(write: (value: T) => Promise<void>, clock: Clock, written: () => void) {
    this.#write = write;
    this.#clock = clock;
    this.#written = written;
  }

  async write(value: T): Promise<void> {
    const owed = { value };
    this.#owed = undefined;
    try {
      await this.#write(value);
    } catch (error) {
      this.#owed = owed;
      this.#trying ??= this.#tryAgain();
      throw error;
    }
  }

  /** Tries once more at once, and resolves with what became of it. */
  async settled(): Promise<void> {
    this.#hurry.abort();
    await this.#trying;
  }

  async #tryAgain(): Promise<void> {
    while (this.#owed) {
      await this.#clock.sleep(AGAIN_MS, this.#hurry.signal);
      const isLast = this.#hurry.signal.aborted;
      const owed = this.#owed;
      if (!owed) break;
      const isWritten = await this.#write(owed.value).then(
        () => true,
        () => false,
      );
      if (isWritten) this.#written();
      if (this.#owed === owed && (isWritten || isLast)) this.#owed = undefined;
    }
    this.#trying = undefined;
  }
}
