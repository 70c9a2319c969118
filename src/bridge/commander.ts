import { isDone, isFresh, isResume, whyNot } from '../core/allowed.ts';
import type { Command } from '../core/command.ts';
import type { FoundMusic } from '../core/found-music.ts';
import type { Limited } from '../core/loudness.ts';
import type { Obeyed, Spotify } from '../core/ports.ts';
import { type Problem, Trouble } from '../core/problem.ts';
import { Refusal } from '../core/refusal.ts';
import { slid, slideAt } from '../core/slider.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deed } from './deed.ts';
import { prepare } from './deeds.ts';
import { freshen } from './freshen.ts';
import type { HomeSpeakers, Via } from './home-speakers.ts';
import type { Loudness } from './loudness.ts';
import type { Means } from './means.ts';
import type { Claim, Player } from './player.ts';
import type { Poller } from './poller.ts';
import type { Speaker } from './speaker.ts';
import type { Store } from './store.ts';

/** What became of a command. `limited`: it is not as loud as was asked. */
export type Outcome =
  | { ok: true; tookMs: number; superseded?: true; found?: FoundMusic; via?: Via; limited?: Limited }
  | { ok: false; tookMs: number; problem: Problem };

interface Job {
  command: Command;
  deed: Deed | undefined;
  claim: Claim | undefined;
  limited?: Limited;
  since: number;
  /** What it found by name. */
  found?: FoundMusic;
  answer: (outcome: Outcome) => void;
}

/** 202: the device is away for a moment (Spotify staff, web-api #784): again after 5 s, at most five times, unless somebody asks for more. */
const AGAIN_MS = 5_000;
const AGAIN_TIMES = 5;
/** Long enough for Spotify's state to show a command that it took. */
const SHOWS_AFTER_MS = 1_000;
/** More than people press; a program that sends more in one go is told so. */
const LONGEST_QUEUE = 100;

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
}

/** Obeys one command at a time, in order; a slider's values overtake each other, the last one always goes. */
export class Commander {
  readonly #parts: Parts;
  readonly #bell = new Bell();
  #waiting: Job[] = [];
  #busy = false;
  #slid: readonly number[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Obeys, and resolves with what became of it. Never rejects for anything that Spotify, the net or the sender did. */
  obey(command: Command): Promise<Outcome> {
    return new Promise((answer) => {
      const job: Job = { command, deed: undefined, claim: undefined, since: this.#parts.clock.now(), answer };
      if (isSlider(command)) this.#slide(job);
      // It changes nothing and may wait for the budget, which nobody should wait for behind it.
      else if (command.ask === 'refresh') void this.#run(job);
      else if (this.#waiting.length >= LONGEST_QUEUE) {
        this.#refuse(
          job,
          new Trouble('refused', `${LONGEST_QUEUE} commands are waiting already; this one was not taken`),
        );
      } else this.#waiting.push(job);
      if (!this.#busy) this.#pump();
      else this.#bell.ring();
    });
  }

  /** A value of a slider is shown at once, and takes the place of one that still waits. */
  #slide(job: Job): void {
    try {
      this.#check(job.command);
      job.deed = prepare(job.command, this.#means(job));
    } catch (error) {
      this.#refuse(job, error);
      return;
    }
    const older = this.#waiting.find((other) => other.command.ask === job.command.ask);
    if (older) {
      this.#waiting.splice(this.#waiting.indexOf(older), 1, job);
    } else this.#waiting.push(job);
    job.claim = this.#parts.player.claim(job.deed.claims);
    older?.claim?.broken();
    older?.answer({ ok: true, tookMs: this.#took(older), superseded: true });
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
    return isSlider(job.command) ? slideAt(this.#slid, now) : now;
  }

  async #run(job: Job): Promise<void> {
    const { clock, player, poller, store } = this.#parts;
    try {
      const { command } = job;
      if (!job.deed && this.#check(command) === 'done') {
        job.answer({ ok: true, tookMs: this.#took(job) });
        return;
      }
      if (command.ask === 'snapshot') await freshen(this.#parts);
      const deed = job.deed ?? prepare(command, this.#means(job));
      if (isSlider(command)) this.#slid = slid(this.#slid, clock.now());
      const obeyed = await this.#do(job, deed);
      job.claim?.kept(clock.now());
      if (deed.after) store.put(deed.after(clock.now()));
      if (!isOurs(command)) poller.commanded();
      if (obeyed === 'accepted' && deed.repeatable) await this.#insist(deed);
      player.obeyed();
      if (deed.confirm) void this.#confirm(job, deed);
      else this.#answer(job, deed);
    } catch (error) {
      job.claim?.broken();
      // It may have arrived, or Spotify knows better than the last look what is so.
      if (error instanceof Refusal || (error instanceof Trouble && error.problem.kind === 'unreachable')) {
        poller.commanded();
      }
      if (await this.#wasSoAnyway(job.command, error)) job.answer({ ok: true, tookMs: this.#took(job) });
      else this.#refuse(job, error);
    }
  }

  #answer(job: Job, { via }: Pick<Deed, 'via'>): void {
    const { found, limited } = job;
    const more = { ...(found && { found }), ...(via && { via }), ...(limited && { limited }) };
    job.answer({ ok: true, tookMs: this.#took(job), ...more });
  }

  /** Answers once it is known whether it is heard; others have their turn meanwhile. */
  async #confirm(job: Job, deed: Deed): Promise<void> {
    try {
      await deed.confirm?.();
      this.#answer(job, deed);
    } catch (error) {
      this.#refuse(job, error);
    }
  }

  /** Shows what the deed claims, and does it. */
  async #do(job: Job, deed: Deed): Promise<Obeyed> {
    const { clock, player } = this.#parts;
    const claim = () => {
      job.claim ??= player.claim(deed.claims, deed.change);
    };
    // Music first: that it plays is shown once the request has left.
    if (job.command.ask !== 'play') {
      claim();
      return deed.do();
    }
    const doing = deed.do();
    await Promise.race([doing.catch(() => {}), clock.turn()]);
    claim();
    return doing;
  }

  /** Throws what refuses the command before a request is spent; `done` where what it asks for is so already. */
  #check(command: Command): 'done' | 'go' {
    const { clock, store, player } = this.#parts;
    const { state } = store;
    if (!state.paired && state.problem?.kind === 'unpaired') {
      throw new Trouble('unpaired', 'this account is not paired with Spotify');
    }
    // Home Assistant needs no leave of Spotify's.
    if (this.#parts.home.for(command) || !isFresh(state, clock.now())) return 'go';
    // Only what Spotify said itself refuses: what commands claim may be ahead of it.
    const why = player.claiming ? undefined : whyNot(command, player.look);
    if (why) throw new Trouble('restricted', why);
    return !player.claiming && isDone(command, player.look) ? 'done' : 'go';
  }

  /** After a 202: waits for the effect and asks again where there is none, until somebody else wants something. */
  async #insist(deed: Deed): Promise<void> {
    const { clock, player, poller, signal } = this.#parts;
    for (let again = 0; again < AGAIN_TIMES; again++) {
      await clock.sleep(SHOWS_AFTER_MS, signal);
      await poller.look('verification', signal);
      if (signal.aborted || deed.claims.every((one) => one.met(player.look)) || this.#waiting.length > 0)
        return;
      await clock.sleep(AGAIN_MS - SHOWS_AFTER_MS, signal);
      if (signal.aborted || this.#waiting.length > 0) return;
      const obeyed = await deed.do();
      poller.commanded();
      if (obeyed === 'done') return;
    }
    throw new Trouble(
      'unreachable',
      'the device is temporarily unavailable: Spotify took the command, but nothing happened',
    );
  }

  /** Spotify refuses a pause when paused and a play when playing; both are successes for whoever asked. */
  async #wasSoAnyway(command: Command, error: unknown): Promise<boolean> {
    const { ask } = command;
    if (!(error instanceof Refusal) || (ask !== 'pause' && !isResume(command))) return false;
    if (ask === 'pause' && error.noActiveDevice) return true;
    if (error.problem.kind !== 'restricted') return false;
    const { player, poller, signal } = this.#parts;
    await poller.look('verification', signal);
    return (player.look.status === 'playing') === (ask === 'play');
  }

  #refuse(job: Job, error: unknown): void {
    if (this.#parts.signal.aborted) {
      const problem: Problem = { kind: 'unreachable', message: 'the bridge is being stopped' };
      job.answer({ ok: false, tookMs: this.#took(job), problem });
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
    job.answer({ ok: false, tookMs: this.#took(job), problem: error.problem });
  }

  #means(job: Job): Means {
    const { spotify, speaker, home, loudness, store, player, clock, signal, refresh } = this.#parts;
    const found = (music: FoundMusic) => void Object.assign(job, { found: music });
    const limited = (by: Limited) => void Object.assign(job, { limited: by });
    const known = { state: store.state, look: player.look, now: clock.now() };
    return { spotify, speaker, home, loudness, ...known, clock, signal, found, limited, refresh };
  }

  #took(job: Job): number {
    return this.#parts.clock.now() - job.since;
  }
}

/** What moves nothing at Spotify: there is nothing to look for after it. */
function isOurs({ ask }: Command): boolean {
  return ask === 'refresh' || ask === 'sleep' || ask === 'fade' || ask === 'snapshot';
}

function isSlider(command: Command): boolean {
  return command.ask === 'volume';
}
