import { chmod, realpath, stat, writeFile } from 'node:fs/promises';
import { sweep, writeAtomic } from './atomic-file.ts';

/** Everybody in the house may read it, as a file that a person made. */
const USUAL_MODE = 0o644;

/**
 * Replaces a file that people edit: its mode stays (one that is not there yet gets `newMode`), a link stays a link, and a file
 * that is mounted by itself, which nothing can be renamed over, is written in place.
 */
export async function replaceFile(path: string, text: string, newMode = USUAL_MODE): Promise<void> {
  const real = await realpath(path).catch(() => path);
  const mode = await stat(real).then(
    (found) => found.mode & 0o777,
    () => newMode,
  );
  try {
    await writeAtomic(real, text, mode);
    // Made under the process's umask, which is not what the file's owner chose.
    await chmod(real, mode);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EBUSY')) throw error;
    await writeFile(real, text);
  }
}

/** Removes what a crash in `replaceFile` left half written. What cannot be swept hurts nobody. */
export async function sweepReplaced(path: string): Promise<void> {
  const real = await realpath(path).catch(() => path);
  await sweep(real).catch(() => {});
}
