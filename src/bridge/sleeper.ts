import { FADE_MS } from '../core/fade.ts';
import { sameItem } from '../core/item.ts';
import type { Playback } from '../core/playback.ts';
import type { Keepsake } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import { exactly, type Followed, follow, isStillMeant, stopAt } from '../core/sleep-timer.ts';
import type { SleepTimer } from '../core/state.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Commander } from './commander.ts';
import { Fader, type KeptFade } from './fader.ts';
import type { Player } from './player.ts';
import type { Store } from './store.ts';

const NEVER_MS = 3600_000;
/** A pause that could not be sent is tried again for a while: music all night is worse than ten requests. */
const AGAIN_MS = 30_000;
const PATIENCE_MS = 10 * 60_000;

/** The timer that runs, as it survives a restart. */
export interface KeptSleep {
  timer: SleepTimer | null;
  /** While its fade runs. */
  faded?: KeptFade | undefined;
}

/** Keeps the sleep timer: fades, pauses, and gives the volume back. It asks the commander as anybody does; people win. */
export class Sleeper {
  readonly #bell = new Bell();
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #player: Player;
  readonly #commander: Commander;
  readonly #keepsake: Keepsake<KeptSleep> | undefined;
  readonly #fader: Fader;
  #timer: SleepTimer | null = null;
  #followed: Followed | null = null;
  /** When the timer ran out, and when its pause may be tried (again). */
  #ranOut: { at: number; tryAt: number } | null = null;

  constructor(parts: {
    clock: Clock;
    store: Store;
    player: Player;
    commander: Commander;
    keepsake: Keepsake<KeptSleep> | undefined;
  }) {
    this.#clock = parts.clock;
    this.#store = parts.store;
    this.#player = parts.player;
    this.#commander = parts.commander;
    this.#keepsake = parts.keepsake;
    this.#fader = new Fader({ ...parts, changed: () => this.#bell.ring() });
    this.#store.watch((state, before) => {
      // Most of the time no timer runs, and each ring costs a command its time.
      const isWatching = state.sleep !== null || this.#fader.kept !== null;
      if (state.sleep !== before.sleep || (isWatching && state.playback !== before.playback))
        this.#bell.ring();
      if (state.sleep !== before.sleep) this.#keepsake?.write({ timer: state.sleep });
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#remember();
    while (!signal.aborted) {
      const at = await this.#move();
      const now = this.#clock.now();
      if (at > now) await this.#bell.wait(this.#clock, Math.min(at - now, NEVER_MS), signal);
    }
  }

  async #remember(): Promise<void> {
    const kept = await this.#keepsake?.read();
    const timer = kept?.timer;
    if (timer && this.#store.state.sleep === null && isStillMeant(timer, this.#clock.now())) {
      if (kept.faded) this.#fader.recall(kept.faded);
      this.#store.put({ sleep: timer });
    }
  }

  /** Does what is due; returns when something will be, unless the bell rings before. */
  async #move(): Promise<number> {
    const { sleep, lookedAt } = this.#store.state;
    const now = this.#clock.now();
    if (lookedAt === null) return now + NEVER_MS;
    if (sleep !== this.#timer) this.#begin(sleep);
    const playback = this.#playback();
    this.#fader.heed(playback);
    if (await this.#fader.giveBack()) return now;
    if (!sleep) return now + NEVER_MS;
    if (this.#fader.fading && playback.status !== 'playing') return this.#end();
    const stop = this.#ranOut?.at ?? this.#stopAt(sleep, playback, now);
    if (stop === null) return now + NEVER_MS;
    if (now >= stop) return this.#pause(stop, playback, now);
    if (now >= stop - FADE_MS) return playback.status === 'playing' ? this.#fade(playback, stop) : stop;
    // A skip or a seek moved the end away.
    if (this.#fader.fading) {
      this.#fader.callOff();
      return now;
    }
    return stop - FADE_MS;
  }

  #fade(playback: Playback, stop: number): number {
    const before = this.#fader.kept?.sent;
    const nextAt = this.#fader.fade(playback, stop);
    const faded = this.#fader.kept;
    if (faded && faded.sent !== before) this.#keepsake?.write({ timer: this.#timer, faded });
    return nextAt;
  }

  /** Another timer, or none: what the one before faded is given back at once, because somebody is awake. */
  #begin(sleep: SleepTimer | null): void {
    this.#timer = sleep;
    this.#followed = null;
    this.#ranOut = null;
    this.#fader.callOff();
  }

  #playback(): Playback {
    return exactly(this.#store.state.playback, this.#player.look);
  }

  #stopAt(sleep: SleepTimer, playback: Playback, now: number): number | null {
    // What a command claims is a skip, not the end of the item before.
    const followed = sameItem(playback.item, this.#player.look.item) ? this.#followed : null;
    this.#followed = follow(playback);
    return stopAt(sleep, playback, followed, now);
  }

  async #pause(stop: number, playback: Playback, now: number): Promise<number> {
    if (playback.status !== 'playing') return this.#end();
    this.#ranOut ??= { at: stop, tryAt: now };
    if (now < this.#ranOut.tryAt) return this.#ranOut.tryAt;
    const timer = this.#timer;
    const outcome = await this.#commander.obey({ ask: 'pause' });
    if (this.#store.state.sleep !== timer) return this.#clock.now();
    if (outcome.ok || !isPassing(outcome.problem) || now >= stop + PATIENCE_MS) return this.#end();
    const tryAt = Math.max(this.#clock.now() + AGAIN_MS, outcome.problem.retryAt ?? 0);
    this.#ranOut = { at: stop, tryAt };
    return tryAt;
  }

  /** The timer is over; the volume comes back once it is quiet. */
  #end(): number {
    const now = this.#clock.now();
    this.#timer = null;
    this.#ranOut = null;
    this.#fader.finish(now);
    this.#store.put({ sleep: null });
    return now;
  }
}

function isPassing({ kind }: Problem): boolean {
  return kind === 'unreachable' || kind === 'rate_limited' || kind === 'quota';
}
