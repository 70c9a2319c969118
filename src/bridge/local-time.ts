import { type LocalDay, localDays } from '../core/local-day.ts';
import type { Keepsake } from '../core/ports.ts';
import { localMinutes } from '../core/quiet.ts';
import { isTimeZone, type TimeZone, timeZoneOf } from '../core/time-zone.ts';
import { quote } from '../core/values.ts';
import type { Log } from '../lib/log.ts';

/** The zone that Home Assistant named last, as it survives a restart: it may start after the bridge. */
export interface KeptZone {
  homeAssistant: string;
}

interface Parts {
  /** Of the configuration. */
  configured?: string | undefined;
  /** Of the process. */
  system: string | undefined;
  keepsake?: Keepsake<KeptZone>;
  log: Log;
}

/** The clock of the house: what time it is where people live, whoever says where that is. */
export class LocalTime {
  readonly #parts: Parts;
  #homeAssistant: string | undefined;
  // Found when somebody asks: the first question about time zones costs a start 10 ms.
  #zone: TimeZone | undefined;
  #minutes: ((now: number) => number) | undefined;
  #days: ((now: number) => LocalDay) | undefined;
  readonly #listeners: (() => void)[] = [];

  constructor(parts: Parts, kept?: KeptZone) {
    this.#parts = parts;
    if (kept && isTimeZone(kept.homeAssistant)) this.#homeAssistant = kept.homeAssistant;
  }

  get zone(): TimeZone {
    this.#zone ??= this.#found();
    return this.#zone;
  }

  /** The minute of the local day at `now`, 0 to 1439. */
  minute(now: number): number {
    this.#minutes ??= localMinutes(this.zone.zone);
    return this.#minutes(now);
  }

  /** The local day at `now`. */
  day(now: number): LocalDay {
    this.#days ??= localDays(this.zone.zone);
    return this.#days(now);
  }

  /** Home Assistant told where it is; counts at once where the configuration says nothing. */
  hear(zone: string): void {
    const { keepsake, log } = this.#parts;
    if (zone === this.#homeAssistant) return;
    if (!isTimeZone(zone)) {
      log.warn({}, `Home Assistant's time zone ${quote(zone)} is none that is known here; it is not taken`);
      return;
    }
    const before = this.zone;
    this.#homeAssistant = zone;
    keepsake?.write({ homeAssistant: zone });
    const after = this.#found();
    if (after.zone === before.zone && after.from === before.from) return;
    this.#zone = after;
    this.#minutes = undefined;
    this.#days = undefined;
    log.info(
      { timezone: after.zone, before: before.zone },
      "times of day are those of Home Assistant's time zone",
    );
    for (const listener of this.#listeners) listener();
  }

  /** Hears that the zone is another one. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #found(): TimeZone {
    const { configured, system } = this.#parts;
    return timeZoneOf({ configured, system, homeAssistant: this.#homeAssistant });
  }
}
