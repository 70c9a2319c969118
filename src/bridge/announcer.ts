import type { Broker, Keepsake } from '../core/ports.ts';
import { type Announced, configTopics, withdraw } from '../home-assistant/announcing.ts';
import type { Announceable, Setting } from '../home-assistant/discovery.ts';
import type { Clock } from '../lib/clock.ts';
import { Later } from '../lib/later.ts';
import type { Log } from '../lib/log.ts';
import { AnnouncedDevice, type Stage } from './announced-device.ts';
import type { Publisher } from './publisher.ts';

/** What was published, so that what is renamed or gone leaves no ghost behind. */
export interface Published {
  devices: Announced[];
  /** Retained topics beside discovery. */
  topics: string[];
}

/** How long Home Assistant takes to know a new option. */
const KNOWN_MS = 1_500;
/** After Home Assistant's birth: not at once, for it and all other bridges are busy then. */
const BIRTH_MS = 1_000;
const BIRTH_JITTER_MS = 4_000;
/** What many devices announce within so long is written at once: it is one list of all. */
const KEEP_MS = 1_000;
/** For states that were lost because their entities were being set up. */
const STATES_AGAIN_MS = 10_000;

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

/** Tells Home Assistant which devices there are. They may come and go at any time. */
export class Announcer {
  readonly #parts: Parts;
  readonly #stage: Stage;
  readonly #devices = new Map<string, AnnouncedDevice>();
  #before: Published;
  readonly #due: Later;
  readonly #states: Later;
  readonly #known: Later;
  readonly #kept: Later;
  #said = false;

  constructor(parts: Parts) {
    const { broker, publisher, clock, log, setting } = parts;
    this.#parts = parts;
    this.#before = parts.published ?? { devices: [], topics: [] };
    this.#due = new Later(clock);
    this.#states = new Later(clock);
    this.#known = new Later(clock);
    this.#kept = new Later(clock);
    this.#stage = {
      broker,
      publisher,
      clock,
      log,
      setting,
      onDue: () => this.#due.at(Math.min(...this.#each((device) => device.due))),
      onAnnounced: () => {
        this.#known.at(clock.now() + KNOWN_MS);
        this.#kept.by(clock.now() + KEEP_MS);
      },
    };
  }

  /**
   * Makes a device known, now or whenever the broker is there; its message is made anew by `current` whenever it may have
   * changed. What an earlier run announced leaves Home Assistant unless it is added before the first connection.
   */
  add(current: () => Announceable): void {
    const { node } = current();
    const device = this.#devices.get(node) ?? this.#newDevice(node);
    device.become(current);
    if (this.#isOn) device.soon();
  }

  /**
   * Takes a device out of Home Assistant; it may be added again. What its entities said stays where it is, for `left` to take
   * back: Home Assistant would complain of entities without a value, so it is called when the device has left.
   */
  remove(node: string, left: () => void = () => {}): void {
    const device = this.#devices.get(node);
    if (device && this.#parts.enabled) device.leave(left);
    else left();
    if (this.#isOn) device?.soon();
  }

  /** Announces a device again that a person deleted in Home Assistant. */
  revive(node: string): void {
    const device = this.#devices.get(node);
    device?.revive();
    if (this.#isOn) device?.soon();
  }

  /** Something that this device's message is made of may have changed. */
  changed(node: string): void {
    if (this.#isOn) this.#devices.get(node)?.changed();
  }

  /** Deleted devices too are announced again. */
  rediscover(): void {
    this.#each((device) => device.revive());
    this.#sayAll(0);
  }

  /** Whether Home Assistant may be told this option of a select already. */
  knows(node: string, key: string, option: string): boolean {
    if (!this.#parts.enabled || option === 'None') return true;
    return this.#devices.get(node)?.knows(key, option) ?? false;
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
      this.#due.run(() => this.#sayDue(), signal),
      this.#states.run(() => this.#parts.speakAgain(), signal),
      this.#known.run(() => this.#becomeKnown(), signal),
      this.#kept.run(() => this.#keep(), signal),
    ]);
    if (this.#said) this.#keep();
  }

  get #isOn(): boolean {
    return this.#parts.enabled && this.#said;
  }

  #newDevice(node: string): AnnouncedDevice {
    const device = new AnnouncedDevice(
      this.#stage,
      this.#before.devices.find((before) => before.node === node),
    );
    this.#devices.set(node, device);
    return device;
  }

  #each<T>(act: (device: AnnouncedDevice) => T): T[] {
    return [...this.#devices.values()].map(act);
  }

  #sayDue(): void {
    const now = this.#parts.clock.now();
    for (const device of this.#devices.values()) if (device.due <= now) device.next();
    this.#stage.onDue();
  }

  #becomeKnown(): void {
    this.#each((device) => device.becomeKnown());
    this.#parts.onKnown();
  }

  #connected(): void {
    const { clock, enabled } = this.#parts;
    const { topics } = this.#before;
    const first = !this.#said;
    this.#said = true;
    if (first) this.#forgetOthers();
    // At once, not by the clock: whoever waits for the devices should not wait for us.
    if (enabled) this.#each((device) => device.next(true));
    // What is announced is on its way before what it shows is put into words.
    void clock.turn().then(() => this.#speak(first ? topics : []));
    this.#states.at(clock.now() + STATES_AGAIN_MS);
  }

  /** `before`: the topics of an earlier run; what is not said there any more is taken back. */
  #speak(before: readonly string[]): void {
    const { publisher, speakAgain } = this.#parts;
    speakAgain();
    const inUse = new Set(publisher.topics);
    for (const topic of before) if (!inUse.has(topic)) publisher.clear(topic);
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
    if (this.#isOn) this.#each((device) => device.again(wait));
  }

  #keep(): void {
    const devices = this.#each(({ announced }) => announced ?? []).flat();
    const discovery = new Set(devices.flatMap(configTopics));
    const topics = this.#parts.publisher.topics.filter((topic) => !discovery.has(topic));
    const published = { devices: this.#parts.enabled ? devices : [], topics };
    if (JSON.stringify(published) === JSON.stringify(this.#before)) return;
    this.#before = published;
    this.#parts.keepsake.write(published);
  }
}
