import type { Device } from '../core/device.ts';
import { fadeAt } from '../core/fade.ts';
import { ROUNDING } from '../core/loudness.ts';
import type { Clock } from '../lib/clock.ts';
import type { Commander } from './commander.ts';

/** What was done to a speaker's volume. Volumes 0–100. */
export interface Faded {
  device: string | null;
  /** As it should be again, before the last step, and after it. */
  volume: number;
  before: number;
  sent: number;
}

export interface Course extends Faded {
  /** Where it comes from, and where it goes. */
  start: number;
  to: number;
  /** When the last step was sent, ms since the epoch. */
  sentAt: number;
}

/** One fade under way on one speaker. */
export class FadeRun {
  readonly #clock: Clock;
  readonly #commander: Commander;
  readonly #course: Course;
  readonly #from: number;
  readonly #changed: () => void;
  #sending = false;
  #failed = false;

  constructor(parts: { clock: Clock; commander: Commander; changed: () => void }, course: Course) {
    this.#clock = parts.clock;
    this.#commander = parts.commander;
    this.#changed = parts.changed;
    this.#course = course;
    this.#from = parts.clock.now();
  }

  get course(): Readonly<Course> {
    return this.#course;
  }

  get sending(): boolean {
    return this.#sending;
  }

  /** A step could not be taken, so that no other is worth while. */
  get failed(): boolean {
    return this.#failed;
  }

  /**
   * Somebody of the house turned it down further than this has come: it goes on below that. One that leads up ends.
   */
  yield(percent: number): void {
    const course = this.#course;
    if (course.to >= course.start || percent >= course.sent) return;
    course.before = course.sent;
    course.sent = percent;
    course.sentAt = this.#clock.now();
  }

  /** Takes the step that is due of a fade that ends at `until`; returns when another is. */
  step(until: number): number {
    const now = this.#clock.now();
    const { start, to, sent } = this.#course;
    const { percent, nextAt } = fadeAt({ volume: start, to, from: this.#from, until }, now);
    const isNearer = to < start ? percent < sent : percent > sent;
    if (isNearer && !this.#sending && !this.#failed) this.#send(percent, now);
    return nextAt;
  }

  /** Does not wait for the answer: a speaker that is away for a moment must not delay what comes after. */
  #send(percent: number, now: number): void {
    const course = this.#course;
    course.before = course.sent;
    course.sent = percent;
    course.sentAt = now;
    this.#sending = true;
    void this.#commander.obey({ ask: 'volume', percent, soft: true }).then(({ ok }) => {
      this.#sending = false;
      if (!ok) {
        course.sent = course.before;
        this.#failed = true;
      }
      this.#changed();
    });
  }
}

/**
 * Whether the speaker is as loud as the bridge made it when it last sent something. Looks lag by a step and round; what a
 * command claims does neither.
 */
export function isOurs(
  { id, volume }: Pick<Device, 'id' | 'volume'>,
  { device, before, sent, sentAt }: Faded & { sentAt: number },
  lookedAt: number | null,
): boolean {
  if (id !== device) return false;
  if (volume === null) return true;
  if ((lookedAt ?? 0) <= sentAt) return volume === sent;
  return volume >= Math.min(sent, before) - ROUNDING && volume <= Math.max(sent, before) + ROUNDING;
}
