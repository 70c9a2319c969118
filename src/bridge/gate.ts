import {
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
import { rateLimited, Trouble } from '../core/problem.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
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
  servedAt: number;
  isPlaying: () => boolean;
}

/** The one gate of a client id: every request of all its accounts passes here, or waits here, or is refused here. */
export class ClientGate {
  #ledger: Ledger = EMPTY_LEDGER;
  #line: Waiter[] = [];
  readonly #bell = new Bell();
  readonly #members: Member[] = [];
  readonly #clock: Clock;
  readonly #limits: Limits;
  readonly #tally: Tally;
  #closings: ((until: number) => void)[] = [];

  constructor(clock: Clock, limits: Limits, tally: Tally) {
    this.#clock = clock;
    this.#limits = limits;
    this.#tally = tally;
    this.#ledger = closed({ ...EMPTY_LEDGER, own: limits.sent }, limits.closedUntil(clock.now()));
  }

  /** One account's way through. `isPlaying` tells whether people are likely to look at it. */
  member(isPlaying: () => boolean): Gate {
    const account: Member = { servedAt: 0, isPlaying };
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

  /** How many more requests beside commands may go out now. */
  get left(): number {
    return leftOf(this.#ledger, this.#clock.now());
  }

  /** Calls back when a 429 closes the gate, with the time when it opens again. */
  onClosed(listener: (until: number) => void): void {
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
      this.#spend(account, spending, bucket, now);
      // The seconds after a command are free: whoever waits may go.
      if (this.#line.length > 0) this.#bell.ring();
      return;
    }
    if (this.#line.length === 0 && mayGoAt(this.#ledger, spending, now) <= now) {
      this.#spend(account, spending, bucket, now);
      return;
    }
    const at = mayGoAt(this.#ledger, spending, now);
    if (spending === 'browse' && at - now > BROWSE_PATIENCE_MS) throw noRoom(at);
    await this.#wait(account, spending, bucket, signal);
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
    this.#spend(waiter.account, waiter.spending, waiter.bucket, now);
    waiter.go();
  }

  #spend(account: Member, spending: Spending, bucket: Bucket, now: number): void {
    this.#ledger = spent(this.#ledger, spending, now);
    account.servedAt = now;
    this.#tally.count(spending, bucket, now);
  }

  /** Throws the Trouble of a closed gate: nothing is sent while it is closed. */
  #refuse(bucket: Bucket, now: number): void {
    if (this.#ledger.closedUntil > now) throw Trouble.of(rateLimited(this.#ledger.closedUntil));
    const until = this.#limits.quotaUntil(bucket, now);
    if (until !== undefined) throw new Trouble('quota', `Spotify's quota for ${bucket} is used up`, until);
  }

  #close(until: number, bucket?: Bucket): void {
    this.#tally.limited(this.#clock.now());
    if (bucket) this.#limits.closeBucket(bucket, until);
    else {
      this.#ledger = closed(this.#ledger, until);
      this.#limits.close(until);
      for (const listener of this.#closings) listener(until);
    }
    const waiting = this.#line.filter((waiter) => bucket === undefined || waiter.bucket === bucket);
    for (const waiter of waiting) {
      const kind = bucket ? 'quota' : 'rate_limited';
      this.#leave(waiter, new Trouble(kind, "Spotify's limit is reached", until));
    }
  }
}

/** The house's own budget, not Spotify's limit. */
function noRoom(at: number): Trouble {
  return new Trouble('rate_limited', 'too much was asked for within half a minute; a moment, please', at);
}
