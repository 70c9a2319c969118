import { type Device, ownName } from '../core/device.ts';
import { type LimitedRange, rangeOf, type VolumeLimit, type VolumeRules } from '../core/loudness.ts';
import { rulesFor, type SpeakerPlan, type SpeakerRules } from '../core/speaker-plan.ts';
import type { Clock } from '../lib/clock.ts';
import type { LocalTime } from './local-time.ts';

interface Parts {
  /** The account's name for people, and what it says of itself. */
  name: string;
  rules: VolumeRules | undefined;
  speakers: SpeakerPlan;
  localTime: LocalTime;
  clock: Clock;
}

/** How loud an account may be at this minute: what it and the device that plays say, together. */
export class Loudness {
  readonly #parts: Parts;
  readonly #own: readonly VolumeLimit[];

  constructor(parts: Parts) {
    const { name, rules } = parts;
    this.#parts = parts;
    this.#own = rules ? [{ whose: name, rules }] : [];
  }

  /** On this device; without one, wherever. */
  range(device: Device | null | undefined): LimitedRange {
    return this.#within([...this.#own, ...this.#of(device)]);
  }

  /** On the speaker that these rules are for, whether Spotify shows it or not. */
  rangeOn(rules: SpeakerRules): LimitedRange {
    const whose = rules.name ?? rules.device;
    return this.#within([...this.#own, { whose, rules }]);
  }

  /** Whether the hour can make a difference on this device. */
  hasHours(device: Device | null | undefined): boolean {
    return [...this.#own, ...this.#of(device)].some(({ rules }) => rules.quiet?.maxVolume !== undefined);
  }

  /** The minute is asked for only where a limit has hours. */
  #within(limits: readonly VolumeLimit[]): LimitedRange {
    const { localTime, clock } = this.#parts;
    return rangeOf(limits, limits.some(({ rules }) => rules.quiet) ? localTime.minute(clock.now()) : 0);
  }

  #of(device: Device | null | undefined): VolumeLimit[] {
    if (!device) return [];
    const { speakers } = this.#parts;
    const rules = rulesFor(speakers, { id: device.id, name: ownName(device) });
    return rules ? [{ whose: device.name, rules }] : [];
  }
}
