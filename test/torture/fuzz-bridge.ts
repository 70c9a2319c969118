import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const PROBE = resolve(import.meta.dirname, 'fuzz-probe.ts');

const health = z.object({ heapMb: z.number(), rssMb: z.number(), lateMs: z.number(), polluted: z.boolean() });
/** The heap after a collection; the latest that the event loop was since the last question; whether every object has something new. */
export type Health = z.infer<typeof health>;

/** What was written, and the most lines in one second. */
export interface Written {
  lines: number;
  mostPerSecond: number;
  /** Bytes. */
  longest: number;
}

/** A bridge in a process of its own, which tells how it is. */
export interface WatchedBridge {
  /** Rejects where it has ended. */
  health(): Promise<Health>;
  /** Undefined while it runs; else how it ended, with its last words. */
  ended(): string | undefined;
  written(): Written;
  stop(): Promise<void>;
}

export function startWatchedBridge(file: string, config: object): WatchedBridge {
  writeFileSync(file, JSON.stringify(config)); // JSON is YAML.
  const child = spawn(process.execPath, ['--expose-gc', '--import', PROBE, MAIN, '--config', file], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH },
  });
  // Whoever gives up half-way leaves nobody behind.
  const leave = () => child.kill('SIGKILL');
  process.once('exit', leave);
  const written: Written = { lines: 0, mostPerSecond: 0, longest: 0 };
  let words = '';
  let second = { nth: 0, lines: 0 };
  for (const stream of [child.stdout, child.stderr]) {
    let begun = 0;
    stream?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2_000);
      const nth = Math.floor(performance.now() / 1_000);
      if (nth !== second.nth) second = { nth, lines: 0 };
      const [rest = '', ...lines] = text.split('\n').toReversed();
      for (const line of lines.toReversed()) {
        written.longest = Math.max(written.longest, begun + line.length);
        begun = 0;
      }
      begun += rest.length;
      second.lines += lines.length;
      written.lines += lines.length;
      written.mostPerSecond = Math.max(written.mostPerSecond, second.lines);
    });
  }
  const exited = once(child, 'exit');
  const ended = () =>
    child.exitCode === null && child.signalCode === null
      ? undefined
      : `the bridge ended with ${child.exitCode ?? child.signalCode}: ${words}`;
  return {
    ended,
    written: () => ({ ...written }),
    async health() {
      const told = once(child, 'message').then(([answer]) => health.parse(answer));
      child.send('how are you');
      const answer = await Promise.race([told, exited.then(() => undefined)]);
      if (!answer) throw new Error(ended());
      return answer;
    },
    async stop() {
      process.off('exit', leave);
      child.kill('SIGTERM');
      await exited;
    },
  };
}
