import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Random } from '../../src/simulator/random.ts';

/** A child that works in an endless loop and says line by line what it goes by. */
export interface Victim {
  script: string;
  args: readonly string[];
  env?: Record<string, string>;
  /** What it says when its work begins. Every seventh is killed before that. */
  opened: string;
  /** The longest that it works, ms. */
  longestMs: number;
}

/**
 * Starts a child and kills it (SIGKILL) at a random moment, of its start or of its work. Resolves with all that it said; rejects
 * where it ended by itself.
 */
export async function killed(victim: Victim, random: Random): Promise<string[]> {
  const from = random.next() < 0.15 ? 'opening' : victim.opened;
  const afterMs = random.next() * victim.longestMs;
  const child = spawn(process.execPath, [victim.script, ...victim.args], {
    env: { PATH: process.env.PATH, ...victim.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  createInterface(child.stdout).on('line', (line) => {
    said.push(line);
    if (line === from) setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  const [, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') throw new Error(`the child ended by itself: ${complaint}`);
  return said;
}
