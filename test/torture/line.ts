import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { type EmbeddedBroker, startEmbeddedBroker } from '../../src/adapters/mqtt/embedded.ts';
import { readConfig } from '../../src/config/read.ts';
import { silentLog } from '../../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../../src/simulator/accounts/client.ts';
import { Random } from '../../src/simulator/random.ts';
import { KNOWN_REFRESH_TOKEN, playSomething } from '../../src/simulator/run.ts';
import { startSimulator } from '../../src/simulator/start.ts';
import { startBridge } from '../../src/start.ts';
import { temporaryFolder } from '../adapters/storage/folder.ts';
import { type Network, startProxy } from './proxy.ts';
import { type How, inLanes, type Row } from './trial.ts';

const HOST = '127.0.0.1';
/** How often each bridge is disturbed: after each time it waits longer before it connects again. */
const DISTURBANCES = { long: 4, short: 2 };
const BRIDGES = { long: 30, short: 4 };
const LANES = { long: 6, short: 4 };
/** Spotify's answer takes long enough for the connection to break within it. */
const LATENCY_MS = 60;
/** The longest pause before the fourth reconnection is 8 s; one that was thought taken over waits for 30 s. */
const BACK_WITHIN_MS = 60_000;
/** A half-open connection is noticed after one and a half times the keep-alive. */
const HALF_OPEN_MS = 47_000;

/** What may happen to the connection while a command is under way. */
const TROUBLES: Readonly<Record<string, (line: Line) => Promise<void>>> = {
  cut: async ({ proxy }) => proxy.cut('end'),
  reset: async ({ proxy }) => proxy.cut('reset'),
  slow: async ({ proxy, random }) => {
    proxy.delayMs = random.between(200, 1_500);
  },
  'half-open, then reset': async ({ proxy, random }) => {
    proxy.swallows = true;
    await pause(random.between(100, 1_500));
    proxy.cut('reset');
  },
  'the broker restarts': async (line) => line.restartBroker(),
  'another takes the session over': async ({ brokerPort, base }) => {
    const thief = await connectAsync(`mqtt://${HOST}:${brokerPort()}`, {
      protocolVersion: 4,
      clientId: base,
      reconnectPeriod: 0,
    });
    await thief.endAsync();
  },
};
const HALF_OPEN = 'half-open until it is noticed';

/** Commands over a connection that a proxy delays, cuts and leaves half open: real sockets, the whole bridge. */
export async function tortureLine({ seed, short }: How): Promise<Row[]> {
  const bridges = short ? BRIDGES.short : BRIDGES.long;
  const jobs = Array.from({ length: bridges }, (_, nth) => async () => {
    const line = await openLine(seed * 100 + nth);
    try {
      return await line.suffer(short ? DISTURBANCES.short : DISTURBANCES.long, nth === 0 && !short);
    } finally {
      await line.close();
    }
  });
  const all = await inLanes(jobs, short ? LANES.short : LANES.long);
  const sum = (of: (figures: Figures) => number) => all.reduce((total, figures) => total + of(figures), 0);
  return [
    {
      what: 'next, previous and queue over a proxy that delays, cuts, resets and leaves half open',
      times: sum(({ asked }) => asked),
      faults: all.flatMap(({ faults }) => faults),
      detail: `${sum(({ done }) => done)} reached Spotify, none twice; ${sum(({ answered }) => answered)} answered, ${sum(({ lost }) => lost)} answers went with their connection; ${sum(({ never }) => never)} commands never reached the bridge`,
    },
  ];
}

interface Figures {
  asked: number;
  /** Commands that reached Spotify. */
  done: number;
  answered: number;
  /** Done, and the answer was on its way when the connection broke. */
  lost: number;
  /** Neither done nor answered: the broker had nobody to give them to. */
  never: number;
  faults: string[];
}

interface Line {
  proxy: Network;
  random: Random;
  base: string;
  brokerPort: () => number;
  restartBroker(): Promise<void>;
}

async function openLine(seed: number) {
  const random = new Random(seed);
  const base = `torture${seed}`;
  const folder = temporaryFolder();
  const spotify = await startSimulator({ settings: { latencyMs: LATENCY_MS, requestsPer30s: 1_000_000 } });
  playSomething(spotify.simulator);
  spotify.simulator.seedRefreshToken({ refresh_token: KNOWN_REFRESH_TOKEN });
  let broker: EmbeddedBroker = await startEmbeddedBroker({ port: 0, host: HOST }, silentLog);
  const { port } = broker;
  const proxy = await startProxy(() => port);
  const config = readConfig({
    env: {},
    readFile: () => '',
    text: JSON.stringify({
      mqtt: { url: `mqtt://${HOST}:${proxy.port}`, base_topic: base },
      http: { port: 0, host: HOST },
      spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
      data: folder.path,
      accounts: { family: { refresh_token: KNOWN_REFRESH_TOKEN } },
    }),
  });
  const stop = new AbortController();
  const bridge = await startBridge(config, silentLog, stop.signal);

  /** Somebody at home, who is on the broker's side of the proxy. */
  const asker = await connectAsync(`mqtt://${HOST}:${port}`, { protocolVersion: 4, reconnectPeriod: 100 });
  const answers = new Set<string>();
  asker.on('message', (_topic, payload) => {
    const transaction = /"transaction":"(\w+)"/.exec(payload.toString())?.[1];
    if (transaction !== undefined) answers.add(transaction);
  });
  await asker.subscribeAsync(`${base}/family/response`);
  const line: Line = {
    proxy,
    random,
    base,
    brokerPort: () => port,
    async restartBroker() {
      await broker.close();
      await pause(random.between(0, 300));
      broker = await startEmbeddedBroker({ port, host: HOST }, silentLog);
    },
  };
  let count = 0;
  const ask = (command: object): string => {
    const transaction = `t${count++}`;
    asker.publish(`${base}/family/command`, JSON.stringify({ ...command, transaction }), { qos: 1 });
    return transaction;
  };
  const seen = (path: string, query: string) =>
    spotify.simulator.requests.filter(
      (one) => one.method === 'POST' && one.path === `/v1/me/player/${path}` && one.query.includes(query),
    ).length;
  /** Asks until it is answered: the bridge is back. */
  const isBack = async (): Promise<boolean> => {
    for (const end = performance.now() + BACK_WITHIN_MS; performance.now() < end; ) {
      const transaction = ask({ command: 'volume', volume: random.between(10, 50) });
      for (let look = 0; look < 10 && !answers.has(transaction); look++) await pause(50);
      if (answers.has(transaction)) return true;
    }
    return false;
  };

  return {
    /** Each of some troubles in the middle of a command. */
    async suffer(disturbances: number, halfOpen: boolean): Promise<Figures> {
      const figures: Figures = { asked: 0, done: 0, answered: 0, lost: 0, never: 0, faults: [] };
      const kinds = Object.keys(TROUBLES);
      for (let nth = 0; nth < disturbances; nth++) {
        const kind =
          halfOpen && nth === 1 ? HALF_OPEN : (kinds[random.between(0, kinds.length - 1)] ?? 'cut');
        const fault = (what: string) => figures.faults.push(`${what} (${kind}, seed ${seed})`);
        if (!(await isBack())) {
          fault('no command is answered any more');
          break;
        }
        const uri = `spotify:track:${random.text(22, '0123456789abcdefghijklmnopqrstuvwxyz')}`;
        const commands = [
          { command: 'next', path: 'next', query: '' },
          { command: 'previous', path: 'previous', query: '' },
          { command: 'queue', path: 'queue', query: encodeURIComponent(uri) },
        ];
        const before = commands.map(({ path, query }) => seen(path, query));
        const [asking, breaking] = [random.between(0, 200), random.between(0, 200)];
        const transactions = pause(asking).then(() =>
          commands.map(({ command }) => ask({ command, ...(command === 'queue' && { uri }) })),
        );
        await pause(breaking);
        if (kind === HALF_OPEN) {
          proxy.swallows = true;
          await pause(HALF_OPEN_MS);
        } else await TROUBLES[kind]?.(line);
        const asked = await transactions;
        // Time for whatever is still under way, and for all that would come again.
        await pause(500);
        proxy.swallows = false;
        proxy.delayMs = 0;
        if (!(await isBack())) fault('no command is answered any more');
        for (const [at, { command, path, query }] of commands.entries()) {
          const times = seen(path, query) - (before[at] ?? 0);
          const isAnswered = answers.has(asked[at] ?? '');
          figures.asked++;
          if (times > 0) figures.done++;
          if (isAnswered) figures.answered++;
          else if (times > 0) figures.lost++;
          else figures.never++;
          if (times > 1) fault(`"${command}" reached Spotify ${times} times`);
        }
      }
      return figures;
    },
    async close() {
      proxy.cut('end');
      await asker.endAsync(true);
      stop.abort();
      await bridge.ended;
      await proxy.close();
      await broker.close();
      await spotify.close();
      folder[Symbol.dispose]();
    },
  };
}
