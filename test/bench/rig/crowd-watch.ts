import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import type { Built } from './build.ts';
import { type Child, startChild } from './child.ts';
import { clientOf, crowdKey, refreshTokenOf } from './crowd-names.ts';
import { type Reading, startGauged } from './gauged.ts';

/** Devices, playlists and names are read by then, and the start's compiling is over. */
const SETTLE_MS = 15_000;
const WATCH_MS = 15_000;
/** A start that takes longer has failed. */
const LONGEST_START_MS = 120_000;

export interface Crowd {
  size: number;
  /** From the start of the process until all play, for those who watch the broker. */
  startMs: number;
  reading: Reading;
  cpuPercent: number;
}

/** A bridge whose accounts all play, and what it costs. Real sockets, real time; broker and Spotify have processes of their own. */
export async function watchCrowd(built: Built, size: number, flags: readonly string[] = []): Promise<Crowd> {
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
  const bridge = startGauged(built.main, ['--config', file], { flags, env: built.env });
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
export async function bareLoop(): Promise<number> {
  const nothing = startGauged('-e', ['setTimeout(() => {}, 2 ** 30)']);
  await sleep(WATCH_MS / 3);
  const { loop } = await nothing.read();
  await nothing.stop();
  return loop.p99;
}

async function portOf(name: string, args: readonly string[]): Promise<[Child, number]> {
  const child = startChild(resolve(import.meta.dirname, name), args, { print: 'pipe' });
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
