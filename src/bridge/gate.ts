import {
  AFTER_COMMAND_MS,
  BROWSE_PATIENCE_MS,
  closed,
  EMPTY_LEDGER,
  firstInLine,
  type Ledger,
  leftOf,
  mayGoAt,
  sentOf,
  spent,
  type Waiting,
} from '../core/budget.ts';
import type { Bucket, Gate, Spending } from '../core/ports.ts';
import { type Problem, quotaUsedUp, rateLimited, Trouble } from '../core/problem.ts';
import { isShared, NO_SUSPICION, type Suspicion, suspect } from '../core/stranger.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import { DayBook } from './day-book.ts';
import type { Limits } from './limits.ts';
import type { Tally } from './tally.ts';

/** Those who wait become impatient meanwhile, and a clock may be set: the line is looked at anew. */
const LONGEST_WAIT_MS = 30_000;

interface Waiter extends Waiting {
  account: Member;
  /** How long it waits, ms since the epoch. */
  until: number;
  go: () => void;
  refuse: (why: unknown) => void;
}

interface Member {
  name: string;
  servedAt: number;
  /** When it sent its last command. */
  commandedAt: number;
  isPlaying: () => boolean;
  demand: () => number;
}

/** The one gate of a client id: every request of all its accounts passes here, or waits here, or is refused here. */
export class ClientGate {
  #ledger: Ledger = EMPTY_LEDGER;
  #line: Waiter[] = [];
  readonly #bell = new Bell();
  readonly #members: Member[] = [];
  readonly #clock: Clock;
  readonly #limits: Limits;
  /** What was spent, and by whom. */
  readonly day: DayBook;
  #suspicion: Suspicion = NO_SUSPICION;
  #closings: ((until: number, problem: Problem) => void)[] = [];

  constructor(clock: Clock, limits: Limits, tally: Tally, ceiling = 0) {
    this.#clock = clock;
    this.#limits = limits;
    this.day = new DayBook(limits, tally, ceiling, clock.now());
    this.#ledger = closed({ ...EMPTY_LEDGER, own: limits.sent }, limits.closedUntil(clock.now()));
  }

  /**
   * One account's way through. `isPlaying` tells whether people are likely to look at it; `name` is
   * who is counted; `demand` how many looks in 30 s it wants while it does not play.
   */
  member(isPlaying: () => boolean, name = '', demand = () => 0): Gate {
    const account: Member = { name, servedAt: 0, commandedAt: 0, isPlaying, demand };
    this.#members.push(account);
    return {
      admit: ({ spending, bucket }, signal) => this.#admit(account, spending, bucket, signal),
      check: (bucket) => this.#refuse(bucket, this.#clock.now()),
      close: (until, bucket) => this.#close(until, bucket),
    };
  }

  /** How many accounts of this client id play now. */
  get playing(): number {
    return this.#members.filter((member) => member.isPlaying()).length;
  }

  /** The looks in 30 s that all those want who do not play. */
  get quietDemand(): number {
    return this.#members.reduce((sum, member) => sum + member.demand(), 0);
  }

  /** How many more requests beside commands may go out now. */
  get left(): number {
    return leftOf(this.#ledger, this.#clock.now());
  }

  /** When a look that somebody waits for may go out: now, or later. */
  get lookAt(): number {
    return mayGoAt(this.#ledger, 'verification', this.#clock.now());
  }

  /** By how much an account's looks are spread, because the day's requests run out. */
  stretchFor(account: string, ownCeiling = 0): number {
    return this.day.stretchFor(account, ownCeiling, this.#clock.now());
  }

  /** Whether Spotify's 429s tell that another program uses the client id. */
  get shared(): boolean {
    return isShared(this.#suspicion, this.#clock.now());
  }

  /** Calls back when a 429 closes the gate, with the time when it opens again, and what people are told. */
  onClosed(listener: (until: number, problem: Problem) => void): void {
    this.#closings.push(listener);
  }

  /** Serves those who wait, until `signal` aborts; then they are refused with its reason. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now();
      this.#disappoint(now);
      const times = this.#queue().map((waiter) => ({ waiter, at: this.#mayGoAt(waiter, now) }));
      // Who has used up a share of the window does not stand in the way of others.
      const ready = times.flatMap(({ waiter, at }) => (at <= now ? [waiter] : []));
      const first = firstInLine(ready, now, this.#ledger);
      if (first) this.#serve(first, now);
      else {
        const next = times.map(({ waiter, at }) => Math.min(at, waiter.until) - now);
        await this.#bell.wait(this.#clock, Math.min(LONGEST_WAIT_MS, ...next), signal);
      }
    }
    for (const waiter of this.#line.splice(0)) waiter.refuse(signal.reason);
    this.#limits.keepSent(sentOf(this.#ledger));
    this.day.keep(this.#clock.now());
  }

  #queue(): Waiter[] {
    for (const waiter of this.#line) {
      waiter.playing = waiter.account.isPlaying();
      waiter.servedAt = waiter.account.servedAt;
    }
    return this.#line;
  }

  async #admit(account: Member, spending: Spending, bucket: Bucket, signal?: AbortSignal): Promise<void> {
    // Nobody would ever be served in a line that is no longer run.
    signal?.throwIfAborted();
    const now = this.#clock.now();
    this.#refuse(bucket, now);
    if (spending === 'command') {
      this.#spend(account, spending, now);
      // The seconds after a command are free: whoever waits may go.
      this.#promote(account, now);
      if (this.#line.length > 0) this.#bell.ring();
      return;
    }
    if (this.#line.length === 0 && mayGoAt(this.#ledger, spending, now) <= now) {
      this.#spend(account, spending, now);
      return;
    }
    const at = mayGoAt(this.#ledger, spending, now);
    if (spending === 'browse' && at - now > BROWSE_PATIENCE_MS) throw noRoom(at);
    await this.#wait(account, spending, bucket, signal);
  }

  /**
   * The look that was to come by itself shows what the first command of several did: while it waits, its account asks for no
   * other. What the others did is seen by the looks after them.
   */
  #promote(account: Member, now: number): void {
    const isFirst = now - account.commandedAt >= AFTER_COMMAND_MS;
    account.commandedAt = now;
    if (!isFirst) return;
    for (const waiter of this.#line) {
      if (waiter.account === account && waiter.spending === 'poll') waiter.spending = 'verification';
    }
  }

  #mayGoAt({ spending, since }: Pick<Waiter, 'spending' | 'since'>, now: number): number {
    return mayGoAt(this.#ledger, spending, now, since);
  }

  /** Sends away whoever browses and has waited long enough. */
  #disappoint(now: number): void {
    for (const waiter of this.#line.filter(({ until }) => until <= now)) {
      if (this.#mayGoAt(waiter, now) > now) this.#leave(waiter, noRoom(this.#mayGoAt(waiter, now)));
    }
  }

  #wait(account: Member, spending: Spending, bucket: Bucket, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => this.#leave(waiter, signal?.reason);
      // The signal lives as long as the bridge, and waits come by the thousand a day.
      const served = () => signal?.removeEventListener('abort', leave);
      const waiter: Waiter = {
        account,
        spending,
        bucket,
        playing: account.isPlaying(),
        servedAt: account.servedAt,
        since: this.#clock.now(),
        until: spending === 'browse' ? this.#clock.now() + BROWSE_PATIENCE_MS : Number.POSITIVE_INFINITY,
        go: () => {
          served();
          resolve();
        },
        refuse: (why) => {
          served();
          reject(why);
        },
      };
      this.#line.push(waiter);
      signal?.addEventListener('abort', leave, { once: true });
      this.#bell.ring();
    });
  }

  #leave(waiter: Waiter, why: unknown): void {
    this.#line = this.#line.filter((other) => other !== waiter);
    waiter.refuse(why);
  }

  #serve(waiter: Waiter, now: number): void {
    this.#line = this.#line.filter((other) => other !== waiter);
    this.#spend(waiter.account, waiter.spending, now);
    waiter.go();
  }

  #spend(account: Member, spending: Spending, now: number): void {
    this.#ledger = spent(this.#ledger, spending, now);
    account.servedAt = now;
    this.day.count(account.name, spending, now);
  }

  /** Throws the Trouble of a closed gate: nothing is sent while it is closed. */
  #refuse(bucket: Bucket, now: number): void {
    const { closedUntil } = this.#ledger;
    // What is over stays over, where the clock is set back.
    if (closedUntil > 0 && closedUntil <= now) this.#ledger = { ...this.#ledger, closedUntil: 0 };
    if (closedUntil > now) throw Trouble.of(rateLimited(closedUntil, this.shared));
    const until = this.#limits.quotaUntil(bucket, now);
    if (until !== undefined) throw Trouble.of(quotaUsedUp(bucket, until, this.shared));
  }

  #close(until: number, bucket?: Bucket): Problem {
    const now = this.#clock.now();
    this.day.tally.limited++;
    const quota = bucket && (bucket === 'player' ? 'player' : 'other');
    this.#suspicion = suspect(this.#suspicion, { at: now, until, quota, ...this.day.tally.spent(now) });
    const problem = bucket ? quotaUsedUp(bucket, until, this.shared) : rateLimited(until, this.shared);
    if (bucket) this.#limits.closeBucket(bucket, until);
    else {
      this.#ledger = closed(this.#ledger, until);
      this.#limits.close(until);
      for (const listener of this.#closings) listener(until, problem);
    }
    const waiting = this.#line.filter((waiter) => bucket === undefined || waiter.bucket === bucket);
    for (const waiter of waiting) this.#leave(waiter, Trouble.of(problem));
    return problem;
  }
}

/** The house's own budget, not Spotify's limit. */
function noRoom(at: number): Trouble {
  return new Trouble('rate_limited', 'too much was asked for within half a minute; a moment, please', at);
}
