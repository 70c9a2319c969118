import type { Act } from '../../src/simulator/control/act.ts';
import { Random } from '../../src/simulator/random.ts';
import { SetClock } from '../fakes/set-clock.ts';
import { openHouse } from '../house/house.ts';
import { budgetBreaks, limitBreaks } from '../house/rules.ts';
import { untilLook, wrongAfterLook } from './look.ts';
import { Cable, TROUBLES, type World } from './spotify-troubles.ts';
import type { How, Row } from './trial.ts';

const LIVES = { long: 24, short: 2 };
/** Each of its life: once every kind of trouble, in an order of its own. */
const KINDS = Object.keys(TROUBLES);
/** People stop asking so long before the trouble ends, so that what is shown is what a look saw. */
const CALM_MS = 40_000;
/** The longest from the end of a trouble, or of a deadline that Spotify set, to the next look: the pauses of looks and of tokens, one after the other. */
const LOOK_WITHIN_MS = 130_000;
const SECOND = 1_000;

const WORDS = [
  'play',
  'pause',
  'next',
  'previous',
  'volume 20',
  'seek 30',
  'shuffle toggle',
  'queue spotify:track:1Ef1IgXXlCDOPDoE4ShBth',
];
const DEEDS: readonly Act[] = [{ action: 'next' }, { action: 'pause' }, { action: 'play' }];

/** Whatever goes wrong with Spotify, one thing after the other, through weeks of virtual time. */
export async function tortureSpotify({ seed, short }: How): Promise<Row[]> {
  const rows = new Map(KINDS.map((kind) => [kind, { times: 0, faults: [] as string[], lookedAfterMs: 0 }]));
  const crashes: string[] = [];
  const crashed = (error: unknown) =>
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.on('unhandledRejection', crashed).on('uncaughtException', crashed);
  const totals = { requests: 0, commands: 0, days: 0 };
  for (let nth = 0; nth < (short ? LIVES.short : LIVES.long); nth++) {
    const life = new Life(seed * 1_000 + nth, await open(seed * 1_000 + nth));
    for (const kind of life.order()) {
      const row = rows.get(kind);
      if (!row) continue;
      row.times++;
      const { faults, lookedAfterMs } = await life.suffer(kind);
      row.lookedAfterMs = Math.max(row.lookedAfterMs, lookedAfterMs);
      row.faults.push(...faults, ...crashes.splice(0).map((crash) => `a crash: ${crash}`));
    }
    const { requests, commands, ms } = await life.end().catch((error: unknown) => {
      crashed(error);
      return { requests: 0, commands: 0, ms: 0 };
    });
    totals.requests += requests;
    totals.commands += commands;
    totals.days += ms / 86_400_000;
  }
  rows.get(KINDS[0] ?? '')?.faults.push(...crashes);
  process.off('unhandledRejection', crashed).off('uncaughtException', crashed);
  const all = `${totals.days.toFixed(0)} days in all, ${totals.requests} requests, ${totals.commands} commands answered`;
  return [...rows].map(([kind, { times, faults, lookedAfterMs }], nth) => ({
    what: `Spotify: ${kind}`,
    times,
    faults,
    detail: `right again ${(lookedAfterMs / SECOND).toFixed(0)} s later at most${nth === 0 ? `; ${all}` : ''}`,
  }));
}

async function open(seed: number): Promise<World> {
  const cable = new Cable();
  let clock: SetClock | undefined;
  const house = await openHouse({
    seed,
    wire: cable.wire,
    clockOf: (truth) => {
      clock = new SetClock(truth);
      return clock;
    },
    before(simulator) {
      const { uri } = simulator.world.spotify.catalogue.albumNamed('Lanterns at Low Tide');
      simulator.scene({ uri, device: 'Kitchen', playing: true });
    },
  });
  if (!clock) throw new Error('the house has no clock');
  await house.clock.advance(45_000);
  return { house, clock, cable };
}

/** One household, and what is wrong about how it takes its troubles. */
class Life {
  readonly #seed: number;
  readonly #world: World;
  readonly #random: Random;
  readonly #began: number;
  /** How much of what was asked was judged already. */
  #askings = 0;
  readonly #told = new Set<string>();
  /** The first request of the time as it is now: a set clock begins a new window, and forgets none of Spotify's deadlines. */
  #since = 0;

  constructor(seed: number, world: World) {
    this.#seed = seed;
    this.#world = world;
    this.#random = new Random(seed);
    this.#began = world.house.clock.now();
  }

  order(): string[] {
    return KINDS.map((kind) => ({ kind, at: this.#random.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ kind }) => kind);
  }

  async suffer(kind: string): Promise<{ faults: string[]; lookedAfterMs: number }> {
    const { house, cable } = this.#world;
    const trouble = TROUBLES[kind];
    if (!trouble) throw new Error(`no trouble ${kind}`);
    const faults: string[] = [];
    const fault = (what: string) => faults.push(`${what} (life ${this.#seed}, ${kind})`);
    const [from, to] = trouble.lasts;
    const ms = this.#random.between(from, to);
    if (trouble.setsClock) this.#since = house.sent.length;
    trouble.begin(this.#world, this.#random, ms + 2 * SECOND);
    await this.#live(ms - CALM_MS);
    const said = house.value('family', 'problem') ?? '';
    if (ms >= (trouble.saysAfter ?? 0) && trouble.says && !trouble.says.test(said))
      fault(`after ${Math.round(ms / SECOND)} s Problem says "${said}"`);
    if (said !== 'OK' && !isPlain(said)) fault(`Problem is not plain: "${said}"`);
    await house.clock.advance(CALM_MS);

    cable.broken = undefined;
    house.control.clearFaults();
    const lookedAfterMs = await this.#look();
    if (lookedAfterMs === undefined) fault('no look came');
    else for (const what of await wrongAfterLook(house, 'family')) fault(what);
    this.#judge(fault);
    return { faults, lookedAfterMs: lookedAfterMs ?? 0 };
  }

  async end(): Promise<{ requests: number; commands: number; ms: number }> {
    const { house } = this.#world;
    await house.close();
    const { sent, askings, clock } = house;
    return { requests: sent.length, commands: askings.length, ms: clock.now() - this.#began };
  }

  /** People ask, phones act, hints come: a few times in an hour, and more often at the start. */
  async #live(ms: number): Promise<void> {
    const { house } = this.#world;
    const moments = Array.from(
      { length: this.#random.between(0, 8) },
      () => this.#random.next() ** 3 * ms,
    ).sort((a, b) => a - b);
    let at = 0;
    for (const moment of moments) {
      await house.clock.advance(moment - at);
      at = moment;
      const luck = this.#random.next();
      if (luck < 0.6) house.send('family', 'command', this.#pick(WORDS));
      else if (luck < 0.8) house.phone(this.#pick(DEEDS));
      else house.hint('family');
    }
    await house.clock.advance(Math.max(0, ms - at));
  }

  /** Waits for the next look that Spotify answers, and resolves with how long that took since nothing stands in its way any more, ms. */
  async #look(): Promise<number | undefined> {
    const { house } = this.#world;
    const { clock, sent } = house;
    const limit = Date.parse(house.value('family', 'limited_until') ?? '');
    // What people are told is in the bridge's own time.
    const left = Number.isNaN(limit) ? 0 : Math.max(0, limit - this.#world.clock.now());
    const from = sent.length;
    await clock.advance(left);
    return untilLook(house, LOOK_WITHIN_MS, from);
  }

  /** The budget, Spotify's deadlines, and that whoever asked was answered. */
  #judge(fault: (what: string) => void): void {
    const { sent, askings } = this.#world.house;
    for (const what of [...budgetBreaks(sent.slice(this.#since)), ...limitBreaks(sent.slice(this.#since))]) {
      if (!this.#told.has(what)) fault(what);
      this.#told.add(what);
    }
    for (const { answer, payload } of askings.slice(this.#askings)) {
      if (!answer) fault(`"${payload}" was not answered`);
    }
    this.#askings = askings.length;
  }

  #pick<T>(all: readonly T[]): T {
    const one = all[this.#random.between(0, all.length - 1)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }
}

/** A sentence for people: words, and no more of machines than a code in parentheses. */
function isPlain(said: string): boolean {
  return said.split(' ').length >= 4 && !/undefined|null|\[object|Error:|<|\{/.test(said);
}
