import { Absent } from '../core/absent.ts';
import type { Command } from '../core/command.ts';
import type { Spotify } from '../core/ports.ts';
import { forbidden, type Problem, Trouble } from '../core/problem.ts';
import { Refusal } from '../core/refusal.ts';
import { endsListening, type Sent } from '../core/silence.ts';
import { isAfterSlider, isSlider, slid, slideAt } from '../core/slider.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import { carryOut } from './carry-out.ts';
import { check } from './check.ts';
import type { Deed } from './deed.ts';
import { prepare } from './deeds.ts';
import { insist, wasSoAnyway } from './follow-up.ts';
import { freshen } from './freshen.ts';
import type { HomeSpeakers } from './home-speakers.ts';
import { type Asking, Job } from './job.ts';
import type { Law } from './law.ts';
import { Listener } from './listener.ts';
import type { Loudness } from './loudness.ts';
import { meansFor } from './means.ts';
import type { Outcome } from './outcome.ts';
import type { Player } from './player.ts';
import type { Poller } from './poller.ts';
import type { Speaker } from './speaker.ts';
import type { Store } from './store.ts';
import { WaitingRoom } from './waiting-room.ts';
import type { Wake } from './waker.ts';

/** More than people press; a program that sends more in one go is told so. */
const LONGEST_QUEUE = 100;
const FULL = `${LONGEST_QUEUE} commands are waiting already; this one was not taken`;
const STOPPED: Problem = { kind: 'unreachable', message: 'the bridge is being stopped' };

interface Parts {
  clock: Clock;
  spotify: Spotify;
  store: Store;
  player: Player;
  poller: Poller;
  speaker: Speaker;
  home: HomeSpeakers;
  loudness: Loudness;
  signal: AbortSignal;
  refresh: () => Promise<void>;
  /** When a look may be had, ms since the epoch. */
  mayLookAt: () => number;
  /** How long a device that is absent is waited for, ms; null: any that comes. */
  patienceOf: (device: string | null) => number;
  /** A device is wanted that is absent. */
  wake: (wanted: Wake) => void;
}

/**
 * Obeys one command at a time, in order; a slider's values overtake each other, the last one always goes. What wants an
 * absent device waits in a room of its own, and what plays is answered when it is heard: neither holds up others.
 */
export class Commander {
  readonly #parts: Parts;
  readonly #bell = new Bell();
  readonly #room: WaitingRoom;
  readonly #listener: Listener;
  #waiting: Job[] = [];
  #busy = false;
  #slid: readonly number[] = [];
  #law: Law | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#listener = new Listener(parts);
    this.#room = new WaitingRoom({
      ...parts,
      release: (jobs) => {
        this.#waiting.unshift(...jobs);
        this.#go();
      },
      refuse: (job, why) => this.#refuse(job, why),
    });
    parts.poller.onHint(() => this.#room.hint());
    parts.home.onSeen(() => this.#room.see());
  }

  /** From now on nothing is obeyed that this law forbids. */
  heed(law: Law): void {
    this.#law = law;
  }

  /** Obeys, and resolves with what became of it. Never rejects for anything that Spotify, the net or the sender did. */
  obey(command: Command, asking: Asking = {}): Promise<Outcome> {
    return new Promise((answer) => {
      const job = new Job(command, asking, this.#parts.clock.now(), answer);
      if (this.#room.heed(job)) return;
      if (endsListening(command)) this.#listener.interrupt();
      if (isSlider(command)) this.#slide(job);
      // It changes nothing and may wait for the budget, which nobody should wait for behind it.
      else if (command.ask === 'refresh') void this.#run(job);
      else if (this.#waiting.length >= LONGEST_QUEUE) this.#refuse(job, new Trouble('refused', FULL));
      else this.#waiting.push(job);
      this.#go();
    });
  }

  /** A value of a slider is shown at once, and goes instead of one that still waits, after what was asked in between. */
  #slide(job: Job): void {
    try {
      check(job.command, this.#parts);
      job.deed = prepare(job.command, meansFor(job, this.#parts, this.#law));
    } catch (error) {
      this.#refuse(job, error);
      return;
    }
    const older = this.#waiting.find((other) => other.command.ask === job.command.ask);
    this.#waiting = [...this.#waiting.filter((other) => other !== older), job];
    job.claim = this.#parts.player.claim(job.deed.claims);
    older?.claim?.broken();
    older?.settle({ ok: true, tookMs: this.#took(older), superseded: true });
  }

  #go(): void {
    if (!this.#busy) this.#pump();
    else this.#bell.ring();
  }

  /** Starts the next job that is due; the first step runs before this returns, so that a lone command loses no time. */
  #pump(): void {
    const now = this.#parts.clock.now();
    const next = this.#waiting.find((job) => this.#dueAt(job, now) <= now);
    if (next) {
      this.#busy = true;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      void this.#run(next).finally(() => {
        this.#busy = false;
        this.#pump();
      });
    } else if (this.#waiting.length > 0) void this.#pumpLater(now);
  }

  async #pumpLater(now: number): Promise<void> {
    const { clock, signal } = this.#parts;
    const due = Math.min(...this.#waiting.map((job) => this.#dueAt(job, now)));
    this.#busy = true;
    await this.#bell.wait(clock, due - now, signal);
    this.#busy = false;
    if (signal.aborted) for (const job of this.#waiting.splice(0)) this.#refuse(job, signal.reason);
    else this.#pump();
  }

  #dueAt(job: Job, now: number): number {
    if (!isSlider(job.command)) return now;
    const behind = this.#waiting.slice(this.#waiting.indexOf(job) + 1);
    return behind.some((other) => isAfterSlider(other.command)) ? now : slideAt(this.#slid, now);
  }

  async #run(job: Job): Promise<void> {
    const { clock, player, poller, store } = this.#parts;
    const { command } = job;
    const isAlone = () => this.#waiting.length === 0;
    try {
      const judged = this.#law?.whyNot(command);
      // What is judged at once loses no time.
      const ban = judged instanceof Promise ? await judged : judged;
      if (ban) throw Trouble.of(forbidden(ban));
      if (!job.deed && check(command, this.#parts) === 'done') {
        this.#succeed(job);
        return;
      }
      if (command.ask === 'snapshot') await freshen(this.#parts);
      const deed = job.deed ?? prepare(command, meansFor(job, this.#parts, this.#law));
      if (isSlider(command)) this.#slid = slid(this.#slid, clock.now());
      const obeyed = await carryOut(job, deed, this.#parts);
      job.claim?.kept(clock.now());
      if (deed.after) store.put(deed.after(clock.now()));
      if (!isOurs(command)) poller.commanded();
      job.asking.taken?.();
      if (obeyed === 'accepted' && deed.repeatable) await insist(deed, this.#parts, isAlone);
      player.obeyed();
      if (deed.confirm) void this.#confirm(job, deed);
      else if (deed.sent) void this.#listen(job, deed.sent());
      else this.#succeed(job, deed);
    } catch (error) {
      if (error instanceof Absent && this.#wait(job, error)) return;
      job.claim?.broken();
      // It may have arrived, or Spotify knows better than the last look what is so.
      if (error instanceof Refusal || (error instanceof Trouble && error.problem.kind === 'unreachable')) {
        poller.commanded();
      }
      if (await wasSoAnyway(command, error, this.#parts, isAlone)) this.#succeed(job);
      else this.#refuse(job, error);
    }
  }

  /** What wants an absent device waits for it, with what was to follow; false where it may not. */
  #wait(job: Job, absent: Absent): boolean {
    const mayWait = ['play', 'play_pause', 'device'].includes(job.command.ask);
    if (!mayWait || !this.#room.receive(job, absent)) return false;
    this.#waiting = this.#waiting.filter((other) => !this.#room.heed(other));
    return true;
  }

  /** Music is answered when it is heard. */
  async #listen(job: Job, sent: Omit<Sent, 'at'>): Promise<void> {
    const { clock, player } = this.#parts;
    const tookMs = this.#took(job);
    const heard = await this.#listener.listen({ ...sent, at: clock.now() }, (why) =>
      player.refused(why, clock.now()),
    );
    if (typeof heard === 'object') this.#refuse(job, Trouble.of(heard));
    else job.succeed(tookMs, heard === 'playing' ? {} : { [heard]: true });
  }

  /** What Home Assistant began is answered when it is known whether it is heard. */
  async #confirm(job: Job, deed: Deed): Promise<void> {
    try {
      await deed.confirm?.();
      this.#succeed(job, deed);
    } catch (error) {
      this.#refuse(job, error);
    }
  }

  #succeed(job: Job, { via }: Pick<Deed, 'via'> = {}): void {
    job.succeed(this.#took(job), via && { via });
  }

  #refuse(job: Job, error: unknown): void {
    const tookMs = this.#took(job);
    if (this.#parts.signal.aborted) {
      job.settle({ ok: false, tookMs, problem: STOPPED });
      return;
    }
    // A bug is not an answer: it ends the process.
    if (!(error instanceof Trouble)) {
      queueMicrotask(() => {
        throw error;
      });
      return;
    }
    this.#parts.player.refused(error.problem, this.#parts.clock.now());
    job.settle({ ok: false, tookMs, problem: error.problem });
  }

  #took(job: Job): number {
    return this.#parts.clock.now() - job.since;
  }
}

/** What moves nothing at Spotify: there is nothing to look for after it. */
function isOurs({ ask }: Command): boolean {
  return ask === 'refresh' || ask === 'sleep' || ask === 'fade' || ask === 'snapshot' || ask === 'allowance';
}
