import { FADE_MS } from '../core/fade.ts';
import { sameItem } from '../core/item.ts';
import type { Playback } from '../core/playback.ts';
import type { Keepsake } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import {
  exactly,
  type Followed,
  follow,
  forgottenAt,
  isForgotten,
  isStillMeant,
  minutesLeft,
  movedOn,
  nextMinute,
  type Sight,
  sameFollowed,
  stopAt,
} from '../core/sleep-timer.ts';
import type { SleepTimer } from '../core/state.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Commander } from './commander.ts';
import type { Debt } from './debts.ts';
import type { Faded } from './fade-run.ts';
import { Fader } from './fader.ts';
import type { Player } from './player.ts';
import type { Store } from './store.ts';

const NEVER_MS = 3600_000;
/** A pause that could not be sent is tried again for a while: music all night is worse than ten requests. */
const AGAIN_MS = 30_000;
const PATIENCE_MS = 10 * 60_000;

/** The timer that runs, and what was done to the volume, as they survive a restart. */
export interface KeptSleep {
  timer: SleepTimer | null;
  /** What the timer waits for, where that is an end. */
  followed?: Followed | undefined;
  /** The minutes that were asked for last. */
  usual?: number | undefined;
  /** While its fade runs. */
  faded?: Faded | undefined;
  owed?: readonly Debt[] | undefined;
  /** A fade that was asked for: the volume, and when it is to be reached. */
  fade?: { percent: number; until: number } | undefined;
}

/** Keeps the sleep timer: fades, pauses, and gives the volume back. It asks the commander as anybody does; people win. */
export class Sleeper {
  readonly #bell = new Bell();
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #player: Player;
  readonly #commander: Commander;
  readonly #keepsake: Keepsake<KeptSleep> | undefined;
  readonly #lastItem: (contextUri: string) => Promise<string | null>;
  readonly #fader: Fader;
  #timer: SleepTimer | null = null;
  #followed: Followed | null = null;
  /** As it was written last: an end wavers with every look. */
  #keptFollowed: Followed | null = null;
  #kept = '';
  /** The last item of what the timer waits for. */
  #last: string | null = null;
  /** Since when nothing has played. */
  #quietSince: number | null = null;
  /** When the timer ran out, and when its pause may be tried (again). */
  #ranOut: { at: number; tryAt: number } | null = null;

  constructor(parts: {
    clock: Clock;
    store: Store;
    player: Player;
    commander: Commander;
    keepsake: Keepsake<KeptSleep> | undefined;
    /** The uri of a context's last item, null where nobody knows it. Never rejects. */
    lastItem: (contextUri: string) => Promise<string | null>;
  }) {
    this.#clock = parts.clock;
    this.#store = parts.store;
    this.#player = parts.player;
    this.#commander = parts.commander;
    this.#keepsake = parts.keepsake;
    this.#lastItem = parts.lastItem;
    this.#fader = new Fader({ ...parts, changed: () => this.#bell.ring() });
    this.#store.watch((state, before) => {
      const isNew = state.sleep !== before.sleep || state.fade !== before.fade;
      // Most of the time no timer runs, and each ring costs a command its time.
      const isWatching = state.sleep !== null || state.fade !== null || this.#fader.watching;
      if (isNew || (isWatching && state.playback !== before.playback)) this.#bell.ring();
      if (isNew) this.#keep();
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#remember();
    while (!signal.aborted) {
      const at = await this.#move();
      this.#keep();
      const now = this.#clock.now();
      if (at > now) await this.#bell.wait(this.#clock, Math.min(at - now, NEVER_MS), signal);
    }
  }

  /** Our own limiter turns it down. */
  yield(percent: number): void {
    this.#fader.yield(percent);
  }

  async #remember(): Promise<void> {
    const kept = await this.#keepsake?.read();
    if (!kept) return;
    const now = this.#clock.now();
    const { timer, followed = null, usual, fade } = kept;
    const goesOn = timer !== null && this.#store.state.sleep === null && isStillMeant(timer, followed, now);
    this.#fader.recall(kept, goesOn);
    if (usual !== undefined) this.#store.put({ sleepUsual: usual });
    if (fade && now < fade.until) this.#store.put({ fade });
    if (!goesOn) return;
    this.#timer = timer;
    this.#followed = followed;
    this.#learnLast(timer);
    this.#store.put({ sleep: timer });
  }

  /** Written where it is not what was written last. */
  #keep(): void {
    const { sleep, sleepUsual, fade } = this.#store.state;
    if (!sameFollowed(this.#followed, this.#keptFollowed)) this.#keptFollowed = this.#followed;
    const waits = sleep && typeof sleep.at !== 'number' && this.#keptFollowed;
    const kept: KeptSleep = {
      timer: sleep,
      ...(waits ? { followed: waits } : {}),
      usual: sleepUsual,
      ...this.#fader.kept,
      ...(fade ? { fade: { percent: fade.percent, until: fade.until } } : {}),
    };
    const written = JSON.stringify(kept);
    if (written === this.#kept) return;
    this.#kept = written;
    this.#keepsake?.write(kept);
  }

  /** Does what is due; returns when something will be, unless the bell rings before. */
  async #move(): Promise<number> {
    const { sleep, fade, lookedAt } = this.#store.state;
    const now = this.#clock.now();
    if (lookedAt === null) return now + NEVER_MS;
    if (sleep !== this.#timer) this.#begin(sleep);
    this.#fader.follow(fade);
    const playback = exactly(this.#store.state.playback, this.#player.look);
    this.#fader.heed(playback);
    if (await this.#fader.giveBack()) return now;
    const sleepsAt = sleep === null ? this.#count(null, now) : await this.#watch(sleep, playback, now);
    return Math.min(sleepsAt, this.#fader.move(playback), now + NEVER_MS);
  }

  async #watch(sleep: SleepTimer, playback: Playback, now: number): Promise<number> {
    this.#quietSince = playback.status === 'playing' ? null : (this.#quietSince ?? now);
    if (isForgotten(sleep, this.#quietSince, now)) return this.#end();
    const sight = this.#see(playback);
    const other = movedOn(sleep, sight, now);
    if (other) {
      this.#store.put({ sleep: other });
      return now;
    }
    if (this.#fader.fading && playback.status !== 'playing') return this.#end();
    const stop = this.#ranOut?.at ?? stopAt(sleep, sight, now);
    const countedAt = this.#count(stop, now);
    if (stop !== null && now >= stop) return this.#pause(stop, playback, now);
    const fadeAt = stop === null ? Number.POSITIVE_INFINITY : stop - (sleep.fadeMs ?? FADE_MS);
    if (stop !== null && now >= fadeAt) {
      const nextAt = playback.status === 'playing' ? this.#fader.sleep(playback, stop) : stop;
      return Math.min(nextAt, stop, countedAt);
    }
    // A skip or a seek moved the end away.
    if (this.#fader.fading) {
      this.#fader.callOff();
      return now;
    }
    return Math.min(fadeAt, countedAt, forgottenAt(this.#quietSince));
  }

  /** Another timer, or none: what the one before faded is given back at once, because somebody is awake. */
  #begin(sleep: SleepTimer | null): void {
    this.#timer = sleep;
    this.#followed = null;
    this.#quietSince = null;
    this.#ranOut = null;
    this.#fader.callOff();
    this.#learnLast(sleep);
  }

  #learnLast(sleep: SleepTimer | null): void {
    this.#last = null;
    if (sleep?.at !== 'end_of_context') return;
    void this.#lastItem(sleep.context).then((uri) => {
      if (this.#timer !== sleep) return;
      this.#last = uri;
      this.#bell.ring();
    });
  }

  /** What the timer is judged by now; what plays now is what the next one is judged by. */
  #see(playback: Playback): Sight {
    // What a command claims is a skip, not the end of the item before.
    const followed = sameItem(playback.item, this.#player.look.item) ? this.#followed : null;
    this.#followed = follow(playback);
    return { playback, followed, last: this.#last };
  }

  /** Says how many minutes are left; returns when it is one less. */
  #count(stop: number | null, now: number): number {
    const sleepLeft = minutesLeft(stop, now);
    if (sleepLeft !== this.#store.state.sleepLeft) this.#store.put({ sleepLeft });
    return stop === null ? Number.POSITIVE_INFINITY : nextMinute(stop, now);
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
    this.#store.put({ sleep: null, sleepLeft: null });
    return now;
  }
}

function isPassing({ kind }: Problem): boolean {
  return kind === 'unreachable' || kind === 'rate_limited' || kind === 'quota';
}
