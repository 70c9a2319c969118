import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * `node release/warm.ts`: has a built program start once, as user and in the place where it will run, so that Node keeps what
 * V8 compiled (NODE_COMPILE_CACHE) and later starts only read it.
 */

const MOST_MS = 60_000;

/**
 * How the image runs Node (Dockerfile): V8 would take up to 16 MB for young objects during the start and give little of it back.
 * What is compiled under other options is not taken from the cache.
 */
export const NODE_OPTIONS = '--max-semi-space-size=4';

/** Rejects where the program does not come up within a minute. */
export async function warm(main: string, cache: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'spotify2mqtt-warm-'));
  const port = await freePort();
  const nowhere = 'http://127.0.0.1:9';
  const child = spawn(process.execPath, [main, '--no-setup'], {
    cwd: data,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: cache,
      NODE_OPTIONS,
      SPOTIFY2MQTT_DATA: data,
      SPOTIFY2MQTT_MQTT__URL: 'embedded',
      SPOTIFY2MQTT_MQTT__EMBEDDED__PORT: '0',
      SPOTIFY2MQTT_HTTP__HOST: '127.0.0.1',
      SPOTIFY2MQTT_HTTP__PORT: `${port}`,
      SPOTIFY2MQTT_SPOTIFY__CLIENT_ID: 'a'.repeat(32),
      SPOTIFY2MQTT_SPOTIFY__ACCOUNTS_URL: nowhere,
      SPOTIFY2MQTT_SPOTIFY__API_URL: nowhere,
      SPOTIFY2MQTT_ACCOUNTS__WARM__REFRESH_TOKEN: 'none',
    },
  });
  const ended = once(child, 'exit');
  try {
    await Promise.race([
      answers(port),
      ended.then(() => {
        throw new Error(`${main} ended before it was up`);
      }),
    ]);
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true });
  }
}

async function answers(port: number): Promise<void> {
  const until = Date.now() + MOST_MS;
  for (;;) {
    const reply = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    await reply?.arrayBuffer();
    if (reply?.ok) return;
    if (Date.now() > until) throw new Error('the pages do not answer');
    await sleep(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

const ROOT = resolve(import.meta.dirname, '..');
if (import.meta.main) await warm(join(ROOT, 'dist/main.js'), join(ROOT, 'cache'));
