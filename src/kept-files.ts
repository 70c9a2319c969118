import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { newerWords } from './adapters/storage/json-file.ts';
import { isEncrypted, openSeal } from './adapters/storage/seal.ts';
import { SHAPES } from './kept.ts';
import { type KeptKind, STEPS } from './kept-steps.ts';
import { TAG_SHAPES } from './kept-tags.ts';
import { bringUp, type Step } from './lib/format.ts';

/** The files of a data folder as a whole: for backups, and for a look before they are used. */

export type Checked =
  | 'good'
  /** Nobody can tell without its key. */
  | 'encrypted'
  | { newer: number }
  | { why: string };

const ALL: Readonly<Record<KeptKind, z.ZodType>> = { ...SHAPES, ...TAG_SHAPES };
const NAMES =
  /^(?:(token|speaker|sleep|snapshots)-[a-z0-9_]+|(tags|tag-memory|readers|people|limits|time-zone|published))\.json$/;

/** Whether a name is one of the files that the bridge keeps. */
export function isKept(name: string): boolean {
  return formatOf(name) !== undefined;
}

function formatOf(name: string): { schema: z.ZodType; steps: readonly Step[] } | undefined {
  const [, ofAccount, alone] = NAMES.exec(name) ?? [];
  const kind = ofAccount ?? alone;
  return kind !== undefined && isKind(kind) ? { schema: ALL[kind], steps: STEPS[kind] } : undefined;
}

function isKind(kind: string): kind is KeptKind {
  return Object.hasOwn(ALL, kind);
}

/** What a file's text is good for. Without `key` what is encrypted stays closed. Never quotes the text. */
export async function checkKept(name: string, text: string, key?: string): Promise<Checked> {
  const format = formatOf(name);
  if (!format) return { why: 'it is no file of a data folder' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { why: 'it is no JSON, perhaps torn' };
  }
  const opened = await openSeal(key).open(json);
  if ('newer' in opened) return opened;
  if ('why' in opened) return key === undefined && isEncrypted(json) ? 'encrypted' : opened;
  const brought = bringUp(opened.json, format.steps);
  if (!('value' in brought)) return brought;
  return format.schema.safeParse(brought.value).success ? 'good' : { why: 'it does not fit its format' };
}

/** The names of the files that are kept in a folder. */
export async function keptIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(isKept).toSorted();
}

/** Rejects where a newer version of this program left files, or another user: before one of them is half used. */
export async function refuseNewer(folder: string): Promise<void> {
  for (const name of await keptIn(folder)) {
    const text = await readFile(join(folder, name), 'utf8').catch((error: unknown) =>
      notOurs(join(folder, name), error),
    );
    const checked = await checkKept(name, text);
    if (typeof checked === 'object' && 'newer' in checked)
      throw new Error(newerWords(join(folder, name), checked.newer));
  }
}

/** A folder that was copied by root, or used by another user before. */
async function notOurs(path: string, error: unknown): Promise<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EACCES' && code !== 'EPERM') throw error;
  const { uid } = await stat(path);
  throw new Error(
    `${path} cannot be read: it belongs to user ${uid}, this process runs as user ${process.getuid?.()}; chown it`,
  );
}
