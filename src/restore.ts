import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from './adapters/storage/atomic-file.ts';
import { openDataFolder } from './adapters/storage/data-folder.ts';
import type { Backup } from './backup.ts';
import { keptIn } from './kept-files.ts';
import type { Log } from './lib/log.ts';

/**
 * Makes a data folder what it was when the backup was made. What is there now is copied first, into a folder within it whose path
 * this resolves to (undefined where there was nothing). Rejects, with nothing changed, while a bridge uses the folder.
 */
export async function restore(
  { files }: Backup,
  path: string,
  now: number,
  log: Log,
): Promise<string | undefined> {
  const folder = await openDataFolder(path, log);
  try {
    const before = await keptIn(folder.path);
    const aside = join(folder.path, `before-restore-${new Date(now).toISOString().replace(/[-:.]/g, '')}`);
    if (before.length > 0) await mkdir(aside, { mode: 0o700 });
    for (const name of before)
      await writeAtomic(join(aside, name), await readFile(join(folder.path, name), 'utf8'));
    try {
      for (const [name, text] of Object.entries(files)) await writeAtomic(join(folder.path, name), text);
      for (const name of before)
        if (!Object.hasOwn(files, name)) await rm(join(folder.path, name), { force: true });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Only a part could be restored: ${why}. What was there before lies in ${aside}`);
    }
    return before.length > 0 ? aside : undefined;
  } finally {
    folder.release();
  }
}
