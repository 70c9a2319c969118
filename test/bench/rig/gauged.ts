import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Child } from './child.ts';

const GAUGE = pathToFileURL(resolve(import.meta.dirname, 'gauge.mjs')).href;

const gauged = z.object({
  /** Bytes after two collections, buffers outside the heap with it; of the whole process as Linux counts it. */
  heap: z.number(),
  rss: z.number(),
  /** Since the start of the process, user and system, without what the readings cost. */
  cpuMs: z.number(),
  /** How late its event loop came to a timer since the last reading, ms. */
  loop: z.object({ p99: z.number(), max: z.number() }),
});
export type Reading = z.infer<typeof gauged>;

/** A Node process of its own that says what it holds, without knowing it. */
export interface Gauged extends Omit<Child, 'stdout'> {
  read(): Promise<Reading>;
}

/** `flags` are Node's own. */
export function startGauged(
  file: string,
  args: readonly string[],
  { flags = [], env = {} }: { flags?: readonly string[]; env?: Record<string, string> } = {},
): Gauged {
  const child = fork(file, args, {
    execArgv: ['--expose-gc', '--import', GAUGE, ...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, ...env },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} did not start`);
  const ended = once(child, 'exit');
  // A bench that fails half-way leaves nobody behind.
  const leave = () => child.kill('SIGKILL');
  process.once('exit', leave);
  return {
    pid,
    async read() {
      const answer = once(child, 'message');
      child.send('read');
      const gone = ended.then(() => {
        throw new Error(`${file} ended`);
      });
      const [said] = await Promise.race([answer, gone]);
      return gauged.parse(said);
    },
    async stop() {
      process.off('exit', leave);
      child.kill('SIGTERM');
      await ended;
    },
  };
}
