import { fadeAt } from '../core/fade.ts';
import type { Playback } from '../core/playback.ts';
import type { Clock } from '../lib/clock.ts';
import type { Commander } from './commander.ts';
import type { Player } from './player.ts';
import type { Store } from './store.ts';

/** Speakers round what they are told: a phone knows some sixteen levels. */
const ROUNDING = 3;

/** What was taken from a speaker's volume. Times are ms since the epoch. */
interface Faded extends KeptFade {
  from: number;
  sentAt: number;
  sending: boolean;
  /** When it is to be given back: at once, or after a look since then that says that nothing plays. Null while it fades. */
  owed: 'now' | { quietAfter: number } | null;
}

/** What a restart in the middle of a fade must not forget. Volumes 0–100. */
export interface KeptFade {
  device: string | null;
  /** Before the fade, before the last step, and after it. */
  volume: number;
  before: number;
  sent: number;
}

/** Takes the volume down, and gives it back: unless a person touched it, then it is the person's. */
export class Fader {
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #player: Player;
  readonly #commander: Commander;
  readonly #changed: () => void;
  #faded: Faded | null = null;
  #recalled: KeptFade | null = null;
  /** A person, or the speaker, wants no fade under this timer. */
  #spared = false;

  constructor(parts: {
    clock: Clock;
    store: Store;
    player: Player;
    commander: Commander;
    changed: () => void;
  }) {
    this.#clock = parts.clock;
    this.#store = parts.store;
    this.#player = parts.player;
    this.#commander = parts.commander;
    this.#changed = parts.changed;
  }

  get fading(): boolean {
    return this.#faded !== null && this.#faded.owed === null;
  }

  /** The fade that runs, for the disk. */
  get kept(): KeptFade | null {
    if (!this.#faded) return null;
    const { device, volume, before, sent } = this.#faded;
    return { device, volume, before, sent };
  }

  /** This fade was running before a restart, and may go on. */
  recall(fade: KeptFade): void {
    this.#recalled = fade;
  }

  /** Whether another device plays, or one as loud as nobody here made it: then the fade is over, and nothing is owed. */
  heed({ device }: Playback): void {
    const faded = this.#faded;
    if (!faded || faded.sending || device === null) return;
    if (device.id === faded.device && isOurs(device.volume, faded, this.#store.state.lookedAt)) return;
    this.#faded = null;
    this.#spared = true;
  }

  /** The next step of a fade that ends at `until`; returns when another is due. */
  fade({ device }: Playback, until: number): number {
    const now = this.#clock.now();
    if (this.#spared || this.#faded?.owed || !device?.supportsVolume || device.volume === null) return until;
    const { id, volume } = device;
    const known = this.#recalled?.device === id ? this.#recalled : undefined;
    this.#recalled = null;
    this.#faded ??= {
      ...(known ?? { device: id, volume, before: volume, sent: volume }),
      from: now,
      // The step of a fade that goes on was sent before the first look, which may not show it yet.
      sentAt: known ? 0 : now,
      sending: false,
      owed: null,
    };
    const faded = this.#faded;
    const { percent, nextAt } = fadeAt({ volume: faded.volume, from: faded.from, until }, now);
    if (percent < faded.sent && !faded.sending) this.#send(faded, percent, now);
    return nextAt;
  }

  /** The fade ends before its time, and the next may begin anew. */
  callOff(): void {
    this.#spared = false;
    if (this.#faded) this.#faded.owed = 'now';
  }

  /** The fade has come to its end at `now`: the music was paused. */
  finish(now: number): void {
    this.#spared = false;
    if (this.#faded) this.#faded.owed = { quietAfter: now };
  }

  /** Sets the volume back where that is owed and may be; true where it did. */
  async giveBack(): Promise<boolean> {
    const faded = this.#faded;
    if (!faded?.owed || faded.sending) return false;
    const { look } = this.#player;
    if (faded.owed !== 'now') {
      if (look.status === 'playing' || look.measuredAt < faded.owed.quietAfter) return false;
      faded.owed = 'now';
    }
    // A device that went away is still as quiet when it comes back.
    if (look.device === null) return false;
    this.#faded = null;
    if (faded.sent !== faded.volume) await this.#commander.obey({ ask: 'volume', percent: faded.volume });
    return true;
  }

  /** Does not wait for the answer: a speaker that is away for a moment must not delay the pause. */
  #send(faded: Faded, percent: number, now: number): void {
    faded.before = faded.sent;
    faded.sent = percent;
    faded.sentAt = now;
    faded.sending = true;
    void this.#commander.obey({ ask: 'volume', percent }).then(({ ok }) => {
      faded.sending = false;
      if (!ok) {
        faded.sent = faded.before;
        this.#spared = true;
      }
      this.#changed();
    });
  }
}

/** Whether it is as loud as the fade made it. Looks lag by a step and round; what a command claims does neither. */
function isOurs(volume: number | null, faded: Faded, lookedAt: number | null): boolean {
  if (volume === null) return true;
  if ((lookedAt ?? 0) <= faded.sentAt) return volume === faded.sent;
  return volume >= faded.sent - ROUNDING && volume <= faded.before + ROUNDING;
}
