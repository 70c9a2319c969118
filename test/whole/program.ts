import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

/** A program of Node's, in a process of its own. */
export interface Program extends AsyncDisposable {
  signal(name: NodeJS.Signals): void;
  /** Everything it wrote so far, on both of its streams. */
  output(): string;
  /** Whether it has ended. */
  ended(): boolean;
  /** Asks it to end, as service managers do, and returns the exit code: null where it had to be killed. */
  stop(): Promise<number | null>;
}

/** The bridge as people start it, from its sources. */
export function startProgram(args: string[], env: Record<string, string> = {}): Program {
  return startScript([MAIN, ...args], env);
}

/** `node` with these arguments. */
export function startScript(args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  const exited = once(child, 'exit');
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => written.push(chunk));
  }
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    if (!ended()) child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(impatience);
    return child.exitCode;
  };
  return {
    signal: (name) => void child.kill(name),
    output: () => Buffer.concat(written).toString('utf8'),
    ended,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}
