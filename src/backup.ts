import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere } from './adapters/storage/atomic-file.ts';
import { checkKept, isKept, keptIn } from './kept-files.ts';
import { bringUp, currentVersion, type Step, withVersion } from './lib/format.ts';

/** All that a data folder keeps, as one text. Files stand in it as they are: what is encrypted stays encrypted. */
export interface Backup {
  /** ISO 8601. */
  made: string;
  /** The version of the program that made it. */
  by: string;
  /** The text of each file by its name. */
  files: Record<string, string>;
}

const STEPS: readonly Step[] = [];
const KIND = 'spotify2mqtt backup';

const shape = z.object({
  kind: z.literal(KIND),
  made: z.iso.datetime(),
  by: z.string(),
  files: z.record(z.string(), z.string()),
});

/**
 * Reads a folder as it is, also while a bridge works in it: each file is replaced as a whole. `broken`: what was left out, and
 * why. Rejects where there is nothing to back up, or a newer version of this program left something.
 */
export async function backUp(
  folder: string,
  about: Pick<Backup, 'made' | 'by'>,
): Promise<{ backup: Backup; broken: string[] }> {
  const files: Record<string, string> = {};
  const broken: string[] = [];
  for (const name of await keptIn(folder).catch((error: unknown) => refuse(folder, error))) {
    const text = await readIfThere(join(folder, name));
    if (text === undefined) continue;
    const checked = await checkKept(name, text);
    if (checked === 'good' || checked === 'encrypted') files[name] = text;
    else if ('newer' in checked)
      throw new Error(
        `${join(folder, name)} was written by a newer spotify2mqtt; right would be to back it up with that one`,
      );
    else broken.push(`${name}: ${checked.why}`);
  }
  if (Object.keys(files).length === 0)
    throw new Error(
      `The data folder ${folder} holds nothing to back up; right would be the one of the bridge`,
    );
  return { backup: { ...about, files }, broken };
}

function refuse(folder: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? 'unknown error'})`;
  throw new Error(`The data folder ${folder} ${why}; right would be the one that the bridge uses`);
}

export function backupText({ made, by, files }: Backup): string {
  return `${JSON.stringify(withVersion({ kind: KIND, made, by, files }, STEPS), undefined, 2)}\n`;
}

/**
 * The backup that a text is, with every file in it looked at. `key` opens what is encrypted; without one that is taken as it is,
 * and named in `closed`. Rejects with what is wrong, and never quotes what is in it.
 */
export async function readBackup(
  text: string,
  key: string | undefined,
): Promise<{ backup: Backup; closed: string[] }> {
  const backup = parse(text);
  const closed: string[] = [];
  for (const [name, content] of Object.entries(backup.files)) {
    if (!isKept(name))
      throw new Error(`The backup holds a file that no data folder has: ${JSON.stringify(name)}`);
    const checked = await checkKept(name, content, key);
    if (checked === 'encrypted') closed.push(name);
    else if (checked !== 'good') {
      const why = 'newer' in checked ? `it needs a newer spotify2mqtt (${backup.by} made it)` : checked.why;
      throw new Error(`The backup cannot be used: ${name}: ${why}`);
    }
  }
  return { backup, closed };
}

function parse(text: string): Backup {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('This is no backup, or it is torn: it is no JSON');
  }
  const brought = bringUp(json, STEPS);
  if ('newer' in brought)
    throw new Error(
      `A newer spotify2mqtt made this backup, in version ${brought.newer}; this one knows ${currentVersion(STEPS)}. Right would be to restore it with that one`,
    );
  const read = shape.safeParse('value' in brought ? brought.value : undefined);
  if (!read.success) throw new Error('This is no backup of spotify2mqtt; `spotify2mqtt backup` makes one');
  const { made, by, files } = read.data;
  return { made, by, files };
}
