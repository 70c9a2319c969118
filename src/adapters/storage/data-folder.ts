import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../lib/log.ts';

/** The folder of what must survive, owned by this process alone. */
export interface DataFolder {
  readonly path: string;
  release(): void;
}

const LOCK = '.lock';
const SQLITE_BUSY = 5;

/**
 * Creates the folder where it is missing (0700), sees that it can be written, and takes it for this process. Rejects with
 * what would help where one of these fails. The owner's crash gives it back.
 */
export async function openDataFolder(path: string, log: Log): Promise<DataFolder> {
  const folder = resolve(path);
  await makeFolder(folder).catch((error: unknown) => refuse(folder, error));
  await tryToWrite(folder);
  return { path: folder, release: lock(folder, log) };
}

/** Not Node's own `recursive`: below /proc, where nothing can be made, it tries for ever. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
  }
}

async function tryToWrite(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    const file = await open(probe, 'w', 0o600);
    try {
      await file.writeFile('x');
    } finally {
      await file.close();
    }
  } catch (error) {
    await refuse(folder, error);
  }
  await rm(probe, { force: true });
}

/**
 * A lock that the kernel holds for us, which is the only kind that a crash releases and no leftover blocks: SQLite's file
 * lock (fcntl), as Node has no flock. Files with a process id do not do, since in containers everybody is process 1; a
 * socket's leftover has a race between two who find it at once. It holds between containers of one machine and, where
 * the file system passes locks on, between machines.
 */
function lock(folder: string, log: Log): () => void {
  const path = join(folder, LOCK);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    // Nothing is ever written: with the journal in memory the transaction is a lock and no more.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    close(database);
    if (errcodeOf(error) === SQLITE_BUSY) {
      throw new Error(
        `The data folder ${folder} is in use by another bridge, perhaps in another container; stop that one, or give this one a folder of its own`,
      );
    }
    log.warn(
      { folder, why: error instanceof Error ? error.message : String(error) },
      'The file system of the data folder keeps no locks; see to it that only one bridge uses this folder',
    );
    return () => {};
  }
  // Whoever forgets the folder must not lose the lock to the garbage collector, which closes the database.
  const release = () => {
    process.off('exit', release);
    close(database);
  };
  process.on('exit', release);
  return release;
}

function close(database: DatabaseSync | undefined): void {
  if (database?.isOpen) database.close();
}

async function refuse(folder: string, error: unknown): Promise<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const owner = await stat(folder).then(
    ({ uid }) => `it belongs to user ${uid}, this process runs as user ${process.getuid?.()}; chown it`,
    () => 'a folder above it may not be written',
  );
  const words: Record<string, string> = {
    EACCES: owner,
    EPERM: owner,
    EROFS: 'it is on a read-only file system; mount it writable',
    ENOSPC: 'the disk is full; make room',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'there is a file of that name',
  };
  const why = words[String(code)] ?? (error instanceof Error ? error.message : String(error));
  throw new Error(`The data folder ${folder} cannot be used: ${why}, or set data: to another folder`);
}

function errcodeOf(error: unknown): unknown {
  return error instanceof Error && 'errcode' in error ? error.errcode : undefined;
}
