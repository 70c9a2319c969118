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
  #zone: TimeZone;
  #minutes: (now: number) => number;
  #days: (now: number) => LocalDay;
  readonly #listeners: (() => void)[] = [];

  constructor(parts: Parts, kept?: KeptZone) {
    this.#parts = parts;
    if (kept && isTimeZone(kept.homeAssistant)) this.#homeAssistant = kept.homeAssistant;
    this.#zone = this.#found();
    this.#minutes = localMinutes(this.#zone.zone);
    this.#days = localDays(this.#zone.zone);
  }

  get zone(): TimeZone {
    return this.#zone;
  }

  /** The minute of the local day at `now`, 0 to 1439. */
  minute(now: number): number {
    return this.#minutes(now);
  }

  /** The local day at `now`. */
  day(now: number): LocalDay {
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
    this.#homeAssistant = zone;
    keepsake?.write({ homeAssistant: zone });
    const before = this.#zone;
    this.#zone = this.#found();
    if (this.#zone.zone === before.zone && this.#zone.from === before.from) return;
    this.#minutes = localMinutes(this.#zone.zone);
    this.#days = localDays(this.#zone.zone);
    log.info(
      { timezone: this.#zone.zone, before: before.zone },
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
