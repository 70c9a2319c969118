import type { Device } from '../core/device.ts';
import { type Descent, descendAt, setBack, setBackAt } from '../core/limiter.ts';
import { type LimitedRange, ROUNDING } from '../core/loudness.ts';
import type { Playback } from '../core/playback.ts';
import type { AccountEvent } from '../home-assistant/contract/events.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Commander } from './commander.ts';
import type { LocalTime } from './local-time.ts';
import type { Loudness } from './loudness.ts';
import type { Player } from './player.ts';
import type { Store } from './store.ts';

const NEVER_MS = 3600_000;
const MINUTE_MS = 60_000;
interface Parts {
  /** Its key, for the log. */
  account: string;
  clock: Clock;
  localTime: LocalTime;
  log: Log;
  store: Store;
  player: Player;
  commander: Commander;
  loudness: Loudness;
  /** It is about to turn it down to so much: whoever fades must not take that for a person's wish. */
  turnsDown: (percent: number) => void;
  tell: (event: AccountEvent) => void;
}

/** A device that plays, as loud as it is, and as it may be. */
interface Heard {
  device: Device;
  /** Its id, or its name where it has none. */
  key: string;
  volume: number | null;
  range: LimitedRange;
}

/**
 * Turns down what is louder than it may be, whoever made it so: a phone, the speaker's own knob, the hour. Asks
 * the commander as anybody does, and only while music plays. What is too quiet stays so: nobody is harmed by it.
 */
export class Limiter {
  readonly #parts: Parts;
  readonly #bell = new Bell();
  /** When a volume was set back. */
  #sent: readonly number[] = [];
  #sending = false;
  /** Not before: Spotify wants a rest. */
  #notBefore = 0;
  /** The ceiling that was there when it was last looked at. */
  #before: { key: string; ceiling: number } | null = null;
  #descent: (Descent & { key: string; last: number }) | null = null;
  /** What was set last, and where: as near as it gets. */
  #settled: { key: string; ceiling: number } | null = null;
  /** Devices that take no volume: each is told of once. */
  readonly #deaf = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store, localTime } = parts;
    store.watch((state, before) => {
      // Each ring costs a command its time.
      const isNew = state.lookedAt !== before.lookedAt || state.playback.device !== before.playback.device;
      if (isNew && this.#isWatched(state.playback)) this.#bell.ring();
    });
    localTime.onChange(() => this.#bell.ring());
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    while (!signal.aborted) {
      const wait = this.#move() - clock.now();
      if (wait > 0) await this.#bell.wait(clock, Math.min(wait, NEVER_MS), signal);
    }
  }

  #isWatched({ status, device }: Playback): boolean {
    if (status !== 'playing' || !device) return this.#before !== null;
    return this.#parts.loudness.range(device).ceiling < 100 || this.#parts.loudness.hasHours(device);
  }

  /** Does what is due; returns when something will be, unless the bell rings before. */
  #move(): number {
    const now = this.#parts.clock.now();
    const heard = this.#heard();
    const before = this.#before;
    this.#before = heard && { key: heard.key, ceiling: heard.range.ceiling };
    if (!heard) {
      this.#descent = null;
      return now + NEVER_MS;
    }
    if (this.#sending) return now + NEVER_MS;
    const nextHour = now - (now % MINUTE_MS) + MINUTE_MS;
    const next = this.#parts.loudness.hasHours(heard.device) ? nextHour : now + NEVER_MS;
    if (this.#isDeaf(heard) || !this.#isTooLoud(heard)) return next;
    return Math.min(next, this.#turnDown(heard, before, now));
  }

  /**
   * What is shown and was seen: a claim of our own is not enforced once
   * more, and nothing is while one is about the device.
   */
  #heard(): Heard | null {
    const { store, player, loudness } = this.#parts;
    const { status, device } = store.state.playback;
    const { look } = player;
    if (status !== 'playing' || look.status !== 'playing' || !device || !look.device) return null;
    if (keyOf(device) !== keyOf(look.device)) return null;
    const volumes = [device.volume, look.device.volume].filter((volume) => volume !== null);
    const volume = volumes.length > 0 ? Math.min(...volumes) : null;
    return { device, key: keyOf(device), volume, range: loudness.range(device) };
  }

  #isTooLoud({ key, volume, range }: Heard): boolean {
    const { ceiling } = range;
    const isSettled = this.#settled?.key === key && this.#settled.ceiling === ceiling;
    const isTooLoud = volume !== null && volume > ceiling + (isSettled ? ROUNDING : 0);
    if (!isTooLoud) this.#descent = null;
    return isTooLoud;
  }

  #isDeaf({ device, key, volume, range }: Heard): boolean {
    if (device.supportsVolume && !device.restricted) return this.#deaf.has(key);
    if (range.ceiling < (volume ?? 100)) this.#tellDeaf(key, device, volume, range);
    return true;
  }

  #turnDown(heard: Heard, before: { key: string; ceiling: number } | null, now: number): number {
    const { key, range } = heard;
    const volume = heard.volume ?? 100;
    const { ceiling } = range;
    // Where the hour made it too loud, nobody touched it.
    if (before?.key === key && ceiling < before.ceiling && volume <= before.ceiling + ROUNDING) {
      this.#descent = { key, from: volume, to: ceiling, since: now, last: volume };
      this.#tell(heard, ceiling);
    }
    const descent = this.#descent;
    if (descent?.key === key && descent.to === ceiling && volume <= descent.last + ROUNDING) {
      const { percent, nextAt } = descendAt(descent, now);
      if (percent < volume) {
        descent.last = volume;
        this.#send(heard, percent);
      }
      if (nextAt !== null) return nextAt;
    }
    this.#descent = null;
    if (this.#sending) return now + NEVER_MS;
    const at = Math.max(this.#notBefore, setBackAt(this.#sent, now));
    if (at > now) return at;
    this.#sent = setBack(this.#sent, now);
    this.#tell(heard, ceiling);
    this.#send(heard, ceiling);
    return now + NEVER_MS;
  }

  /** Does not wait for the answer: a speaker that is away for a moment must not hold up the next look. */
  #send({ device, key, volume, range }: Heard, percent: number): void {
    const { commander, clock, turnsDown } = this.#parts;
    this.#sending = true;
    turnsDown(percent);
    void commander.obey({ ask: 'volume', percent, soft: true }).then((outcome) => {
      this.#sending = false;
      if (outcome.ok) this.#settled = { key, ceiling: percent };
      else if (['restricted', 'refused'].includes(outcome.problem.kind))
        this.#tellDeaf(key, device, volume, range);
      else this.#notBefore = outcome.problem.retryAt ?? clock.now() + MINUTE_MS;
      this.#bell.ring();
    });
  }

  #tell({ device, volume, range }: Heard, to: number | null): void {
    const { account, log, tell } = this.#parts;
    const limited_by = range.ceilingBy ?? '';
    tell({ event_type: 'volume_limited', device: device.name, was: volume, volume: to, limited_by });
    const words =
      to === null ? 'it takes no volume from Spotify, so it stays as loud as it is' : 'turned down';
    log.info({ account, device: device.name, was: volume, volume: to, limited_by }, `too loud: ${words}`);
  }

  #tellDeaf(key: string, device: Device, volume: number | null, range: LimitedRange): void {
    if (this.#deaf.has(key)) return;
    this.#deaf.add(key);
    this.#tell({ device, key, volume, range }, null);
  }
}

function keyOf({ id, name }: Device): string {
  return id ?? name;
}
