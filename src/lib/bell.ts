import type { Clock } from './clock.ts';

/** Wakes whoever waits on it. A ring while nobody waits is kept for the next wait. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves at the next ring, when `ms` are over, or when `signal` aborts; one waiter at a time. */
  async wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const rest = new AbortController();
      // Without a reason of its own each ring would make an Error, with its stack.
      const stop = () => rest.abort('rung');
      this.#wake = stop;
      signal.addEventListener('abort', stop, { once: true });
      await clock.sleep(ms, rest.signal);
      signal.removeEventListener('abort', stop);
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
