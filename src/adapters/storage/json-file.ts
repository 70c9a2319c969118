import { access, rename, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import type { Log } from '../../lib/log.ts';
import { atomicFile } from './atomic-file.ts';

export interface JsonFile<T> {
  /** The value, or undefined where there is none that fits. */
  read(): Promise<T | undefined>;
  /** Replaces the value, in the order of the calls. */
  write(value: T): Promise<void>;
}

/**
 * A value in a JSON file, checked on its way in. A file that is torn or somebody else's is never overwritten: it is put
 * aside as `<name>.broken-<when it was written>`, and the log says so. Open a path once. The schema must not transform:
 * what is written must be readable again.
 */
export function openJsonFile<T>(path: string, schema: z.ZodType<T>, log: Log): JsonFile<T> {
  const file = atomicFile(path);
  let looked: Promise<T | undefined> | undefined;

  const look = async (): Promise<T | undefined> => {
    const text = await file.read();
    if (text === undefined) return undefined;
    const parsed = parse(text, schema);
    if ('value' in parsed) return parsed.value;
    const aside = await putAside(path);
    log.error(
      { file: path, aside, why: parsed.why },
      `${basename(path)} cannot be read and was put aside; the bridge goes on without what was in it`,
    );
    return undefined;
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
      await file.write(`${JSON.stringify(value, undefined, 2)}\n`);
    },
  };
}

/** Says why without quoting the text, which may be a token. */
function parse<T>(text: string, schema: z.ZodType<T>): { value: T } | { why: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { why: text.trim() === '' ? 'it is empty' : 'it is no JSON, perhaps torn' };
  }
  const result = schema.safeParse(json);
  if (result.success) return { value: result.data };
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
