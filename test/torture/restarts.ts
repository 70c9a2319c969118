import type { Act } from '../../src/simulator/control/act.ts';
import { Random } from '../../src/simulator/random.ts';
import { type Asking, type House, playingHouse } from '../house/house.ts';
import { untilLook, wrongAfterLook } from './look.ts';
import type { How, Row } from './trial.ts';

const TIMES = { long: 100, short: 10 };
/** The slowest look of an account that is idle, and a little. */
const LOOK_WITHIN_MS = 61_000;
/** By then all has been said that follows a connection, or Home Assistant's birth: jitter, devices one after the other, states again. */
const SAID_BY_MS = 30_000;
/** One message, and one more where it is news to Home Assistant (a changed protocol). */
const MOST_MESSAGES = 2;
const DEEDS: readonly Act[] = [
  { action: 'next' },
  { action: 'pause' },
  { action: 'play' },
  { action: 'volume', volume: 33 },
];
/** What somebody's mistake left on every topic of ours, those of commands too. */
const GARBAGE = [
  'next',
  '',
  'ON',
  '99',
  '{"command":"play","uri":"spotify:album:75DoXCIWiUgzzVoKuaeKC7"}',
  '\u0000\ufffd',
  '[[[[',
  'x'.repeat(5_000),
];
const COMMAND_TOPICS = ['command', 'volume/set', 'next/set', 'play_pause/set', 'request/queue', 'hint'].map(
  (level) => `spotify2mqtt/family/${level}`,
);
const READER_TOPICS = ['spotify2mqtt/reader/box/tag', 'spotify2mqtt/reader/box/command'];

/** Restarts of the broker and of Home Assistant, on a broker in memory and in virtual time. */
export async function tortureRestarts(how: How): Promise<Row[]> {
  return [
    await restarts(how, 'broker restarts, its memory lost or full of garbage', restartBroker),
    await restarts(how, 'Home Assistant restarts (birth and will)', restartHomeAssistant),
  ];
}

type Restart = (house: House, random: Random) => Promise<Asking[]>;

async function restarts({ seed, short }: How, what: string, restart: Restart): Promise<Row> {
  const times = short ? TIMES.short : TIMES.long;
  const random = new Random(seed);
  const faults: string[] = [];
  const house = await playingHouse({ residents: [{ user: 'family', queue: true }, { user: 'guest' }], seed });
  // What is new at the start is said again after a while.
  await house.clock.advance(120_000);
  const known = devicesOn(house);
  let lookedAfterMs = 0;
  let answered = 0;
  for (let nth = 1; nth <= times; nth++) {
    const fault = (text: string) => faults.push(`${text} (${nth}, seed ${seed})`);
    const sentBefore = house.sent.length;
    const saidBefore = house.broker.published.length;
    const askings = await restart(house, random);
    const tookMs = await untilLook(house, LOOK_WITHIN_MS);
    if (tookMs === undefined) fault('no look came');
    else for (const wrong of await wrongAfterLook(house, 'family')) fault(wrong);
    lookedAfterMs = Math.max(lookedAfterMs, tookMs ?? 0);
    await house.clock.advance(SAID_BY_MS);

    for (const { answer, payload } of askings) {
      if (answer) answered++;
      else fault(`"${payload}" was not answered`);
    }
    const asked = house.sent.slice(sentBefore).filter(({ isApi, method }) => isApi && method !== 'GET');
    if (asked.length > askings.length)
      fault(`${asked.length} commands went out for ${askings.length} that were asked`);
    const now = devicesOn(house);
    if (String(now) !== String(known)) fault(`announced were ${known}, are ${now}`);
    for (const [said, count] of counted(house, saidBefore)) {
      if (count > MOST_MESSAGES) fault(`said ${count} times: ${said.slice(0, 80)}`);
    }
    for (const topic of house.broker.retained.keys()) {
      if (isOurs(topic) && isGarbage(house, topic)) fault(`garbage is left on ${topic}`);
    }
  }
  await house.close().catch((error: unknown) => faults.push(String(error)));
  return {
    what,
    times,
    faults,
    detail: `right again ${(lookedAfterMs / 1_000).toFixed(1)} s later at most; ${answered} commands under way were answered; ${known.length} devices as before`,
  };
}

/** The broker goes in the middle of a command, and comes back, perhaps as another. */
async function restartBroker(house: House, random: Random): Promise<Asking[]> {
  const { broker, clock } = house;
  const asking = house.send('family', 'command', `volume ${random.between(1, 60)}`);
  await clock.advance(random.between(0, 60));
  broker.drop();
  if (random.next() < 0.5) house.phone(pick(DEEDS, random));
  await clock.advance(random.between(500, 60_000));
  const ours = [...broker.retained.keys()];
  const lot = random.next();
  if (lot < 0.4) broker.retained.clear();
  if (lot > 0.3)
    for (const topic of [...ours, ...COMMAND_TOPICS, ...READER_TOPICS])
      broker.retained.set(topic, pick(GARBAGE, random));
  for (const [topic, payload] of broker.retained) if (payload === '') broker.retained.delete(topic);
  broker.reconnect(random.next() < 0.5 ? 4 : 5);
  return [asking];
}

/** Home Assistant goes, the world goes on, and it comes back: its will, then its birth. */
async function restartHomeAssistant(house: House, random: Random): Promise<Asking[]> {
  house.broker.deliver('homeassistant/status', 'offline');
  const asking = house.send('family', 'command', `seek ${random.between(1, 60)}`);
  if (random.next() < 0.5) house.phone(pick(DEEDS, random));
  await house.clock.advance(random.between(500, 60_000));
  house.broker.deliver('homeassistant/status', 'online');
  if (random.next() < 0.2) house.broker.deliver('homeassistant/status', 'online');
  return [asking];
}

/** The discovery topics that are kept, each with the devices' unique ids behind it. */
function devicesOn(house: House): string[] {
  return [...house.broker.retained.keys()].filter((topic) => topic.startsWith('homeassistant/')).sort();
}

/** How often each announcement was said, word for word. */
function counted(house: House, from: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { topic, payload } of house.broker.published.slice(from)) {
    const said = `${topic} ${payload}`;
    if (topic.startsWith('homeassistant/')) counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return counts;
}

function isOurs(topic: string): boolean {
  return !COMMAND_TOPICS.includes(topic) && !READER_TOPICS.includes(topic) && !/\/set$/.test(topic);
}

/** Whether what lies there is not what the bridge said last. */
function isGarbage(house: House, topic: string): boolean {
  return house.broker.said(topic).at(-1) !== house.broker.retained.get(topic);
}

function pick<T>(all: readonly T[], random: Random): T {
  const one = all[random.between(0, all.length - 1)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}
