import { Absent } from '../core/absent.ts';
import { Trouble, troubleIn } from '../core/problem.ts';
import { fateOf, neverCame, nextSearch, nextTry, replaces } from '../core/waiting.ts';
import type { Clock } from '../lib/clock.ts';
import type { HomeSpeakers } from './home-speakers.ts';
import type { Job } from './job.ts';
import type { Speaker } from './speaker.ts';
import type { Store } from './store.ts';
import { shownOf, type Wait, waitFor } from './wait.ts';
import { type Wake, Waker } from './waker.ts';

interface Parts {
  clock: Clock;
  store: Store;
  speaker: Speaker;
  home: HomeSpeakers;
  /** How long a device is waited for, ms; 0: not at all. */
  patienceOf: (device: string | null) => number;
  wake: (wanted: Wake) => void;
  /** The device is there: these are carried out now, in order. */
  release: (jobs: readonly Job[]) => void;
  refuse: (job: Job, why: unknown) => void;
  signal: AbortSignal;
}

/** After these it is looked for again. */
const PASSING: ReadonlySet<string> = new Set(['unreachable', 'rate_limited', 'quota']);
/** More than people press while they wait. */
const MOST = 100;

/**
 * Commands that want a device which is absent. It is called and looked for, within the budget; they go when it comes, in
 * order, or are told that it did not. An account plays on one device, so there is one to wait for at a time.
 */
export class WaitingRoom {
  readonly #parts: Parts;
  readonly #waker: Waker;
  #wait: Wait | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#waker = new Waker(parts.clock, parts.wake);
    parts.store.watch((state, before) => {
      if (state.devices !== before.devices) this.see();
    });
  }

  /** What a command that has just been asked means to those that wait; true where nothing else is to be done for it. */
  heed(job: Job): boolean {
    const wait = this.#wait;
    if (!wait || wait.jobs.length >= MOST) return false;
    const plays = this.#parts.store.state.playback.status === 'playing';
    const commands = wait.jobs.map(({ command }) => command);
    switch (fateOf(job.command, { asked: wait.asked, commands }, plays)) {
      case 'go':
        return false;
      case 'instead':
        this.#drop(wait);
        return false;
      case 'call_off':
        this.#drop(wait);
        job.succeed(0);
        return true;
      case 'behind':
        this.#add(wait, job);
        return true;
      case 'join':
        wait.jobs.find(({ command }) => command.ask === 'play')?.join(job);
        return true;
    }
  }

  /** Takes a command whose device is absent; false where it may not wait. */
  receive(job: Job, absent: Absent): boolean {
    const { clock, patienceOf } = this.#parts;
    const { device } = absent;
    const now = clock.now();
    const isRetried = job.until !== undefined;
    job.until ??= now + patienceOf(device);
    if (job.until <= now) return false;
    if (this.#wait && this.#wait.device !== device) this.#drop(this.#wait);
    const isNew = this.#wait === null;
    this.#wait ??= waitFor(absent, { since: job.until - patienceOf(device), until: job.until }, now);
    const wait = this.#wait;
    this.#add(wait, job);
    if (isNew) {
      const half = (wait.since + wait.until) / 2;
      if (!isRetried) wait.wakeAgainAt = this.#call(wait, job);
      else if (half > now) wait.wakeAgainAt = half;
      void this.#run(wait);
    }
    return true;
  }

  /** Something changed outside: perhaps the device is there, and the devices are looked at. False where none is waited for. */
  hint(): boolean {
    const wait = this.#wait;
    if (!wait) return false;
    wait.searchAt = Math.min(wait.searchAt, wait.pace.hint(this.#parts.clock.now()));
    wait.bell.ring();
    return true;
  }

  #add(wait: Wait, job: Job): void {
    const { clock, patienceOf } = this.#parts;
    job.reset();
    if (job.command.ask === 'play_pause') job.command = { ask: 'play' };
    const { command, asking } = job;
    // Whatever is started now is for the device that was chosen.
    if (command.ask === 'play' && command.device === undefined && wait.asked !== undefined)
      job.command = { ...command, device: wait.asked };
    if (command.ask === 'play' || command.ask === 'device') {
      job.until ??= clock.now() + patienceOf(wait.device);
      wait.until = job.until;
    }
    const older = wait.jobs.findIndex((other) => replaces(command, other.command));
    const [replaced] = older < 0 ? [] : wait.jobs.splice(older, 1, job);
    if (!replaced) wait.jobs.push(job);
    else if (replaced !== job) this.#supersede(replaced);
    asking.signal?.addEventListener('abort', () => this.#leave(job), { once: true });
    this.#show();
    wait.bell.ring();
    job.waits(wait.why);
  }

  #call({ device, id, entity, since, until }: Wait, { command, asking: { reader } }: Job): number {
    const more = {
      ...(id !== undefined && { id }),
      ...(entity !== undefined && { via: { entity_id: entity } }),
      ...(reader !== undefined && { reader }),
    };
    return this.#waker.call({ device, command: command.ask, ...more, until }, (until - since) / 2);
  }

  async #run(wait: Wait): Promise<void> {
    const { clock, refuse, signal } = this.#parts;
    while (this.#wait === wait && !signal.aborted) {
      const now = clock.now();
      const [first] = wait.jobs;
      if (now >= wait.until) {
        this.#giveUp(wait);
        return;
      }
      if (now >= wait.wakeAgainAt && first) {
        this.#call(wait, first);
        wait.wakeAgainAt = Number.POSITIVE_INFINITY;
      }
      if (now >= wait.searchAt && !wait.isSearching) {
        if (wait.entity === undefined) void this.#search(wait);
        else this.#try(wait, wait.entity);
      }
      const searchAt = wait.isSearching ? wait.until : wait.searchAt;
      await wait.bell.wait(clock, Math.min(wait.until, wait.wakeAgainAt, searchAt) - now, signal);
    }
    if (this.#wait === wait) for (const job of this.#end(wait)) refuse(job, signal.reason);
  }

  async #search(wait: Wait): Promise<void> {
    const { clock, store, speaker, signal } = this.#parts;
    wait.isSearching = true;
    wait.pace.follow(clock.now());
    wait.searchAt = Number.POSITIVE_INFINITY;
    let next = 0;
    try {
      await speaker.search(wait.asked);
    } catch (error) {
      if (signal.aborted) return;
      const { problem } = troubleIn(error);
      const isAbsent = error instanceof Absent;
      // Where our own budget alone had no room, what was seen before holds.
      const isOurs = problem.kind === 'rate_limited' && (store.state.limitedUntil ?? 0) <= clock.now();
      if (!isOurs) wait.hindrance = isAbsent ? undefined : problem;
      // It came, and takes no commands; or nothing is to be had of Spotify for longer than anybody waits.
      if (!isAbsent && !PASSING.has(problem.kind)) this.#giveUp(wait);
      next = problem.retryAt ?? 0;
    } finally {
      wait.isSearching = false;
    }
    const now = clock.now();
    // Where a hint came meanwhile it is due already.
    wait.searchAt = Math.min(wait.searchAt, Math.max(next, wait.since + nextSearch(now - wait.since)));
    wait.bell.ring();
  }

  /** A media_player may be there: who knows of it only by trying tries. */
  #try(wait: Wait, entity: string): void {
    wait.searchAt = nextTry(this.#parts.clock.now(), wait);
    if (this.#parts.home.isThere(entity) === undefined) this.#parts.release(this.#end(wait));
    else this.see();
  }

  /** Looks whether it has come, among what is known. */
  see(): void {
    const { speaker, home } = this.#parts;
    const wait = this.#wait;
    if (!wait) return;
    const { asked, entity } = wait;
    if (entity === undefined ? !speaker.present(asked) : !home.isThere(entity)) return;
    this.#waker.came(wait.device);
    this.#parts.release(this.#end(wait));
  }

  #giveUp(wait: Wait): void {
    const { clock, store, refuse } = this.#parts;
    const shown = store.state.devices.flatMap(({ name, restricted }) => (restricted ? [] : [name]));
    const message = neverCame(wait.device, clock.now() - wait.since, shown, wait.entity);
    const trouble = Trouble.of(wait.hindrance ?? { kind: 'no_device', message });
    for (const job of this.#end(wait)) refuse(job, trouble);
  }

  #drop(wait: Wait): void {
    for (const job of this.#end(wait)) this.#supersede(job);
  }

  /** Nobody wants it any more: what was to follow has nothing to follow then. */
  #leave(job: Job): void {
    const wait = this.#wait;
    if (!wait?.jobs.includes(job)) return;
    wait.jobs = wait.jobs.filter((other) => other !== job);
    this.#supersede(job);
    if (wait.jobs.some(({ command }) => command.ask === 'play' || command.ask === 'device')) this.#show();
    else this.#drop(wait);
  }

  #supersede(job: Job): void {
    job.succeed(this.#parts.clock.now() - job.since, { superseded: true });
  }

  #end(wait: Wait): readonly Job[] {
    if (this.#wait === wait) this.#wait = null;
    wait.bell.ring();
    this.#show();
    return wait.jobs.splice(0);
  }

  #show(): void {
    const { store } = this.#parts;
    const waiting = this.#wait ? shownOf(this.#wait) : [];
    if (waiting.length > 0 || store.state.waiting.length > 0) store.put({ waiting });
  }
}
