import type { Log } from '../../lib/log.ts';
import { type Ending, inWords, type Protocol } from './ending.ts';

/** Tells of the broker's outages: once that it is away, once for each kind of refusal, once that it is back. */
export class Outage {
  readonly #broker: string;
  readonly #log: Log;
  readonly #told = new Set<string>();

  /** `broker`: its url without credentials. */
  constructor(broker: string, log: Log) {
    this.#broker = broker;
    this.#log = log;
  }

  tell(ending: Ending): void {
    const answered = ending.kind === 'refused' || ending.kind === 'taken';
    const trouble = answered ? ending.kind : 'away';
    if (this.#told.has(trouble)) return;
    this.#told.add(trouble);
    const fields = { broker: this.#broker, ending: ending.kind };
    const text = `No connection to the MQTT broker, trying on: ${inWords(ending)}`;
    if (answered) this.#log.error(fields, text);
    else this.#log.warn(fields, text);
  }

  over(protocol: Protocol): void {
    this.#told.clear();
    const version = protocol === 5 ? '5' : '3.1.1';
    this.#log.info({ broker: this.#broker, version }, `Connected to the MQTT broker, version ${version}`);
  }
}
