import { type Front, openFront } from './adapters/http/front.ts';
import { type Metrics, openMetrics } from './adapters/metrics/metrics.ts';
import { type ConnectedBroker, openBroker } from './adapters/mqtt/broker.ts';
import type { EmbeddedBroker } from './adapters/mqtt/embedded.ts';
import { type DataFolder, openDataFolder } from './adapters/storage/data-folder.ts';
import type { Config } from './config/config.ts';
import { systemClock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { readVersion } from './version.ts';

/**
 * What a house stands on and what outlives it: when the configuration changes, a new house is built on the same ground, so that
 * nobody on the broker sees the bridge go, and no browser finds its door closed.
 */
export interface Ground {
  readonly folder: string;
  readonly front: Front;
  /** Connects when the first house asks it to. */
  readonly broker: ConnectedBroker;
  /** Counts from the start of the process. */
  readonly metrics: Metrics;
  /** The port of the embedded broker, where there is one. */
  readonly brokerPort: number | undefined;
}

/** One thing of the ground, and the settings that it was made for. */
interface Kept<T> {
  readonly thing: T;
  readonly made: string;
}

export class Grounds {
  readonly #log: Log;
  readonly #metrics = openMetrics({ version: readVersion(), now: systemClock.now });
  #folder: Kept<DataFolder> | undefined;
  #front: Kept<Front> | undefined;
  #embedded: Kept<EmbeddedBroker | undefined> | undefined;
  #broker: Kept<ConnectedBroker> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * The ground for a configuration: what serves it is kept, the rest made anew. No house may stand on it meanwhile. Rejects where
   * something cannot be had; what is there then stays until it is asked for anew or `clear` is called.
   */
  async prepare(config: Config): Promise<Ground> {
    const { mqtt, data } = config;
    const broker = JSON.stringify([
      mqtt.url,
      mqtt.username,
      mqtt.password,
      mqtt.clientId,
      mqtt.baseTopic,
      mqtt.tls,
      mqtt.maxPayload,
    ]);
    const embedded = JSON.stringify(mqtt.url === 'embedded' ? [mqtt.embedded, mqtt.maxPayload] : null);
    if (this.#broker && this.#broker.made !== broker + embedded) await this.#hangUp();
    if (this.#embedded && this.#embedded.made !== embedded) await this.#endEmbedded();
    if (this.#folder && this.#folder.made !== data) this.#releaseFolder();

    this.#folder ??= { thing: await openDataFolder(data, this.#log), made: data };
    this.#embedded ??= { thing: await embeddedBroker(config, this.#log), made: embedded };
    const front = await this.frontFor(config.http);
    this.#broker ??= {
      thing: openBroker(brokerOptions(config, this.#embedded.thing), this.#log, systemClock),
      made: broker + embedded,
    };
    return {
      folder: this.#folder.thing.path,
      front,
      metrics: this.#metrics,
      broker: this.#broker.thing,
      brokerPort: this.#embedded.thing?.port,
    };
  }

  /** The pages' socket alone. */
  async frontFor({ port, host }: { port: number; host?: string }): Promise<Front> {
    const made = JSON.stringify([port, host]);
    if (this.#front?.made === made) return this.#front.thing;
    const thing = await openFront({ port, host });
    const before = this.#front;
    this.#front = { thing, made };
    await before?.thing.close();
    return thing;
  }

  /** Says goodbye and gives everything back. */
  async clear(): Promise<void> {
    await this.#front?.thing.close();
    this.#front = undefined;
    await this.#hangUp();
    await this.#endEmbedded();
    this.#releaseFolder();
  }

  async #hangUp(): Promise<void> {
    await this.#broker?.thing.close();
    this.#broker = undefined;
  }

  async #endEmbedded(): Promise<void> {
    await this.#embedded?.thing?.close();
    this.#embedded = undefined;
  }

  #releaseFolder(): void {
    this.#folder?.thing.release();
    this.#folder = undefined;
  }
}

async function embeddedBroker({ mqtt }: Config, log: Log): Promise<EmbeddedBroker | undefined> {
  if (mqtt.url !== 'embedded') return undefined;
  const { port, host, users } = mqtt.embedded;
  const named = Object.entries(users).map(([username, password]) => ({ username, password }));
  // Loaded when asked for: most houses have a broker, and a bridge starts sooner and smaller without a second one.
  const { startEmbeddedBroker } = await import('./adapters/mqtt/embedded.ts');
  return startEmbeddedBroker({ port, host, users: named, maxPayload: mqtt.maxPayload }, log);
}

function brokerOptions({ mqtt }: Config, embedded: EmbeddedBroker | undefined) {
  const { url, clientId, baseTopic, username, password, tls, maxPayload } = mqtt;
  if (!embedded) return { url, clientId, baseTopic, username, password, tls, maxPayload };
  const [user] = Object.entries(mqtt.embedded.users);
  return {
    url: `mqtt://127.0.0.1:${embedded.port}`,
    clientId,
    baseTopic,
    maxPayload,
    protocol: 4 as const,
    ...(user ? { username: user[0], password: user[1] } : {}),
  };
}
