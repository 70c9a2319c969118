import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../src/main.ts');

/** The program as a process of its own, run from the sources where no other file is named. */
export interface Program {
  /** What it printed so far, on both streams. */
  readonly output: string;
  /** Resolves when `text` was printed; rejects when the program ends without. */
  printed(text: string): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<number>;
  /** Closes its standard output, as `head` does when it has enough. */
  hangUp(): void;
  readonly ended: Promise<number>;
}

export function runProgram(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd?: string,
  input?: string,
  /** Who runs it, where we are root, what its Node is told, and the file of a built one. */
  { user, node = [], file = MAIN }: { user?: number; node?: readonly string[]; file?: string } = {},
): Program {
  const child: ChildProcess = spawn(process.execPath, [...node, file, ...args], {
    ...(user === undefined ? {} : { uid: user, gid: user }),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  // It may end before it has read all.
  child.stdin?.on('error', () => {}).end(input);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      child.emit('printed');
    });
  }
  const ended = once(child, 'close').then(([code]) => Number(code));
  return {
    get output() {
      return output;
    },
    async printed(text) {
      const over = ended.then(() => 'over' as const);
      while (!output.includes(text)) {
        if ((await Promise.race([once(child, 'printed'), over])) === 'over' && !output.includes(text)) {
          throw new Error(`ended without printing "${text}"; it printed:\n${output}`);
        }
      }
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    hangUp: () => child.stdout?.destroy(),
    ended,
  };
}
