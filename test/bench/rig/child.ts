import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** A Node process of its own. */
export interface Child {
  pid: number;
  stdout: Readable;
  stop(): Promise<void>;
}

export function startChild(
  file: string,
  args: readonly string[],
  { print = 'ignore', env = {} }: { print?: 'pipe' | 'ignore'; env?: Record<string, string> } = {},
): Child {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...env },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} did not start`);
  if (print === 'ignore') child.stdout.resume();
  const ended = once(child, 'exit');
  // A bench that fails half-way leaves nobody behind.
  const leave = () => child.kill('SIGKILL');
  process.once('exit', leave);
  return {
    pid,
    stdout: child.stdout,
    async stop() {
      process.off('exit', leave);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resident memory in megabytes (2^20 bytes), as Linux counts it. */
export function residentMb(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!match) throw new Error(`no VmRSS in /proc/${pid}/status`);
  return Number(match[1]) / 1024;
}
