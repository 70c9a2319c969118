import { access, rename, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import type { Log } from '../../lib/log.ts';
import { atomicFile } from './atomic-file.ts';
import { openSeal, type Seal } from './seal.ts';

export interface JsonFile<T> {
  /** The value, or undefined where there is none that fits. */
  read(): Promise<T | undefined>;
  /** Replaces the value, in the order of the calls. */
  write(value: T): Promise<void>;
}

export interface Sealed {
  seal?: Seal;
  loss?: string;
}

/**
 * A value in a JSON file, checked on its way in. A file that is torn or somebody else's is never overwritten: it is put
 * aside as `<name>.broken-<when it was written>`, and the log says so. Open a path once. The schema must not transform:
 * what is written must be readable again. `seal` encrypts what the file holds; `loss` says what to do where it cannot be read.
 */
export function openJsonFile<T>(
  path: string,
  schema: z.ZodType<T>,
  log: Log,
  { seal = openSeal(undefined), loss = 'the bridge goes on without what was in it' }: Sealed = {},
): JsonFile<T> {
  const file = atomicFile(path);
  let looked: Promise<T | undefined> | undefined;
  let swept: Promise<void> | undefined;

  const put = async (value: T) => file.write(`${JSON.stringify(await seal.close(value), undefined, 2)}\n`);

  const look = async (): Promise<T | undefined> => {
    // Before the first write, and never beside one. What cannot be swept hurts nobody.
    swept ??= file.sweep().catch(() => {});
    await swept;
    const text = await file.read();
    if (text === undefined) return undefined;
    const parsed = await parse(text, schema, seal);
    if ('value' in parsed) {
      if (parsed.rewrite) await put(parsed.value).catch((error: unknown) => tellPlain(error));
      return parsed.value;
    }
    const aside = await putAside(path);
    log.error(
      { file: path, aside, why: parsed.why },
      `${basename(path)} cannot be read and was put aside; ${loss}`,
    );
    return undefined;
  };

  const tellPlain = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    log.error({ file: path, why }, `${basename(path)} could not be encrypted and still lies open`);
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
): Promise<{ value: T; rewrite: boolean } | { why: string }> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { why: text.trim() === '' ? 'it is empty' : 'it is no JSON, perhaps torn' };
  }
  const opened = await seal.open(json);
  if ('why' in opened) return opened;
  const result = schema.safeParse(opened.json);
  if (result.success) return { value: result.data, rewrite: opened.rewrite };
  const places = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`,
  );
  return { why: places.slice(0, 5).join('; ') };
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
