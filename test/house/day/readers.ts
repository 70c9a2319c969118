import type { ReaderPlan } from '../../../src/bridge/tags/reader.ts';
import { type ReaderRules, USUAL_FORMAT } from '../../../src/core/reader.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import { plan } from '../box.ts';
import type { House } from '../house.ts';
import { type Card, plainUid } from './cards.ts';

/** What is between readers and the bridge. */
export class Air {
  readonly #house: House;
  /** Whether there is a broker to send to, and whether the bridge hears it. */
  broker = true;
  bridge = true;

  constructor(house: House) {
    this.#house = house;
  }

  publish(topic: string, payload: string, retain = false): void {
    if (!this.broker) return;
    const { broker } = this.#house;
    if (retain && payload === '') broker.retained.delete(topic);
    else if (retain) broker.retained.set(topic, payload);
    if (this.bridge) broker.deliver(topic, payload);
  }
}

/** How a reader tells that a card lies on it, for as long as it does. */
interface Habit {
  plan: ReaderPlan;
  statusTopic: string;
  /** What it says when it is born and when it is lost. */
  words: { online: string; offline: string };
  /** By which name its cards are known. */
  key: (card: Card) => string;
  /** Tells of a card, and again and again where it does; until `signal` aborts. */
  hold: (card: Card, signal: AbortSignal) => Promise<void>;
  /** A card is gone. */
  gone: (card: Card) => void;
  /** It has met a broker (again). */
  meet?: (card: Card | null) => void;
  /** Whether it saw its card at its last poll. */
  sees: () => boolean;
}

/** A reader with a card on it or none; it may lose its power with the card where it is. */
export class DayReader {
  readonly habit: Habit;
  card: Card | null = null;
  isOn = true;
  #holding = new AbortController();

  constructor(habit: Habit) {
    this.habit = habit;
  }

  get id(): string {
    return this.habit.plan.key;
  }

  lay(card: Card): void {
    this.card = card;
    if (this.isOn) this.#hold(card);
  }

  take(): void {
    const { card } = this;
    this.#holding.abort();
    this.card = null;
    if (card && this.isOn) this.habit.gone(card);
  }

  /** Its power is cut; the broker says so for it, if there is one. */
  die(air: Air): void {
    this.#holding.abort();
    this.isOn = false;
    air.publish(this.habit.statusTopic, this.habit.words.offline, true);
  }

  /** It says that it is there, and a moment later what lies on it. */
  async boot(air: Air, clock: Clock, afterMs: number): Promise<void> {
    this.isOn = true;
    air.publish(this.habit.statusTopic, this.habit.words.online, true);
    await clock.sleep(afterMs);
    if (this.card && this.isOn) this.#hold(this.card);
  }

  /** As it does whenever it meets a broker. */
  greet(air: Air): void {
    if (!this.isOn) return;
    air.publish(this.habit.statusTopic, this.habit.words.online, true);
    this.habit.meet?.(this.card);
  }

  #hold(card: Card): void {
    this.#holding.abort();
    this.#holding = new AbortController();
    void this.habit.hold(card, this.#holding.signal);
  }
}

/** The readers of a household, as its configuration names them. */
export function plansOf(rules: Record<'box' | 'tele' | 'wall', Partial<ReaderRules>>) {
  return {
    box: plan('box', rules.box),
    tele: plan('tele', rules.tele, { topic: 'tele/nfc/SENSOR', statusTopic: 'tele/nfc/LWT' }),
    wall: plan('wall', rules.wall, {
      topic: 'wall/sensor/tag/state',
      format: { ...USUAL_FORMAT, presence: true },
      statusTopic: 'wall/status',
    }),
  };
}

/** An even number, after which it sees its card: so that nights do not take all of a test's time. */
const UNEASY_POLLS = 300;

/** ESPHome's PN532 with JSON of its own: tells removals, and every second poll may miss the card (esphome/esphome#9875). */
export function jsonBox(air: Air, clock: Clock, plan: ReaderPlan, flaps: boolean): DayReader {
  let isSeen = false;
  const tell = (event: 'scanned' | 'removed', { uid, text, assigned }: Card) => {
    isSeen = event === 'scanned';
    const more = isSeen && !assigned ? { uri: text } : {};
    air.publish(plan.topic, JSON.stringify({ event, uid, ...more }));
  };
  return new DayReader({
    plan,
    statusTopic: 'spotify2mqtt/reader/box/status',
    words: { online: 'online', offline: 'offline' },
    key: ({ uid }) => plainUid(uid),
    async hold(card, signal) {
      // Those that step the volume are meant as often as they are laid: with them it must not flap.
      let isUneasy = false;
      for (let polls = 0; !signal.aborted; polls++) {
        if (polls === 0) tell('scanned', card);
        else if (isUneasy) tell(isSeen ? 'removed' : 'scanned', card);
        isUneasy = flaps && polls < UNEASY_POLLS && card.does.kind !== 'volume';
        await clock.sleep(isUneasy ? 1_000 : 3600_000, signal);
      }
    },
    gone(card) {
      if (isSeen) tell('removed', card);
    },
    sees: () => isSeen,
  });
}

/** Tasmota's PN532: the same telemetry every two seconds while a card lies there, and no word when it leaves. */
export function repeatingReader(air: Air, clock: Clock, plan: ReaderPlan): DayReader {
  return new DayReader({
    plan,
    statusTopic: 'tele/nfc/LWT',
    words: { online: 'Online', offline: 'Offline' },
    key: ({ uid }) => plainUid(uid),
    async hold({ uid, does }, signal) {
      const Time = '2026-11-21T08:00:00';
      do {
        air.publish(plan.topic, JSON.stringify({ Time, PN532: { UID: plainUid(uid), DATA: '' } }));
        await clock.sleep(2_000, signal);
      } while (!signal.aborted && does.kind !== 'volume');
    },
    gone() {},
    sees: () => true,
  });
}

/** A text sensor of ESPHome's: the text of the card as a retained state, empty when it is gone, said again to every broker. */
export function presenceReader(air: Air, clock: Clock, plan: ReaderPlan): DayReader {
  return new DayReader({
    plan,
    statusTopic: 'wall/status',
    words: { online: 'online', offline: 'offline' },
    key: ({ text, does }) => `text:${does.kind === 'music' ? does.uri : text}`,
    async hold({ text }) {
      air.publish(plan.topic, text, true);
      await clock.sleep(0);
    },
    gone() {
      air.publish(plan.topic, '', true);
    },
    meet(card) {
      air.publish(plan.topic, card?.text ?? '', true);
    },
    sees: () => true,
  });
}
