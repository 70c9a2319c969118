<<<<<<< HEAD

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { type Built, build } from './rig/build.ts';
import { type Child, startChild } from './rig/child.ts';
import { clientOf, crowdKey, refreshTokenOf } from './rig/crowd-names.ts';
import { type Reading, startGauged } from './rig/gauged.ts';

=======

import { build } from './rig/build.ts';
import { bareLoop, type Crowd, watchCrowd } from './rig/crowd-watch.ts';

>>>>>>> ac875de (Measure a million messages at one bridge)

import { plainRow, type Row } from './row.ts';

const SIZES = [1, 10, 100, 1_000] as const;
const MB = 2 ** 20;
const MOST_MB = 0.25;
const MOST_PERCENT = 0.05;
const MOST_LOOP_MS = 20;

/** One process with ever more accounts that play, in real time, each with a client id of its own. */
export async function benchAccounts(): Promise<Row[]> {
  const built = await build();
  const crowds: Crowd[] = [];
<<<<<<< HEAD
  for (const size of SIZES) crowds.push(await watch(built, size));
=======
  for (const size of SIZES) crowds.push(await watchCrowd(built, size));
>>>>>>> ac875de (Measure a million messages at one bridge)
  const idle = await bareLoop();
  const [one] = crowds;
  const most = crowds.at(-1);
  if (!one || !most) return [];
  const mbOf = (crowd: Crowd) => crowd.reading.heap / MB;
  const more = crowds.slice(1).map((crowd) => ({
    size: crowd.size,
    mb: (mbOf(crowd) - mbOf(one)) / (crowd.size - one.size),
    percent: (crowd.cpuPercent - one.cpuPercent) / (crowd.size - one.size),
  }));
  const line = (of: (crowd: Crowd) => string) =>
    crowds.map((crowd) => `${crowd.size}: ${of(crowd)}`).join(', ');
  const last = more.at(-1);
  const names = `accounts ${SIZES.join(', ')} that play`;
  return [
    plainRow(
      `${names}: heap of each more`,
      more.map(({ size, mb }) => `${mb.toFixed(3)} MB (${size})`).join(', '),
      `in all ${line((crowd) => `${mbOf(crowd).toFixed(0)} MB`)}; RSS ${line(({ reading }) => `${(reading.rss / MB).toFixed(0)} MB`)}`,
      `≤ ${MOST_MB} MB`,
      (last?.mb ?? Number.NaN) <= MOST_MB,
    ),
    plainRow(
      `${names}: processor of each more`,
      more.map(({ size, percent }) => `${percent.toFixed(3)} % (${size})`).join(', '),
      `of a core, in all ${line(({ cpuPercent }) => `${cpuPercent.toFixed(1)} %`)}`,
      `≤ ${MOST_PERCENT} %`,
      (last?.percent ?? Number.NaN) <= MOST_PERCENT,
    ),
    plainRow(
      `${names}: event loop late, p99`,
      line(({ reading }) => `${reading.loop.p99.toFixed(1)} ms`),
      `an empty Node beside it ${idle.toFixed(1)} ms; at most ${line(({ reading }) => `${reading.loop.max.toFixed(0)} ms`)}`,
      `< ${MOST_LOOP_MS} ms`,
      crowds.every(({ reading }) => reading.loop.p99 < MOST_LOOP_MS),
    ),
    {
      what: `${names}: start → all say what plays`,
      value: line(({ startMs }) => `${(startMs / 1_000).toFixed(1)} s`),
      against: `each alone: ${(most.startMs / most.size).toFixed(1)} ms of the last`,
      ...{ ratio: null, goal: null, met: true },
    },
  ];
}
<<<<<<< HEAD

async function watch(built: Built, size: number): Promise<Crowd> {
  const [broker, brokerPort] = await portOf('broker.ts', []);
  const [spotify, spotifyPort] = await portOf('crowd.ts', [String(size)]);
  const folder = mkdtempSync(join(tmpdir(), 'spotify2mqtt-crowd-'));
  const url = `mqtt://127.0.0.1:${brokerPort}`;
  const client = await connectAsync(url, { protocolVersion: 4, clientId: 'bench' });
  const silent = new Set(Array.from({ length: size }, (_, index) => `spotify2mqtt/${crowdKey(index)}/title`));
  const allPlay = new Promise<number>((done) => {
    client.on('message', (topic, payload) => {
      if (payload.length > 0 && silent.delete(topic) && silent.size === 0) done(performance.now());
    });
  });
  await client.subscribeAsync('spotify2mqtt/+/title');
  const file = join(folder, 'config.yaml');
  writeFileSync(file, JSON.stringify(configOf(url, spotifyPort, folder, size)));
  const began = performance.now();
  const bridge = startGauged(built.main, ['--config', file], { env: built.env });
  const deadline = sleep(LONGEST_START_MS, undefined, { ref: false }).then(() => {
    throw new Error(`${silent.size} of ${size} accounts have not said what plays`);
  });
  const startMs = (await Promise.race([allPlay, deadline])) - began;
  await client.endAsync();
  await sleep(SETTLE_MS);
  const { cpuMs } = await bridge.read();
  const since = performance.now();
  await sleep(WATCH_MS);
  const reading = await bridge.read();
  const cpuPercent = ((reading.cpuMs - cpuMs) / (performance.now() - since)) * 100;
  await bridge.stop();
  await Promise.all([broker, spotify].map((child) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
  return { size, startMs, reading, cpuPercent };
}

/** How late timers are in a process that does nothing else: the machine's own part. */
async function bareLoop(): Promise<number> {
  const nothing = startGauged('-e', ['setTimeout(() => {}, 2 ** 30)']);
  await sleep(WATCH_MS / 4);
  const { loop } = await nothing.read();
  await nothing.stop();
  return loop.p99;
}

async function portOf(name: string, args: readonly string[]): Promise<[Child, number]> {
  const child = startChild(resolve(import.meta.dirname, 'rig', name), args, { print: 'pipe' });
  const [printed] = await once(child.stdout, 'data');
  return [child, Number(String(printed))];
}

function configOf(url: string, spotifyPort: number, folder: string, size: number): object {
  const spotify = `http://127.0.0.1:${spotifyPort}`;
  const accounts = Array.from({ length: size }, (_, index) => [
    crowdKey(index),
    { client_id: clientOf(index), developer: crowdKey(index), refresh_token: refreshTokenOf(index) },
  ]);
  return {
    mqtt: { url },
    http: { port: 0, host: '127.0.0.1' },
    spotify: { accounts_url: spotify, api_url: `${spotify}/v1` },
    data: join(folder, 'data'),
    accounts: Object.fromEntries(accounts),
  };
}
=======
>>>>>>> ac875de (Measure a million messages at one bridge)
