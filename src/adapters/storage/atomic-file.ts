import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** One file that is replaced as a whole. Open it once: its owner's writes take effect in the order they were asked for. */
export interface AtomicFile {
  readonly path: string;
  /** The text, or undefined where there is no file. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  /** Removes what a crash left half written beside it. Only where nobody writes it. */
  sweep(): Promise<void>;
}

export function atomicFile(path: string, mode = 0o600): AtomicFile {
  let last: Promise<unknown> = Promise.resolve();
  return {
    path,
    read: () => readIfThere(path),
    write(text) {
      const write = () => writeAtomic(path, text, mode);
      const written = last.then(write, write);
      last = written.catch(() => {});
      return written;
    },
    sweep: () => sweep(path),
  };
}

/**
 * Replaces a file by way of a new one beside it, so that a reader, or a crash at any moment, finds the old text or the new
 * one and nothing between: the data is on the disk before the name is. Several writers at once cannot tear it, but who
 * comes last is anybody's guess; `atomicFile` keeps an order. On an error the file is as it was.
 */
export async function writeAtomic(path: string, text: string, mode = 0o600): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes what a crash left half written beside a file. Only where nobody writes it. */
export async function sweep(path: string): Promise<void> {
  const folder = dirname(path);
  const start = `.${basename(path)}.`;
  for (const name of await readdir(folder)) {
    if (name.startsWith(start) && /^[0-9a-f]{12}$/.test(name.slice(start.length)))
      await rm(join(folder, name), { force: true });
  }
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Makes the rename last. Some network file systems cannot do that to a folder; the rename itself is then as good as it gets. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await folder.close();
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
