import type { DayMinutes } from '../../core/house-rules.ts';
import { heardBetween, pauseAt, type Reached, WARNING_MS } from '../../core/listening.ts';
import type { Playback } from '../../core/playback.ts';
import { Bell } from '../../lib/bell.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Account } from '../account.ts';
import type { Reader } from '../tags/reader.ts';
import type { HeardBy } from './heard-by.ts';
import type { Counted, Ledger } from './ledger.ts';
import type { RuleVoice } from './rule-voice.ts';

/** Between two tries to pause. */
const AGAIN_MS = 10_000;
/** Days begin at midnight, and clocks are put forward and back. */
const LONGEST_REST_MS = 15 * 60_000;

interface Parts {
  account: Account;
  ledger: Ledger;
  clock: Clock;
  voice: RuleVoice;
  /** What is counted of a reader is new. */
  counted: (reader: Reader) => void;
  /** Nothing is counted of anybody yet. */
  newDay: () => void;
}

/** What is counted, and how much of it may be. */
interface Meter {
  whose: Counted;
  perDay: DayMinutes;
  /** Whose limit it is; undefined for the account's own. */
  reader: Reader | undefined;
}

/** Counts how long one account plays, tells when the day's minutes come to their end, and ends the music then. */
export class Timekeeper {
  readonly #parts: Parts;
  readonly #bell = new Bell();
  readonly #reached = new Map<Counted, Reached>();
  #look: Playback | undefined;
  #by: HeardBy | undefined;
  #tryAt = 0;
  #date: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What plays now, and whose card started it. */
  looked(look: Playback, by: HeardBy | undefined): void {
    const { ledger, account, counted } = this.#parts;
    const before = this.#look;
    const ms = before ? heardBetween(before, look) : 0;
    if (before && ms > 0) {
      const from = before.measuredAt;
      ledger.count(`account:${account.plan.key}`, from, ms);
      if (this.#by) {
        ledger.count(`reader:${this.#by.reader.id}`, from, ms);
        ledger.count(`card:${this.#by.uid}`, from, ms);
        counted(this.#by.reader);
      }
    }
    this.#look = look;
    this.#by = by;
    this.show();
    this.#bell.ring();
  }

  /** Minutes were added: what was to end plays on. */
  extended(): void {
    this.#reached.clear();
    this.show();
    this.#bell.ring();
  }

  /** Puts the minutes of today where people see them. */
  show(): void {
    const { ledger, account } = this.#parts;
    const whose: Counted = `account:${account.plan.key}`;
    const { minutesPerDay } = account.plan.rules;
    const minutes = ledger.minutes(whose);
    const left = minutesPerDay ? Math.ceil(ledger.left(whose, minutesPerDay) / 60_000) : null;
    const { listened } = account.store.state;
    if (listened.minutes !== minutes || listened.left !== left)
      account.store.put({ listened: { minutes, left } });
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    // Which day it is takes a start 10 ms to find out: after the broker is called, before it answers.
    await clock.turn();
    while (!signal.aborted) {
      const at = await this.#move();
      const left = Math.min(at - clock.now(), LONGEST_REST_MS);
      if (left > 0) await this.#bell.wait(clock, left, signal);
    }
  }

  /** Does what is due; returns when something will be, unless the bell rings before. */
  async #move(): Promise<number> {
    const { account, clock, ledger, newDay } = this.#parts;
    this.show();
    const { date } = ledger.day;
    if (this.#date !== undefined && date !== this.#date) newDay();
    this.#date = date;
    const look = this.#look;
    // What a command has just paused is shown paused before a look sees it.
    if (look?.status !== 'playing' || account.store.state.playback.status !== 'playing')
      return Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const meter of this.#meters()) {
      const due = this.#judge(meter, look, clock.now());
      if (due <= clock.now()) return this.#pause(meter);
      next = Math.min(next, due);
    }
    return next;
  }

  /** When the music must pause for this limit, or anything else is to be done for it. */
  #judge({ whose, perDay, reader }: Meter, look: Playback, now: number): number {
    const { ledger, voice } = this.#parts;
    const left = ledger.left(whose, perDay) - Math.max(0, now - look.measuredAt);
    const { warned, ended } = ledger.of(whose);
    if (left > 0) {
      this.#reached.delete(whose);
      // Whoever may listen for less than that needs no warning.
      if (warned || ledger.limit(whose, perDay) * 60_000 <= WARNING_MS) return now + left;
      if (left > WARNING_MS) return now + left - WARNING_MS;
      ledger.told(whose, 'warned');
      voice.warned(reader, this.#by?.reader, Math.ceil(left / 60_000));
      return now + left;
    }
    const reached = this.#reached.get(whose) ?? { at: now, item: ended ? null : (look.item?.uri ?? null) };
    this.#reached.set(whose, reached);
    if (!ended) {
      ledger.told(whose, 'ended');
      voice.ended(reader, this.#by?.reader, ledger.ban(whose, perDay));
    }
    return Math.max(pauseAt(reached, look), this.#tryAt);
  }

  async #pause({ whose, perDay, reader }: Meter): Promise<number> {
    const { account, ledger, clock, voice } = this.#parts;
    const by = this.#by?.reader;
    const outcome = await account.commander.obey({ ask: 'pause' });
    const retryAt = outcome.ok ? 0 : (outcome.problem.retryAt ?? 0);
    this.#tryAt = Math.max(clock.now() + AGAIN_MS, retryAt);
    if (outcome.ok) voice.paused(reader ?? by, ledger.ban(whose, perDay));
    return this.#tryAt;
  }

  #meters(): Meter[] {
    const { account } = this.#parts;
    const { minutesPerDay } = account.plan.rules;
    const meters: Meter[] = [];
    if (minutesPerDay)
      meters.push({ whose: `account:${account.plan.key}`, perDay: minutesPerDay, reader: undefined });
    const reader = this.#by?.reader;
    const perDay = reader?.plan.rules.minutesPerDay;
    if (reader && perDay) meters.push({ whose: `reader:${reader.id}`, perDay, reader });
    return meters;
  }
}
