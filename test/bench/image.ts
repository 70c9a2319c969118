import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GenericContainer, getContainerRuntimeClient } from 'testcontainers';
import { dockerMissing } from '../whole/docker.ts';
import { freePort } from '../whole/free-port.ts';
import { plainRow, type Row } from './row.ts';
import { median, spread } from './spread.ts';

const IMAGE = 'spotify2mqtt:bench';
const BASE = 'node:24-bookworm-slim';
const RUNS = 5;
const MOST_MB = 70;
const MOST_STOP_MS = 2000;

/** What the image weighs, and how long its container takes to start and to stop. Nothing where there is no Docker. */
export async function benchImage(): Promise<Row[]> {
  if (dockerMissing !== undefined) {
    console.error(`bench: the image is left out: no Docker here (${dockerMissing})`);
    return [];
  }
  await GenericContainer.fromDockerfile(resolve(import.meta.dirname, '../..')).build(IMAGE, {
    deleteOnExit: false,
  });
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const megabytes = async (name: string) => (await dockerode.getImage(name).inspect()).Size / 1e6;
  const runs: Run[] = [];
  for (let count = 0; count < RUNS; count++) runs.push(await runOnce());
  const [image, base] = [await megabytes(IMAGE), await megabytes(BASE)];
  await dockerode.getImage(IMAGE).remove();

  const starts = runs.map(({ startMs }) => startMs);
  const stops = runs.map(({ stopMs }) => stopMs);
  const stop = median(stops);
  return [
    plainRow(
      'image, above its base',
      `${Math.round(image - base)} MB`,
      `${Math.round(image)} MB on ${BASE} of ${Math.round(base)} MB`,
      `≤ ${MOST_MB} MB`,
      image - base <= MOST_MB,
    ),
    {
      what: 'docker start → its page answers',
      value: spread(median(starts), starts, 'ms', 0),
      against: 'read-only root, no capabilities, embedded broker',
      ratio: null,
      goal: null,
      met: true,
    },
    plainRow(
      'docker stop',
      spread(stop, stops, 'ms', 0),
      'the same containers',
      `≤ ${MOST_STOP_MS} ms`,
      Math.max(...stops) <= MOST_STOP_MS && runs.every(({ exitCode }) => exitCode === 0),
    ),
  ];
}

interface Run {
  startMs: number;
  stopMs: number;
  exitCode: number;
}

async function runOnce(): Promise<Run> {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const port = await freePort();
  const container = await dockerode.createContainer({
    Image: IMAGE,
    Env: ['SPOTIFY2MQTT_MQTT__URL=embedded', `SPOTIFY2MQTT_SPOTIFY__CLIENT_ID=${'a'.repeat(32)}`],
    HostConfig: {
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      PortBindings: { '8099/tcp': [{ HostIp: '127.0.0.1', HostPort: `${port}` }] },
    },
  });
  try {
    const began = performance.now();
    await container.start();
    while (!(await answers(`http://127.0.0.1:${port}/healthz`))) await sleep(5);
    const startMs = performance.now() - began;
    const asked = performance.now();
    await container.stop({ t: 10 });
    const stopMs = performance.now() - asked;
    return { startMs, stopMs, exitCode: (await container.inspect()).State.ExitCode };
  } finally {
    await container.remove({ force: true, v: true });
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
