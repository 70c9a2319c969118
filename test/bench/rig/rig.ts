import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connectAsync } from 'mqtt';
import { type Built, build } from './build.ts';
import { type Child, startChild } from './child.ts';
import { type Gauged, startGauged } from './gauged.ts';
import { startWeb, type Web } from './web.ts';

/** Real sockets: a broker in its own process, a small Spotify in this one, and a client that speaks and listens. */
export interface Rig {
  web: Web;
  /** Publishes, QoS 0. */
  say(topic: string, payload: string | Buffer): void;
  /** When the next message on this topic arrives, `performance.now()`. */
  arrival(topic: string): Promise<number>;
  /** Calls back with every message. */
  listen(heard: (topic: string, payload: Uint8Array) => void): void;
  /** Takes back what is retained there. */
  clear(topic: string): Promise<void>;
  /** A bridge with one account, paired, nothing stored. */
  startBridge(): Child;
  /** The same, which can be asked what it holds. */
  startGaugedBridge(): Gauged;
  startFloor(name: string): Child;
  close(): Promise<void>;
}

export async function openRig({ playing }: { playing: boolean }): Promise<Rig> {
  const built: Built = await build();
  const web = await startWeb({ playing });
  const broker = startChild(resolve(import.meta.dirname, 'broker.ts'), [], { print: 'pipe' });
  const [printed] = await once(broker.stdout, 'data');
  const url = `mqtt://127.0.0.1:${Number(String(printed))}`;
  const client = await connectAsync(url, { protocolVersion: 4, clientId: 'bench' });
  await client.subscribeAsync('#');
  const waiting = new Map<string, (at: number) => void>();
  client.on('message', (topic, payload) => {
    const at = performance.now();
    const told = waiting.get(topic);
    if (!told || payload.length === 0) return;
    waiting.delete(topic);
    told(at);
  });
  const folder = mkdtempSync(join(tmpdir(), 'spotify2mqtt-bench-'));
  let starts = 0;
  const writeConfig = () => {
    const file = join(folder, 'config.yaml');
    const config = {
      mqtt: { url },
      http: { port: 0, host: '127.0.0.1' },
      spotify: { client_id: 'a'.repeat(32), accounts_url: web.url, api_url: `${web.url}/v1` },
      data: join(folder, `data-${starts++}`),
      accounts: { family: { refresh_token: 'refresh' } },
      // Two dozen cards are laid in turn, faster than people do: each time counts.
      readers: { box: { same_tag_window: 0 } },
    };
    writeFileSync(file, JSON.stringify(config));
    return file;
  };

  return {
    web,
    say: (topic, payload) => client.publish(topic, payload),
    arrival: (topic) => new Promise((done) => waiting.set(topic, done)),
    listen: (heard) => void client.on('message', (topic, payload) => heard(topic, payload)),
    clear: async (topic) => {
      await client.publishAsync(topic, '', { retain: true, qos: 1 });
    },
    startBridge: () => startChild(built.main, ['--config', writeConfig()], { env: built.env }),
    startGaugedBridge: () => startGauged(built.main, ['--config', writeConfig()], { env: built.env }),
    startFloor: (name) => startChild(built.floor(name), [url, web.url]),
    async close() {
      await client.endAsync();
      await broker.stop();
      await web.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
