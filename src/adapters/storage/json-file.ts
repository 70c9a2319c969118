import { access, rename, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { bringUp, type Step, withVersion } from '../../lib/format.ts';
import type { Log } from '../../lib/log.ts';
import { atomicFile } from './atomic-file.ts';
import { openSeal, type Seal } from './seal.ts';

export interface JsonFile<T> {
  /** The value, or undefined where there is none that fits. Rejects where a newer version of this program wrote it. */
  read(): Promise<T | undefined>;
  /** Replaces the value, in the order of the calls. */
  write(value: T): Promise<void>;
}

export interface JsonFileOptions {
  /** How the format came to be what it is; none: it is still the first. */
  steps?: readonly Step[];
  seal?: Seal;
  loss?: string;
}

/**
 * A value in a JSON file, checked on its way in. A file that is torn or somebody else's is never overwritten: it is put
 * aside as `<name>.broken-<when it was written>`, and the log says so; one of a newer version stays as it is, unread and
 * unwritten. One of an earlier version is written anew as `steps` make it. Open a path once. The schema must not transform:
 * what is written must be readable again. `seal` encrypts what the file holds; `loss` says what to do where it cannot be read.
 */
export function openJsonFile<T>(
  path: string,
  schema: z.ZodType<T>,
  log: Log,
  {
    steps = [],
    seal = openSeal(undefined),
    loss = 'the bridge goes on without what was in it',
  }: JsonFileOptions = {},
): JsonFile<T> {
  const file = atomicFile(path);
  let looked: Promise<T | undefined> | undefined;
  let swept: Promise<void> | undefined;

  const put = async (value: T) => {
    const closed = await seal.close(withVersion(value, steps));
    await file.write(`${JSON.stringify(closed, undefined, 2)}\n`);
  };

  const look = async (): Promise<T | undefined> => {
    // Before the first write, and never beside one. What cannot be swept hurts nobody.
    swept ??= file.sweep().catch(() => {});
    await swept;
    const text = await file.read();
    if (text === undefined) return undefined;
    const parsed = await parse(text, schema, seal, steps);
    if ('newer' in parsed) throw new Error(newerWords(path, parsed.newer));
    if ('value' in parsed) {
      if (parsed.rewrite) await put(parsed.value).catch((error: unknown) => tellOld(error));
      return parsed.value;
    }
    const aside = await putAside(path);
    log.error(
      { file: path, aside, why: parsed.why },
      `${basename(path)} cannot be read and was put aside; ${loss}`,
    );
    return undefined;
  };

  const tellOld = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    log.error(
      { file: path, why },
      `${basename(path)} could not be written anew: it lies there as it was, not encrypted if it was not`,
    );
  };

  return {
    read() {
      looked = look();
      return looked;
    },
    async write(value) {
      // What was there before the first look may be precious.
      looked ??= look();
      await looked;
      await put(value);
    },
  };
}

/** Says why without quoting the text, which may be a token. */
async function parse<T>(
  text: string,
  schema: z.ZodType<T>,
  seal: Seal,
  steps: readonly Step[],
): Promise<{ value: T; rewrite: boolean } | { newer: number } | { why: string }> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { why: text.trim() === '' ? 'it is empty' : 'it is no JSON, perhaps torn' };
  }
  const opened = await seal.open(json);
  if (!('json' in opened)) return opened;
  const brought = bringUp(opened.json, steps);
  if (!('value' in brought)) return brought;
  const result = schema.safeParse(brought.value);
  if (result.success) return { value: result.data, rewrite: opened.rewrite || brought.isOld };
  const places = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`,
  );
  return { why: places.slice(0, 5).join('; ') };
}

/** What to do with a file that a newer version of this program wrote. */
export function newerWords(path: string, version: number): string {
  return `${path} was written by a newer spotify2mqtt, in version ${version} of its format; it stays as it is. Start that spotify2mqtt again, or restore a backup that this one, or one before it, made`;
}

async function putAside(path: string): Promise<string> {
  const { mtime } = await stat(path);
  const name = `${path}.broken-${mtime.toISOString().replace(/[-:.]/g, '')}`;
  let aside = name;
  for (let nth = 2; await isThere(aside); nth++) aside = `${name}-${nth}`;
  await rename(path, aside);
  return aside;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
