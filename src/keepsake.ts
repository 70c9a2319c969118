import type { z } from 'zod';
import { openJsonFile } from './adapters/storage/json-file.ts';
import type { Keepsake } from './core/ports.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import type { Step } from './lib/format.ts';
import type { Log } from './lib/log.ts';
import { AGAIN_MS } from './owing.ts';

/** A keepsake in a file. */
export interface Kept<T> extends Keepsake<T> {
  /** Resolves when all that was written is on the disk, or could not be. */
  settled(): Promise<void>;
}

/**
 * A keepsake in the file at `path`; `loss` says what to do where it cannot be read. With `restMs` it is written so much later,
 * once for all that came meanwhile: for what changes with every scan, and may be lost for a second. What cannot be written is tried
 * again each half minute, and once more at the end.
 */
export function keepsake<T>(
  path: string,
  schema: z.ZodType<T>,
  log: Log,
  {
    restMs = 0,
    clock = systemClock,
    ...options
  }: { steps?: readonly Step[]; loss?: string; restMs?: number; clock?: Clock } = {},
): Kept<T> {
  const file = openJsonFile(path, schema, log, options);
  const hurry = new AbortController();
  let next: { value: T } | undefined;
  let writing: Promise<void> | undefined;
  let isBroken = false;
  const failed = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    // A full disk is told once, not at every scan.
    if (!isBroken)
      log.error(
        { file: path, why },
        'could not be written and is tried again: until then a restart loses what is new in it',
      );
    isBroken = true;
    return false;
  };
  const done = () => {
    if (isBroken) log.info({ file: path }, 'can be written again');
    isBroken = false;
    return true;
  };
  /** What came while one was being written is old when the next one came: a thousand scans are not a thousand files. */
  const writeAll = async () => {
    while (next) {
      if (restMs > 0) await clock.sleep(restMs, hurry.signal);
      const { value } = next;
      next = undefined;
      const isLast = hurry.signal.aborted;
      const isWritten = await file.write(value).then(done, failed);
      if (isWritten || isLast) continue;
      next ??= { value };
      await clock.sleep(AGAIN_MS, hurry.signal);
    }
    writing = undefined;
  };
  return {
    read: () => file.read(),
    write: (value) => {
      next = { value };
      writing ??= writeAll();
    },
    settled: () => {
      hurry.abort();
      return writing ?? Promise.resolve();
    },
  };
}
