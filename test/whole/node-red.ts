import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import WebSocket from 'ws';
import { z } from 'zod';
import { freePort } from './free-port.ts';
import { startScript } from './program.ts';
import { until } from './until.ts';

const VERSION = '5.0.7';

const nodeShape = z.looseObject({ id: z.string(), type: z.string(), name: z.string().optional() });
/** What the editor's socket tells, several at once: a heartbeat among them, whose data is a number. */
const toldShape = z.array(z.object({ topic: z.string(), data: z.unknown() }));
const debugShape = z.object({ name: z.string(), msg: z.string() });

/** A Node-RED with one file of flows. */
export interface NodeRed extends AsyncDisposable {
  /** Presses the button of the inject node of this name. */
  press(name: string): Promise<void>;
  /** What the debug node of this name showed last; undefined where it showed nothing. */
  shown(name: string): string | undefined;
  /** Everything it wrote. */
  output(): string;
}

/** Installs Node-RED from npm into a folder of its own and starts it with `flows`, whose broker becomes the one at `brokerUrl`. */
export async function startNodeRed(flows: unknown, brokerUrl: string): Promise<NodeRed> {
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'node-red-'));
  started.defer(() => rm(folder, { recursive: true }));
  const install = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', [...install, `node-red@${VERSION}`]);

  const nodes = z.array(nodeShape).parse(flows);
  const { hostname, port: brokerPort } = new URL(brokerUrl);
  const here = nodes.map((node) =>
    node.type === 'mqtt-broker' ? { ...node, broker: hostname, port: brokerPort } : node,
  );
  const port = await freePort();
  const settings = { uiPort: port, uiHost: '127.0.0.1', flowFile: 'flows.json', credentialSecret: 'test' };
  await writeFile(join(folder, 'flows.json'), JSON.stringify(here));
  await writeFile(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)};\n`);
  const program = started.use(
    startScript([join(folder, 'node_modules/node-red/red.js'), '--userDir', folder]),
  );
  const runs = () => {
    if (program.ended()) throw new Error(`Node-RED ended: ${program.output()}`);
    return program.output();
  };
  await until('its flows run', runs, (log) => log.includes('Connected to broker'), { within: 120_000 });

  // As its editor does: https://nodered.org/docs/api/admin, and the debug sidebar's socket.
  const base = `http://127.0.0.1:${port}`;
  const shown = new Map<string, string>();
  const socket = new WebSocket(`${base}/comms`);
  started.defer(() => socket.close());
  socket.on('message', (data) => {
    for (const told of toldShape.parse(JSON.parse(data.toString()))) {
      const debug = told.topic === 'debug' && debugShape.parse(told.data);
      if (debug) shown.set(debug.name, debug.msg);
    }
  });
  await new Promise((open, fail) => socket.once('open', open).once('error', fail));
  socket.send(JSON.stringify({ subscribe: 'debug' }));
  const kept = started.move();
  return {
    press: async (name) => {
      const button = nodes.find((node) => node.type === 'inject' && node.name === name);
      if (!button) throw new Error(`no inject node is called ${name}`);
      const answer = await fetch(`${base}/inject/${button.id}`, { method: 'POST' });
      if (!answer.ok) throw new Error(`pressing ${name}: ${answer.status}`);
    },
    shown: (name) => shown.get(name),
    output: program.output,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
