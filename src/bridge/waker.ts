import type { Clock } from '../lib/clock.ts';

/** A device is wanted that is not there: somebody may wake it. */
export interface Wake {
  /** By name or id; null where any would do. */
  device: string | null;
  id?: string;
  /** The media_player that plays for it. */
  via?: { entity_id: string };
  command: string;
  reader?: string;
  /** How long it is waited for, ms since the epoch. */
  until: number;
}

/** Calls devices that sleep: when one is missed, and once more where it has not come after half of the time. */
export class Waker {
  readonly #clock: Clock;
  readonly #wake: (wanted: Wake) => void;
  /** When each was called last. */
  readonly #called = new Map<string | null, number>();

  constructor(clock: Clock, wake: (wanted: Wake) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Calls it, unless that was done within the last `half` ms already; returns when it is due again. */
  call(wanted: Wake, half: number): number {
    const now = this.#clock.now();
    const last = this.#called.get(wanted.device);
    if (last !== undefined && last + half > now) return last + half;
    this.#called.set(wanted.device, now);
    this.#wake(wanted);
    return now + half;
  }

  /** It came: whoever misses it again calls it again. */
  came(device: string | null): void {
    this.#called.delete(device);
  }
}
