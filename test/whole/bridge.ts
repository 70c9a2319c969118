import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ear } from './ear.ts';
import { type Program, startProgram } from './program.ts';
import { is, until } from './until.ts';

/** Starts the bridge with `config` and waits until `ear`, on the same broker, hears that it is online. */
export async function startBridge(config: object, ear: Ear): Promise<Program> {
  await using started = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'spotify2mqtt-'));
  started.defer(() => rm(folder, { recursive: true }));
  const file = join(folder, 'config.yaml');
  await writeFile(file, JSON.stringify(config)); // JSON is YAML.
  const bridge = started.use(startProgram(['--config', file]));
  const state = () => {
    if (bridge.ended()) throw new Error('it ended');
    return ear.last('spotify2mqtt/bridge/state');
  };
  await until('the bridge is online', state, is('online')).catch((error: unknown) => {
    throw new Error(`${error}; it wrote: ${bridge.output()}`);
  });
  const kept = started.move();
  return { ...bridge, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
