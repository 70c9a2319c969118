import type { DayMinutes } from '../../core/house-rules.ts';
import {
  counted,
  extended,
  type Listened,
  leftOf,
  limitOn,
  nothingOn,
  usedUp,
} from '../../core/listening.ts';
import type { LocalDay } from '../../core/local-day.ts';
import type { Keepsake } from '../../core/ports.ts';
import type { Ban } from '../../core/rule.ts';
import type { Clock } from '../../lib/clock.ts';

/** What survives a restart; pairs, because a card's id may be any text. */
export interface KeptListening {
  listened: [key: string, Listened][];
}

/** Whose listening is counted. */
export type Counted = `account:${string}` | `reader:${string}` | `card:${string}`;

/** How long was listened today, by account, reader and card. */
export class Ledger {
  readonly #clock: Clock;
  readonly #day: (now: number) => LocalDay;
  readonly #keepsake: Keepsake<KeptListening>;
  readonly #listened: Map<string, Listened>;

  constructor(parts: {
    clock: Clock;
    day: (now: number) => LocalDay;
    keepsake: Keepsake<KeptListening>;
    kept: KeptListening | undefined;
  }) {
    this.#clock = parts.clock;
    this.#day = parts.day;
    this.#keepsake = parts.keepsake;
    this.#listened = new Map(parts.kept?.listened);
  }

  get day(): LocalDay {
    return this.#day(this.#clock.now());
  }

  /** What is counted today. */
  of(whose: Counted): Listened {
    const { date } = this.day;
    const listened = this.#listened.get(whose);
    return listened?.date === date ? listened : nothingOn(date);
  }

  /** All that was counted today of one kind: whose, and whole minutes. */
  all(kind: 'card'): { of: string; minutes: number }[] {
    const { date } = this.day;
    return [...this.#listened].flatMap(([whose, listened]) =>
      whose.startsWith(`${kind}:`) && listened.date === date
        ? [{ of: whose.slice(kind.length + 1), minutes: wholeMinutes(listened) }]
        : [],
    );
  }

  /** What was heard from `from` (ms since the epoch) for `ms`. */
  count(whose: Counted, from: number, ms: number): void {
    if (ms > 0) this.#put(whose, counted(this.of(whose), from, ms));
  }

  /** A grown-up adds minutes for today. */
  extend(whose: Counted, minutes: number, perDay: DayMinutes): void {
    this.#put(whose, extended(this.of(whose), minutes, limitOn(perDay, this.day)));
  }

  told(whose: Counted, what: 'warned' | 'ended'): void {
    this.#put(whose, { ...this.of(whose), [what]: true });
  }

  minutes(whose: Counted): number {
    // Nothing is nothing on any day; which day it is takes a start 8 ms to find out.
    return this.#listened.has(whose) ? wholeMinutes(this.of(whose)) : 0;
  }

  /** What is left today, ms. */
  left(whose: Counted, perDay: DayMinutes): number {
    return leftOf(this.of(whose), limitOn(perDay, this.day));
  }

  /** The limit of today with what was added, minutes. */
  limit(whose: Counted, perDay: DayMinutes): number {
    return limitOn(perDay, this.day) + this.of(whose).extra;
  }

  /** Why nothing more may play today; undefined while it may. */
  whyUsedUp(whose: Counted, perDay: DayMinutes | undefined): Ban | undefined {
    return perDay && this.left(whose, perDay) <= 0 ? this.ban(whose, perDay) : undefined;
  }

  /** What is said where the minutes are used up. */
  ban(whose: Counted, perDay: DayMinutes): Ban {
    return usedUp(this.of(whose), limitOn(perDay, this.day));
  }

  #put(whose: Counted, listened: Listened): void {
    this.#listened.set(whose, listened);
    // What was yesterday is of no use to anybody.
    for (const [other, { date }] of this.#listened) if (date !== listened.date) this.#listened.delete(other);
    this.#keepsake.write({ listened: [...this.#listened] });
  }
}

function wholeMinutes({ ms }: Listened): number {
  return Math.floor(ms / 60_000);
}
