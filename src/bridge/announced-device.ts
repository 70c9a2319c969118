import type { Broker } from '../core/ports.ts';
import { type Announced, announcedOf, configTopics, phases, withdraw } from '../home-assistant/announcing.ts';
import { type Announceable, type Announcement, announce, type Setting } from '../home-assistant/discovery.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Publisher } from './publisher.ts';

/** Home Assistant loses parts of a second message that comes while the first is at work (core, mqtt/discovery.py). */
const APART_MS = 3_000;
/** For what was lost all the same. */
const AGAIN_MS = 10_000;

export interface Stage {
  broker: Broker;
  publisher: Publisher;
  clock: Clock;
  log: Log;
  setting: () => Setting;
  /** `due` of a device has changed. */
  onDue: () => void;
  /** What is announced of a device has changed. */
  onAnnounced: () => void;
}

type Options = ReadonlyMap<string, ReadonlySet<string>>;

/** One device on its way into Home Assistant, and out again: phase by phase, at the pace that Home Assistant can follow. */
export class AnnouncedDevice {
  readonly #stage: Stage;
  /** What follows its leaving. */
  #left: (() => void) | undefined;
  /** Its message, made anew; undefined where it is to leave. */
  #current: (() => Announceable) | undefined;
  #announced: Announced | undefined;
  /** What was published last, to see whether anything is new. */
  #last: string | undefined;
  /** What is still to be published, phase by phase. */
  #pending: Announcement[][] = [];
  /** Whether it is said once more after the last phase. */
  #isNews = false;
  /** Options of its selects: as Home Assistant knows them by now, and as announced last. */
  #options: Options = new Map();
  #newOptions: Options = new Map();
  /** Discovery topics on which a deletion would be heard. */
  readonly #heard = new Set<string>();
  /** A person deleted it in Home Assistant: silent until revived or restarted. */
  #deleted = false;
  #due = Number.POSITIVE_INFINITY;
  /** Until when Home Assistant is at work on the last message. */
  #busyUntil = Number.NEGATIVE_INFINITY;

  /** `announced` is what an earlier run left in Home Assistant. */
  constructor(stage: Stage, announced: Announced | undefined) {
    this.#stage = stage;
    this.#announced = announced;
  }

  /** When it has something to say (`next`), ms since the epoch. */
  get due(): number {
    return this.#due;
  }

  get announced(): Announced | undefined {
    return this.#announced;
  }

  become(current: () => Announceable): void {
    this.#current = current;
    this.#left = undefined;
  }

  /** Is to leave; `left` is called once that is said, at once where nothing was announced. */
  leave(left: () => void): void {
    this.#current = undefined;
    this.#pending = [];
    this.#last = undefined;
    this.#deleted = false;
    if (this.#announced) this.#left = left;
    else left();
  }

  /** A deleted one may be announced again. */
  revive(): void {
    this.#deleted = false;
  }

  /** Says what is not said yet, as soon as Home Assistant can follow. */
  soon(): void {
    if (!this.#hasNews()) return;
    const now = this.#stage.clock.now();
    if (this.#busyUntil <= now) this.next(true);
    else this.#by(this.#busyUntil);
  }

  /** Its message may have changed; what changes within some seconds is one message. */
  changed(): void {
    if (this.#hasNews()) this.#by(this.#stage.clock.now() + APART_MS);
  }

  /** Says it again in `wait` ms, new or not. */
  again(wait: number): void {
    if (this.#deleted) return;
    this.#last = undefined;
    this.#due = this.#stage.clock.now() + wait;
    this.#stage.onDue();
  }

  /** Publishes the next phase; `anew` begins from what is true now. */
  next(anew = false): void {
    this.#due = Number.POSITIVE_INFINITY;
    if (!this.#current) this.#takeBack();
    if (!this.#current || this.#deleted) return;
    if (anew || this.#pending.length === 0) this.#begin(this.#current());
    this.#publish(this.#pending.shift() ?? []);
    if (this.#pending.length > 0) this.#by(this.#stage.clock.now() + APART_MS);
    else if (this.#isNews) this.#by(this.#stage.clock.now() + AGAIN_MS);
  }

  /** Whether Home Assistant may be told this option of a select already. */
  knows(key: string, option: string): boolean {
    return this.#options.get(key)?.has(option) ?? false;
  }

  /** Home Assistant has had the time to take in what was announced last. */
  becomeKnown(): void {
    this.#options = this.#newOptions;
  }

  #hasNews(): boolean {
    if (!this.#current) return this.#announced !== undefined;
    return !this.#deleted && this.#bytesOf(this.#current()) !== this.#last;
  }

  #bytesOf(device: Announceable): string {
    return JSON.stringify(announce(device, this.#stage.setting()));
  }

  #begin(current: Announceable): void {
    const setting = this.#stage.setting();
    const bytes = this.#bytesOf(current);
    this.#isNews = bytes !== this.#last;
    this.#last = bytes;
    this.#pending = phases(this.#announced, current, setting);
    this.#newOptions = optionsOf(current);
    this.#setAnnounced(announcedOf(current, setting));
  }

  #takeBack(): void {
    if (!this.#announced) return;
    this.#publish(withdraw(this.#announced));
    this.#newOptions = new Map();
    this.#left?.();
    this.#left = undefined;
    this.#setAnnounced(undefined);
  }

  #setAnnounced(announced: Announced | undefined): void {
    this.#announced = announced;
    for (const topic of announced ? configTopics(announced) : []) this.#hearDeletion(topic);
    this.#stage.onAnnounced();
  }

  #publish(messages: readonly Announcement[]): void {
    const { clock, publisher } = this.#stage;
    this.#busyUntil = clock.now() + APART_MS;
    for (const { topic, payload } of messages) {
      if (payload === '') publisher.clear(topic);
      else publisher.insist(topic, payload);
    }
  }

  #by(at: number): void {
    this.#due = Math.min(this.#due, at);
    this.#stage.onDue();
  }

  /** Home Assistant empties the discovery topic of a device that a person deletes; not to be resurrected by us. */
  #hearDeletion(topic: string): void {
    if (this.#heard.has(topic)) return;
    this.#heard.add(topic);
    const { broker, publisher, log } = this.#stage;
    broker.subscribe(
      topic,
      ({ payload, retained }) => {
        if (payload.length > 0) {
          // The broker was away when it was taken back.
          if (retained && !this.#current) publisher.clear(topic);
          return;
        }
        // Our own emptying comes back too where the broker speaks 3.1.1.
        if (publisher.said(topic) === undefined) return;
        publisher.forget(topic);
        if (this.#deleted || !this.#current) return;
        this.#deleted = true;
        this.#pending = [];
        this.#last = undefined;
        log.info({ topic }, 'deleted in Home Assistant: not announced again until "rediscover" or a restart');
        this.#setAnnounced(undefined);
      },
      { noLocal: true },
    );
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
