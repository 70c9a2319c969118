import type { Log } from '../../lib/log.ts';

/** Tells of Home Assistant's absences: once that it is away, once that it is back. */
export class Outage {
  readonly #fields: { homeAssistant: string };
  readonly #supervisor: boolean;
  readonly #log: Log;
  #told = false;

  constructor(address: string, supervisor: boolean, log: Log) {
    this.#fields = { homeAssistant: address };
    this.#supervisor = supervisor;
    this.#log = log;
  }

  lost(why: string): void {
    if (this.#told) return;
    this.#told = true;
    this.#log.warn(this.#fields, `No connection to Home Assistant, trying on: ${why}`);
  }

  over(): void {
    this.#told = false;
    this.#log.info(this.#fields, 'Connected to Home Assistant');
  }

  refused(text: string): void {
    const right = this.#supervisor
      ? 'homeassistant_api: true in the configuration of the App would be right'
      : "a new long-lived access token in home_assistant.token would be right (your user's page, Security, at the bottom)";
    this.#log.error(
      this.#fields,
      `Home Assistant refuses the token (${text}); no more tries until the next start, ${right}`,
    );
  }
}
