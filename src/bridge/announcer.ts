import type { Broker, Keepsake } from '../core/ports.ts';
import { type Announced, announcedOf, configTopics, phases, withdraw } from '../home-assistant/announcing.ts';
import { type Announceable, type Announcement, announce, type Setting } from '../home-assistant/discovery.ts';
import type { Clock } from '../lib/clock.ts';
import { Later } from '../lib/later.ts';
import type { Log } from '../lib/log.ts';
import type { Publisher } from './publisher.ts';

/** What was published, so that what is renamed or gone leaves no ghost behind. */
export interface Published {
  devices: Announced[];
  /** Retained topics beside discovery. */
  topics: string[];
}

/** Home Assistant loses parts of a second message that comes while the first is at work (core, mqtt/discovery.py). */
const APART_MS = 3_000;
/** For what was lost all the same. */
const AGAIN_MS = 10_000;
/** How long Home Assistant takes to know a new option. */
const KNOWN_MS = 1_500;
/** After Home Assistant's birth: not at once, for it and all other bridges are busy then. */
const BIRTH_MS = 1_000;
const BIRTH_JITTER_MS = 4_000;

type Options = ReadonlyMap<string, ReadonlySet<string>>;

interface Device {
  current: () => Announceable;
  known: Announced | undefined;
  /** What was published last, to see whether anything is new. */
  last: string | undefined;
  /** What is still to be published, phase by phase. */
  pending: Announcement[][];
  /** Options of its selects: as Home Assistant knows them by now, and as announced last. */
  options: Options;
  announced: Options;
  /** Discovery topics on which a deletion would be heard. */
  heard: Set<string>;
  /** A person deleted it in Home Assistant: silent until asked for or restarted. */
  deleted: boolean;
  later: Later;
}

interface Parts {
  broker: Broker;
  publisher: Publisher;
  clock: Clock;
  log: Log;
  setting: () => Setting;
  /** False: nothing is announced, and what was is taken back. */
  enabled: boolean;
  /** Where Home Assistant says that it has started. */
  birthTopic: string;
  keepsake: Keepsake<Published>;
  published: Published | undefined;
  random: () => number;
  /** Says all states anew, because somebody new listens. */
  speakAgain: () => void;
  /** An option became known: what was held back may be said. */
  onKnown: () => void;
}

/** Tells Home Assistant which devices there are, in the order and at the pace that it can follow. */
export class Announcer {
  readonly #parts: Parts;
  readonly #devices = new Map<string, Device>();
  #before: Published;
  readonly #states: Later;
  readonly #known: Later;
  #said = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#before = parts.published ?? { devices: [], topics: [] };
    this.#states = new Later(parts.clock);
    this.#known = new Later(parts.clock);
  }

  /** Makes a device known; its message is made anew by `current` whenever it may have changed. */
  add(current: () => Announceable): void {
    const { node } = current();
    const known = this.#before.devices.find((device) => device.node === node);
    this.#devices.set(node, {
      current,
      known,
      last: undefined,
      pending: [],
      options: new Map(),
      announced: new Map(),
      heard: new Set(),
      deleted: false,
      later: new Later(this.#parts.clock),
    });
  }

  /** Something that a device's message is made of may have changed. */
  changed(): void {
    if (!this.#parts.enabled || !this.#said) return;
    for (const device of this.#devices.values()) {
      if (device.deleted || JSON.stringify(announce(device.current(), this.#parts.setting())) === device.last)
        continue;
      device.later.by(this.#parts.clock.now() + APART_MS);
    }
  }

  /** Deleted devices too are announced again. */
  rediscover(): void {
    for (const device of this.#devices.values()) device.deleted = false;
    this.#sayAll(0);
  }

  /** Whether Home Assistant may be told this option of a select already. */
  knows(node: string, key: string, option: string): boolean {
    if (!this.#parts.enabled || option === 'None') return true;
    return this.#devices.get(node)?.options.get(key)?.has(option) ?? false;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { broker, clock, birthTopic, random } = this.#parts;
    broker.connected(() => this.#connected());
    broker.subscribe(birthTopic, ({ payload, retained }) => {
      if (retained || new TextDecoder().decode(payload) !== 'online') return;
      const wait = BIRTH_MS + random() * BIRTH_JITTER_MS;
      this.#sayAll(wait);
      this.#states.at(clock.now() + wait + 1_000);
    });
    await Promise.all([
      this.#states.run(() => this.#parts.speakAgain(), signal),
      this.#known.run(() => this.#becomeKnown(), signal),
      ...[...this.#devices.values()].map((device) => device.later.run(() => this.#next(device), signal)),
    ]);
  }

  #becomeKnown(): void {
    for (const device of this.#devices.values()) device.options = device.announced;
    this.#parts.onKnown();
  }

  #connected(): void {
    const { clock, publisher, enabled } = this.#parts;
    const { topics } = this.#before;
    const first = !this.#said;
    this.#said = true;
    if (first) this.#forgetOthers();
    if (enabled) {
      // At once, not by the clock: whoever waits for the devices should not wait for us.
      for (const device of this.#devices.values()) this.#next(device, true);
    }
    this.#parts.speakAgain();
    if (first) for (const topic of topics) if (publisher.said(topic) === undefined) publisher.clear(topic);
    this.#states.at(clock.now() + AGAIN_MS);
    this.#keep();
  }

  /** Takes back what an earlier configuration announced and this one does not. */
  #forgetOthers(): void {
    const { enabled, publisher } = this.#parts;
    for (const before of this.#before.devices) {
      if (enabled && this.#devices.has(before.node)) continue;
      for (const { topic } of withdraw(before)) publisher.clear(topic);
    }
  }

  #sayAll(wait: number): void {
    if (!this.#parts.enabled) return;
    for (const device of this.#devices.values()) {
      if (device.deleted) continue;
      device.last = undefined;
      device.later.at(this.#parts.clock.now() + wait);
    }
  }

  /** Publishes the next phase of a device; `anew` begins from what is true now. */
  #next(device: Device, anew = false): void {
    if (device.deleted) return;
    const { clock, publisher } = this.#parts;
    const setting = this.#parts.setting();
    if (anew || device.pending.length === 0) {
      const current = device.current();
      const bytes = JSON.stringify(announce(current, setting));
      const isAgain = device.last === bytes;
      device.pending = phases(device.known, current, setting);
      device.known = announcedOf(current, setting);
      device.last = bytes;
      device.announced = optionsOf(current);
      this.#hearDeletions(device, device.known);
      this.#known.at(clock.now() + KNOWN_MS);
      if (!isAgain) device.later.by(clock.now() + AGAIN_MS);
      this.#keep();
    }
    for (const { topic, payload } of device.pending.shift() ?? []) {
      if (payload === '') publisher.clear(topic);
      else publisher.insist(topic, payload);
    }
    if (device.pending.length > 0) device.later.by(clock.now() + APART_MS);
  }

  /** Home Assistant empties the discovery topic of a device that a person deletes; not to be resurrected by us. */
  #hearDeletions(device: Device, known: Announced): void {
    const { broker, publisher, log } = this.#parts;
    for (const topic of configTopics(known)) {
      if (device.heard.has(topic)) continue;
      device.heard.add(topic);
      broker.subscribe(
        topic,
        ({ payload }) => {
          // Our own emptying comes back too where the broker speaks 3.1.1.
          if (payload.length > 0 || publisher.said(topic) === undefined || device.deleted) return;
          device.deleted = true;
          device.pending = [];
          log.info(
            { topic },
            'deleted in Home Assistant: not announced again until "rediscover" or a restart',
          );
        },
        { noLocal: true },
      );
    }
  }

  #keep(): void {
    const devices = [...this.#devices.values()].flatMap(({ known }) => (known ? [known] : []));
    const discovery = new Set(devices.flatMap(configTopics));
    const topics = this.#parts.publisher.topics.filter((topic) => !discovery.has(topic));
    const published = { devices: this.#parts.enabled ? devices : [], topics };
    if (JSON.stringify(published) === JSON.stringify(this.#before)) return;
    this.#before = published;
    this.#parts.keepsake.write(published);
  }
}

function optionsOf({ components }: Announceable): Options {
  const options = new Map<string, ReadonlySet<string>>();
  for (const [key, { config }] of components) {
    if (Array.isArray(config.options))
      options.set(key, new Set(config.options.filter((one) => typeof one === 'string')));
  }
  return options;
}
