import { z } from 'zod';
import { Trouble } from '../../core/problem.ts';
import { isoTime } from '../../home-assistant/plain.ts';
import type { Clock } from '../../lib/clock.ts';
import { Later } from '../../lib/later.ts';
import { LOG_LEVELS, type Log } from '../../lib/log.ts';
import { asked, transaction } from './payload.ts';

/** A day; a log that tells everything for ever fills a disk. */
const MOST_MINUTES = 1_440;
const USUAL_MINUTES = 10;

export const ASKED_OF_LOG = asked(
  z.strictObject({
    level: z.enum(LOG_LEVELS).exactOptional(),
    minutes: z.number().min(1).max(MOST_MINUTES).default(USUAL_MINUTES),
    ...transaction,
  }),
  'level',
  '{"level":"debug","minutes":10}, debug, or nothing to be told',
);

/** How much is logged, for a while: it goes back by itself to what was configured. */
export class LogLevel {
  readonly #log: Log;
  readonly #usual: string | undefined;
  readonly #clock: Clock;
  readonly #back: Later;
  #until: number | null = null;

  constructor(log: Log, clock: Clock) {
    this.#log = log;
    this.#usual = log.level;
    this.#clock = clock;
    this.#back = new Later(clock);
  }

  /** The request `log_level`. Throws a Trouble. */
  ask(payload: string): { level: string; until: string | null } {
    const { level, minutes } = ASKED_OF_LOG.read(payload);
    if (this.#log.level === undefined)
      throw new Trouble('refused', 'the level of this log cannot be changed');
    if (level !== undefined) {
      this.#log.level = level;
      this.#until = level === this.#usual ? null : this.#clock.now() + minutes * 60_000;
      this.#back.at(this.#until ?? Number.POSITIVE_INFINITY);
    }
    return { level: this.#log.level, until: isoTime(this.#until) };
  }

  async run(signal: AbortSignal): Promise<void> {
    await this.#back.run(() => {
      this.#until = null;
      if (this.#usual !== undefined) this.#log.level = this.#usual;
    }, signal);
  }
}
