import type { Log } from '../../../src/lib/log.ts';
import { FakeClock } from '../../fakes/clock.ts';

/** Lets a test wait for what it will see instead of for time to pass. */
export class Seen<T> {
  readonly all: T[] = [];
  #waiters: (() => void)[] = [];

  add(value: T): void {
    this.all.push(value);
    for (const wake of this.#waiters.splice(0)) wake();
  }

  /** The first one that `fits`, of those seen already or to come. */
  async first(fits: (value: T) => boolean): Promise<T> {
    for (;;) {
      const found = this.all.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  async count(least: number): Promise<T[]> {
    while (this.all.length < least) await new Promise<void>((resolve) => this.#waiters.push(resolve));
    return this.all;
  }
}

/** Keeps each line as `level message {fields}`. */
export class SeenLog extends Seen<string> implements Log {
  debug(): void {}
  info = (fields: object, message: string) => this.add(`info ${message} ${JSON.stringify(fields)}`);
  warn = (fields: object, message: string) => this.add(`warn ${message} ${JSON.stringify(fields)}`);
  error = (fields: object, message: string) => this.add(`error ${message} ${JSON.stringify(fields)}`);

  line(text: string): Promise<string> {
    return this.first((line) => line.includes(text));
  }

  lines(text: string): string[] {
    return this.all.filter((line) => line.includes(text));
  }
}

/** A fake clock that tells when somebody went to sleep, and for how long (ms). */
export class SeenClock extends FakeClock {
  readonly sleeps = new Seen<number>();

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const sleep = super.sleep(ms, signal);
    this.sleeps.add(ms);
    return sleep;
  }
}
