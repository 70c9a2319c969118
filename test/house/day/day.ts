import { Random } from '../../../src/simulator/random.ts';
import { type House, playingHouse } from '../house.ts';
import { type Card, cardsOf, plainUid, tagOf } from './cards.ts';
import { deedsIn, type Expected, isOf, Model } from './model.ts';
import { Air, type DayReader, jsonBox, plansOf, presenceReader, repeatingReader } from './readers.ts';

/** What differs from one household to the next. */
export interface Household {
  seed: number;
  /** The PN532 of the box misses its card at every second poll. */
  flaps: boolean;
  rules: Parameters<typeof plansOf>[0];
}

const NOTHING: Expected = { deeds: [] };
const MINUTE = 60_000;
/** What was asked for plays by then. */
const SOON_MS = 4_000;
/** Deeds of one event are over before the next: a removal's grace, and a look that waits for the budget. */
const SHORTEST_GAP_MS = 15_000;
/** The bridge stores places so often, and looks a little less often. */
const PLACE_MS = 20_000;
/** Nobody's card. */
const PHONE_ALBUM = 'Small Rooms';

/** A day with boxes, cards and phones: what happens, and what was wrong about what followed. */
export class Day {
  readonly wrong: string[] = [];
  /** Every card that was laid, by reader: what must be told of it. */
  readonly scans: { reader: string; event: string; uid: string }[] = [];
  readonly house: House;
  readonly #random: Random;
  readonly #model: Model;
  readonly #cards: readonly Card[];
  readonly #air: Air;
  readonly #readers: readonly DayReader[];

  constructor(house: House, readers: readonly DayReader[], air: Air, seed: number) {
    this.house = house;
    this.#air = air;
    this.#readers = readers;
    this.#random = new Random(seed);
    this.#model = new Model(house);
    this.#cards = cardsOf(house);
    house.tagFile.edit(this.#cards.filter(({ assigned }) => assigned).map(tagOf));
    // Somebody's mistake, which comes again with every connection.
    house.broker.retained.set(
      'spotify2mqtt/reader/box/tag',
      JSON.stringify({ event: 'scanned', uid: this.#cards[0]?.uid }),
    );
  }

  /** Cards come and go, and whatever else happens in a house, until so many were laid. */
  async live(scans: number): Promise<void> {
    for (const end = this.scans.length + scans; this.scans.length < end; ) {
      const luck = this.#random.next();
      const reader = this.#pick(this.#readers);
      if (luck < 0.12) await this.#disturb(reader);
      else if (reader.card === null) await this.#lay(reader);
      else if (luck < 0.3) await this.#swap(reader, reader.card);
      else if (luck < 0.45) await this.#bounce(reader, reader.card);
      else await this.#take(reader, reader.card);
    }
  }

  /** In the night the power is cut, with a card on every reader; when it returns, nothing plays. */
  async sleep(): Promise<void> {
    for (const reader of this.#readers) if (reader.card) await this.#take(reader, reader.card);
    await this.#quiet('the night', () => this.#until('02:45'));
    for (const reader of this.#readers) await this.#lay(reader);
    await this.#quiet('the power cut', async () => {
      this.#model.look(this.#truth());
      this.#air.broker = false;
      for (const reader of this.#readers) reader.die(this.#air);
      this.#act({ action: 'sleep', device: 'Kitchen' });
      await this.house.kill();
      await this.house.clock.advance(20 * MINUTE);
      const bridgeIsFirst = this.#random.next() < 0.5;
      this.#air.broker = true;
      this.#air.bridge = bridgeIsFirst;
      if (bridgeIsFirst) await this.house.kill();
      const boots = this.#readers.map((reader) => this.#boot(reader, 90_000));
      await this.house.clock.advance(this.#random.between(0, 100_000));
      if (!bridgeIsFirst) await this.house.kill();
      this.#air.bridge = true;
      this.#act({ action: 'wake', device: 'Kitchen' });
      await this.house.clock.advance(3 * MINUTE);
      await Promise.all(boots);
    });
    for (const reader of this.#readers) if (reader.card) await this.#take(reader, reader.card);
    await this.#quiet('the rest of the night', () => this.#until('06:30'));
  }

  async #lay(reader: DayReader): Promise<void> {
    const card = this.#choose(null);
    await this.#scan(`${card.name} on ${reader.id}`, card, reader, async () => reader.lay(card));
  }

  /** Another card, without a break. */
  async #swap(reader: DayReader, old: Card): Promise<void> {
    const card = this.#choose(old);
    await this.#scan(`${card.name} for ${old.name} on ${reader.id}`, card, reader, async () => {
      reader.take();
      await this.house.clock.advance(this.#random.between(0, 700));
      reader.lay(card);
    });
  }

  async #scan(label: string, card: Card, reader: DayReader, deed: () => Promise<void>): Promise<void> {
    const expected = this.#model.laid(card, reader, this.#truth());
    this.scans.push({
      reader: reader.id,
      event: card.does.kind === 'unknown' ? 'tag_unknown' : 'tag_played',
      uid: reader.habit.key(card).startsWith('text:') ? '' : plainUid(card.uid),
    });
    await this.#happen(label, expected, deed, card);
  }

  async #take(reader: DayReader, card: Card): Promise<void> {
    const expected = this.#model.taken(card, reader, this.#truth(), true);
    await this.#happen(`${card.name} off ${reader.id}`, expected, async () => reader.take());
  }

  /** It slips, and lies there again at once: it never left. */
  async #bounce(reader: DayReader, card: Card): Promise<void> {
    // Louder is meant as often as it is laid.
    if (card.does.kind === 'volume') return;
    await this.#seen(reader);
    await this.#happen(`${card.name} slips on ${reader.id}`, NOTHING, async () => {
      reader.take();
      await this.house.clock.advance(800);
      reader.lay(card);
    });
  }

  async #disturb(reader: DayReader): Promise<void> {
    const now = this.#truth();
    switch (this.#random.between(0, 7)) {
      case 0:
        return this.#happen('the bridge restarts', NOTHING, () => this.house.restart());
      case 1:
        return this.#happen('the bridge is killed', NOTHING, () => this.house.kill());
      case 2:
        return this.#happen('the broker restarts', NOTHING, () => this.#restartBroker());
      case 3:
        return this.#happen(`${reader.id} restarts`, NOTHING, () => this.#restartReader(reader));
      case 4:
        if (!now.playing || now.next.length === 0) return;
        return this.#happen('skipped on the phone', NOTHING, async () => this.#act({ action: 'next' }));
      case 5:
        if (!now.playing) return;
        return this.#happen('paused on the phone', NOTHING, async () => this.#act({ action: 'pause' }));
      case 6:
        if (now.playing || now.device === null) return;
        return this.#happen('played on the phone', NOTHING, async () => this.#act({ action: 'play' }));
      default: {
        const { uri } = this.house.catalogue.albumNamed(PHONE_ALBUM);
        return this.#happen('an album on the phone', NOTHING, async () => this.#act({ action: 'play', uri }));
      }
    }
  }

  async #restartBroker(): Promise<void> {
    const { clock, broker } = this.house;
    for (const reader of this.#readers) await this.#seen(reader);
    this.#air.broker = false;
    this.#air.bridge = false;
    broker.drop();
    await clock.advance(this.#random.between(3_000, 40_000));
    this.#loseCard(this.#pick(this.#readers));
    this.#air.broker = true;
    if (this.#random.next() < 0.5) {
      for (const reader of this.#readers) reader.greet(this.#air);
      await clock.advance(this.#random.between(0, 3_000));
      broker.reconnect();
      this.#air.bridge = true;
    } else {
      broker.reconnect();
      this.#air.bridge = true;
      await clock.advance(this.#random.between(0, 5_000));
      for (const reader of this.#readers) reader.greet(this.#air);
    }
  }

  async #restartReader(reader: DayReader): Promise<void> {
    await this.#seen(reader);
    reader.die(this.#air);
    await this.house.clock.advance(this.#random.between(5_000, 60_000));
    this.#loseCard(reader);
    const boot = this.#boot(reader, 0);
    await this.house.clock.advance(8_000);
    await boot;
  }

  /** It is told as gone later, or never: whichever, nobody has laid anything. */
  #loseCard(reader: DayReader): void {
    if (reader.id !== 'wall' && this.#random.next() < 0.5) reader.take();
  }

  async #boot(reader: DayReader, withinMs: number): Promise<void> {
    const { clock } = this.house;
    const [first, then] = [this.#random.between(0, withinMs), this.#random.between(500, 6_000)];
    await clock.sleep(first);
    await reader.boot(this.#air, clock, then);
  }

  /** A flapping box is asked for something only while it sees its card: what it missed last counts otherwise. */
  async #seen(reader: DayReader): Promise<void> {
    while (reader.card && reader.isOn && !reader.habit.sees()) await this.house.clock.advance(100);
  }

  async #quiet(label: string, deed: () => Promise<void>): Promise<void> {
    await this.#happen(label, NOTHING, deed);
  }

  /** Something happens; until the next does, just what was expected may leave for Spotify. */
  async #happen(label: string, expected: Expected, deed: () => Promise<void>, card?: Card): Promise<void> {
    const { clock, sent } = this.house;
    const since = sent.length;
    const at = new Date(clock.now()).toISOString().slice(11, 19);
    await deed();
    await clock.advance(SOON_MS);
    if (expected.plays && card) this.#listen(`${at} ${label}`, expected.plays, card);
    const isLong = this.#random.next() < 0.3;
    await clock.advance(this.#random.between(SHORTEST_GAP_MS, isLong ? 4 * MINUTE : MINUTE) - SOON_MS);
    const deeds = deedsIn(sent.slice(since));
    if (deeds.join() !== expected.deeds.join())
      this.wrong.push(`${at} ${label}: sent ${say(deeds)} instead of ${say(expected.deeds)}`);
    this.#model.look(this.#truth());
  }

  #listen(label: string, { from }: NonNullable<Expected['plays']>, card: Card): void {
    const now = this.#truth();
    if (!now.playing || !isOf(card, now)) {
      this.wrong.push(`${label}: ${now.playing ? 'plays' : 'is silent on'} ${now.context ?? now.uri}`);
      return;
    }
    const late = from ? this.#model.between(from, now) - SOON_MS : 0;
    if (Math.abs(late) > PLACE_MS) this.wrong.push(`${label}: goes on ${late} ms from where it stopped`);
  }

  async #until(time: string): Promise<void> {
    const { clock } = this.house;
    const today = Date.parse(`${new Date(clock.now()).toISOString().slice(0, 10)}T${time}:00Z`);
    const at = today > clock.now() ? today : today + 24 * 60 * MINUTE;
    await clock.advance(at - clock.now());
  }

  #act(deed: Parameters<House['phone']>[0]): void {
    this.house.phone(deed);
  }

  #truth() {
    return this.house.simulator.player('family');
  }

  /** A card that lies nowhere, and that makes sense now. */
  #choose(other: Card | null): Card {
    const now = this.#truth();
    const makesSense = ({ does }: Card) => {
      if (does.kind === 'volume') return now.device !== null;
      return does.kind !== 'next' || (now.playing && now.next.length > 0);
    };
    return this.#pick(this.#cards.filter((card) => card !== other && makesSense(card)));
  }

  #pick<T>(list: readonly T[]): T {
    const one = list[this.#random.between(0, list.length - 1)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }
}

/** Opens a household, at eight in the morning. */
export async function openDay(household: Household): Promise<Day> {
  const plans = plansOf(household.rules);
  const house = await playingHouse({
    // As everybody should have it who wants to hear something after a power cut.
    residents: [{ user: 'family', device: 'Kitchen' }],
    readers: Object.values(plans),
    settings: { autoplay: false },
    seed: household.seed,
  });
  const air = new Air(house);
  const readers = [
    jsonBox(air, house.clock, plans.box, household.flaps),
    repeatingReader(air, house.clock, plans.tele),
    presenceReader(air, house.clock, plans.wall),
  ];
  for (const reader of readers) reader.greet(air);
  await house.clock.advance(20_000);
  return new Day(house, readers, air, household.seed);
}

function say(deeds: readonly string[]): string {
  return deeds.length === 0 ? 'nothing' : deeds.join(', ');
}
