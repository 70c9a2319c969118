import type { Device } from '../core/device.ts';
import { quietest } from '../core/fade.ts';
import type { Playback } from '../core/playback.ts';
import type { Fading } from '../core/state.ts';
import type { Clock } from '../lib/clock.ts';
import type { Commander } from './commander.ts';
import { type Debt, Debts } from './debts.ts';
import { type Course, type Faded, FadeRun, isOurs } from './fade-run.ts';
import type { Player } from './player.ts';
import type { Store } from './store.ts';

/** So near to the pause a fade would be a drop. */
const TOO_LATE_MS = 2_000;
/** What waits for a look that does not come is given up so long after its end. */
const GIVEN_UP_MS = 60_000;

interface Parts {
  clock: Clock;
  store: Store;
  player: Player;
  commander: Commander;
  changed: () => void;
}

/**
 * The one that moves the volume over time: for a sleep timer, which wants it back, and for whoever
 * asked for a fade. The later wish has it, and a person who touches it has it more.
 */
export class Fader {
  readonly #parts: Parts;
  readonly #debts = new Debts();
  #run: { fade: FadeRun; sleeps: boolean } | null = null;
  /** What ran for a sleep timer before a restart. */
  #recalled: Faded | null = null;
  #asked: Fading | null = null;
  /** A person, or the speaker, wants no fade under this timer. */
  #spared = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether the music fades for a sleep timer. */
  get fading(): boolean {
    return this.#run?.sleeps === true;
  }

  /** Whether it needs to know what becomes of the volume. */
  get watching(): boolean {
    return this.#run !== null || this.#recalled !== null || this.#debts.any;
  }

  /** What a restart must not forget: a sleep timer's fade, and what is owed. */
  get kept(): { faded?: Faded; owed?: readonly Debt[] } {
    const faded = this.fading ? this.#run?.fade.course : this.#recalled;
    const { device, volume, before, sent } = faded ?? {};
    return {
      ...(device !== undefined && volume !== undefined && before !== undefined && sent !== undefined
        ? { faded: { device, volume, before, sent } }
        : {}),
      ...(this.#debts.any ? { owed: this.#debts.all } : {}),
    };
  }

  /** `goesOn`: the sleep timer of this fade runs still; else it is owed. */
  recall(
    { faded, owed = [] }: { faded?: Faded | undefined; owed?: readonly Debt[] | undefined },
    goesOn: boolean,
  ): void {
    for (const debt of owed) this.#debts.owe(debt, debt.quietAfter);
    if (faded && goesOn) this.#recalled = faded;
    else if (faded) this.#debts.owe(faded, null);
  }

  /** What is asked for, which may be new. */
  follow(asked: Fading | null): void {
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (asked && this.fading) this.#spared = true;
    if (asked || !this.fading) this.#run = null;
    if (asked) this.#recalled = null;
  }

  /** Whether another speaker plays, or one as loud as nobody here made it: then a person has the volume. */
  heed({ device }: Playback): void {
    const { lookedAt } = this.#parts.store.state;
    this.#debts.heed(device, lookedAt);
    const run = this.#run;
    if (!run || run.fade.sending || device === null || isOurs(device, run.fade.course, lookedAt)) return;
    this.#run = null;
    if (!run.sleeps) {
      this.#forgetAsked();
      return;
    }
    this.#spared = true;
    // The music moved on; the speaker that it left is still as quiet.
    const { course } = run.fade;
    if (device.id !== course.device) this.#debts.owe(course, null, course.sentAt);
  }

  /** Our own limiter turns it down: nobody touched it, and a fade that goes down goes on below. */
  yield(percent: number): void {
    this.#run?.fade.yield(percent);
  }

  /** The next step of a sleep timer's fade that ends at `until`; returns when another is due. */
  sleep({ device }: Playback, until: number): number {
    if (this.#spared || !device?.supportsVolume || device.volume === null) return until;
    if (!this.fading) {
      if (until - this.#parts.clock.now() < TOO_LATE_MS) return until;
      this.#run = { fade: this.#beginToSleep(device, device.volume), sleeps: true };
    }
    const run = this.#run;
    if (!run) return until;
    const nextAt = run.fade.step(until);
    if (run.fade.failed) this.#spared = true;
    return nextAt;
  }

  /** The next step of the fade that was asked for; returns when another is due, or Infinity while none is. */
  move({ device }: Playback): number {
    const asked = this.#asked;
    if (!asked || this.fading) return Number.POSITIVE_INFINITY;
    const { clock, store } = this.#parts;
    const now = clock.now();
    const { lookedAfter, percent, until } = asked;
    if (lookedAfter !== undefined && (store.state.lookedAt ?? 0) <= lookedAfter && now < until + GIVEN_UP_MS)
      return until + GIVEN_UP_MS;
    if (!device?.supportsVolume || device.volume === null || this.#run?.fade.failed) return this.#done();
    this.#run ??= { fade: this.#beginAsked(device, device.volume, percent), sleeps: false };
    const { fade } = this.#run;
    const nextAt = fade.step(until);
    if (now < until) return nextAt;
    return fade.sending ? Number.POSITIVE_INFINITY : this.#done();
  }

  /** The sleep timer was called off, or another was set: who is awake has the volume back at once. */
  callOff(): void {
    this.#return(null);
  }

  /** The sleep timer has come to its end at `now`: the music was paused. */
  finish(now: number): void {
    this.#return(now);
  }

  /** Sets the volume back where that is owed and may be; true where it did. */
  async giveBack(): Promise<boolean> {
    const { player, clock, commander } = this.#parts;
    if (this.#run || this.#recalled || this.#asked) return false;
    const debt = this.#debts.due(player.look, clock.now());
    if (!debt) return false;
    await commander.obey({ ask: 'volume', percent: debt.volume });
    return true;
  }

  #beginToSleep({ id }: Device, volume: number): FadeRun {
    const recalled = this.#recalled;
    this.#recalled = null;
    if (recalled?.device === id) {
      // Its last step was sent before the first look, which may not show it yet.
      return this.#begin({ ...recalled, start: recalled.sent, to: quietest(recalled.volume), sentAt: 0 });
    }
    if (recalled) this.#debts.owe(recalled, null);
    // What another fade was about to bring is how loud it should be in the morning.
    const wanted = this.#debts.take(id)?.volume ?? this.#asked?.percent ?? volume;
    this.#forgetAsked();
    const sentAt = this.#parts.clock.now();
    const course = { device: id, before: volume, sent: volume, start: volume, to: quietest(volume), sentAt };
    return this.#begin({ ...course, volume: wanted });
  }

  /** What is owed to the speaker does not count any more: it was asked for another volume. */
  #beginAsked({ id }: Device, volume: number, to: number): FadeRun {
    this.#debts.take(id);
    const sentAt = this.#parts.clock.now();
    return this.#begin({ device: id, volume, before: volume, sent: volume, start: volume, to, sentAt });
  }

  #begin(course: Course): FadeRun {
    return new FadeRun(this.#parts, course);
  }

  #return(quietAfter: number | null): void {
    this.#spared = false;
    if (this.fading && this.#run) {
      const { course } = this.#run.fade;
      this.#debts.owe(course, quietAfter, course.sentAt);
      this.#run = null;
    }
    if (this.#recalled) this.#debts.owe(this.#recalled, null);
    this.#recalled = null;
  }

  /** What was asked for is so, or cannot be. */
  #done(): number {
    const began = this.#run?.fade.course.volume;
    const isSilent = this.#asked?.percent === 0 && this.#run?.fade.course.sent === 0;
    this.#run = null;
    this.#forgetAsked();
    // An unmute goes back to where the fade began, not to its last step.
    if (isSilent && began) this.#parts.store.put({ mutedFrom: began });
    return Number.POSITIVE_INFINITY;
  }

  #forgetAsked(): void {
    if (this.#asked === null) return;
    this.#asked = null;
    this.#parts.store.put({ fade: null });
  }
}
