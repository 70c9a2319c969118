import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Clock } from '../../lib/clock.ts';
import { readIfThere } from './atomic-file.ts';

export interface Watching {
  clock: Clock;
  signal: AbortSignal;
  /** The file is there but cannot be read, told once until it can. */
  failed(error: unknown): void;
}

const LOOK_EVERY_MS = 2_000;
/** Editors write in several steps: what changed is read once it has been at rest for so long. */
const REST_MS = 500;

/**
 * Tells the text of a file now and whenever it may have changed (undefined: there is no file), until the signal aborts. It
 * looks instead of asking the system for events: those do not come over network mounts and into some containers, and end
 * with the file that an editor replaces.
 */
export async function watchFile(
  path: string,
  changed: (text: string | undefined) => void,
  { clock, signal, failed }: Watching,
): Promise<void> {
  let told: string | undefined;
  while (!signal.aborted) {
    const before = await traceOf(path);
    if (before !== told) {
      await clock.sleep(REST_MS, signal);
      if (signal.aborted) return;
      if ((await traceOf(path)) !== before) continue;
      await tell();
      told = before;
    }
    await clock.sleep(LOOK_EVERY_MS, signal);
  }

  async function tell(): Promise<void> {
    try {
      const text = await readIfThere(path);
      if (!signal.aborted) changed(text);
    } catch (error) {
      failed(error);
    }
  }
}

/** What is different after every change: even of the same size within the same second, even by way of another file. */
async function traceOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs }: BigIntStats = await stat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
