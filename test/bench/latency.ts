import { setTimeout as sleep } from 'node:timers/promises';
import { openRig, type Rig } from './rig/rig.ts';
import { type Row, ratioRow } from './row.ts';
import { quantile, spread } from './spread.ts';

const BLOCKS = 100;
const PER_BLOCK = 12;
/** The first blocks are for the compiler. */
const WARM_BLOCKS = 15;
const APART_MS = 10;
/** Between blocks. */
const PAUSE_MS = 50;
const LONGEST_MS = 10_000;
/** Two blocks of them, so that none is laid whose music plays already. */
const CARDS = 2 * PER_BLOCK;
/** The run in so many parts, to show how steady a quantile is. */
const PARTS = 5;

/** One of the two that are compared: how to get it ready for a block, and what one command takes, ms. */
interface Side {
  ready(): Promise<unknown>;
  once(): Promise<number>;
}

/** A command on its way through, over real sockets, beside the least that could be done instead. */
export async function benchLatency(): Promise<Row[]> {
  const rig = await openRig({ playing: true });
  const looked = rig.arrival('spotify2mqtt/family/title');
  const bridge = rig.startBridge();
  await looked;
  const relay = await floor(rig, 'relay');
  const echo = await floor(rig, 'echo');

  const command = await race(bridgeCommand(rig), relayCommand(rig));
  const card = await race(await bridgeCard(rig), relayPlay(rig));
  const state = await race(bridgeState(rig), echoState(rig));

  await Promise.all([bridge, relay, echo].map((child) => child.stop()));
  await rig.close();
  return [
    row('command: MQTT in → Spotify request out', command, 'bare mqtt.js → fetch relay', 0.5, 1.25),
    row('command: MQTT in → Spotify request out', command, 'bare mqtt.js → fetch relay', 0.99, 2),
    row('known card: MQTT in → play request out', card, 'bare mqtt.js → fetch relay', 0.5, 1.25),
    row('known card: MQTT in → play request out', card, 'bare mqtt.js → fetch relay', 0.99, 2),
    row('optimistic state: MQTT in → state out', state, 'mqtt.js echo', 0.5, 1.5),
    row('optimistic state: MQTT in → state out', state, 'mqtt.js echo', 0.99, null),
  ];
}

async function floor(rig: Rig, name: string) {
  const ready = rig.arrival(`${name}/ready`);
  const child = rig.startFloor(name);
  await ready;
  return child;
}

/**
 * Looks are asked for no faster than the budget has them, so nothing is waited for: what the last commands claimed is confirmed by the
 * looks that come, as while somebody presses again and again.
 */
const pause = () => sleep(PAUSE_MS);

function bridgeCommand(rig: Rig): Side {
  return { ready: pause, once: () => toWeb(rig, 'spotify2mqtt/family/command') };
}

function relayCommand(rig: Rig): Side {
  return { ready: pause, once: () => toWeb(rig, 'relay/command') };
}

async function toWeb(
  rig: Rig,
  topic: string,
  payload = 'next',
  request = 'POST /v1/me/player/next',
): Promise<number> {
  const arrival = rig.web.arrival(request);
  const began = performance.now();
  rig.say(topic, payload);
  return (await inTime(arrival, `${topic} ${payload}`)) - began;
}

/** A message that is lost, or obeyed by no request, ends the bench instead of hanging it. */
async function inTime<T>(arrival: Promise<T>, what: string): Promise<T> {
  const given = new AbortController();
  const late = sleep(LONGEST_MS, undefined, { signal: given.signal }).then(() => {
    throw new Error(`nothing came of ${what} within ${LONGEST_MS / 1000} s`);
  });
  try {
    return await Promise.race([arrival, late]);
  } finally {
    given.abort();
    late.catch(() => {});
  }
}

const PLAY = 'PUT /v1/me/player/play';
const uidOf = (card: number) => `04-72-90-BA-AD-6C-${(0x10 + card).toString(16).toUpperCase()}`;
const playlistOf = (card: number) => `spotify:playlist:${String(card).padStart(22, '0')}`;

/** Cards that were assigned before, laid in turn. */
async function bridgeCard(rig: Rig): Promise<Side> {
  for (let card = 0; card < CARDS; card++) {
    const answered = rig.arrival('spotify2mqtt/bridge/response');
    const wish = { uid: uidOf(card), does: playlistOf(card), name: `Card ${card}` };
    rig.say('spotify2mqtt/bridge/request/tags/set', JSON.stringify(wish));
    await inTime(answered, wish.name);
  }
  let laid = 0;
  const lay = () => JSON.stringify({ event: 'scanned', uid: uidOf(laid++ % CARDS) });
  return {
    ready: pause,
    once: () => toWeb(rig, 'spotify2mqtt/reader/box/tag', lay(), PLAY),
  };
}

function relayPlay(rig: Rig): Side {
  return {
    ready: pause,
    // No card's: what a phone has begun already, its card does not begin again.
    once: () => toWeb(rig, 'relay/play', playlistOf(CARDS), PLAY),
  };
}

function bridgeState(rig: Rig): Side {
  let on = false;
  return {
    ready: pause,
    async once() {
      on = !on;
      return toState(rig, 'spotify2mqtt/family/shuffle/set', 'spotify2mqtt/family/shuffle', on);
    },
  };
}

function echoState(rig: Rig): Side {
  let on = false;
  return {
    ready: pause,
    async once() {
      on = !on;
      return toState(rig, 'echo/set', 'echo/state', on);
    },
  };
}

async function toState(rig: Rig, topic: string, answer: string, on: boolean): Promise<number> {
  const arrival = rig.arrival(answer);
  const began = performance.now();
  rig.say(topic, on ? 'ON' : 'OFF');
  return (await inTime(arrival, topic)) - began;
}

interface Raced {
  ours: number[];
  theirs: number[];
}

/** Block by block, now the one, now the other, so that the machine's moods meet both. */
async function race(ours: Side, theirs: Side): Promise<Raced> {
  const raced: Raced = { ours: [], theirs: [] };
  for (let block = -WARM_BLOCKS; block < BLOCKS; block++) {
    for (const [side, times] of [
      [ours, raced.ours],
      [theirs, raced.theirs],
    ] as const) {
      await side.ready();
      for (let count = 0; count < PER_BLOCK; count++) {
        const took = await side.once();
        if (block >= 0) times.push(took);
        await sleep(APART_MS);
      }
    }
  }
  return raced;
}

function row(what: string, { ours, theirs }: Raced, name: string, q: number, most: number | null): Row {
  const figure = (times: readonly number[]) => {
    const whole = quantile(times, q);
    const size = times.length / PARTS;
    const parts = Array.from({ length: PARTS }, (_, part) =>
      quantile(times.slice(part * size, (part + 1) * size), q),
    );
    return { figure: whole, text: spread(whole, parts, 'ms', 2) };
  };
  return ratioRow(`${what}, p${q * 100} of ${ours.length}`, figure(ours), { name, ...figure(theirs) }, most);
}
