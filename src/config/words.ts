import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { knownKeys, type Schema, schemaAt } from './json-schema.ts';
import type { Path } from './mistake.ts';
import { either, near } from './near.ts';

/**
 * zod's issues in our words: what is wrong, what would be right. Values
 * are quoted only where a closed set or a number belongs.
 */
export function findingsOf(error: z.ZodError, root: unknown, schema: Schema): Finding[] {
  return error.issues.flatMap((issue): Finding[] => {
    const path = issue.path.map(String);
    const wanted = schemaAt(schema, path);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: unknownKey(key, knownKeys(wanted)),
        atKey: true,
        spoils: true,
      }));
    if (['custom', 'invalid_format', 'invalid_union'].includes(issue.code))
      return [{ path, message: issue.message }];
    const found = valueAt(root, path);
    const spoils = issue.code === 'invalid_type';
    return [{ path, message: `${wrong(found, wanted)}, ${right(found, wanted)}`, spoils }];
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = near(key, known);
  return meant
    ? `is not a key here, did you mean ${meant}?`
    : `is not a key here, ${either(known)} would be right`;
}

function wrong(found: unknown, wanted: Schema | undefined): string {
  if (found === undefined || found === null) return 'is missing';
  if (found === '') return 'is empty';
  if (Array.isArray(found)) return 'is a list';
  if (typeof found === 'object') return 'is a mapping';
  const closed = wanted?.enum || ['boolean', 'integer', 'number'].includes(wanted?.type ?? '');
  if (typeof found === 'string') return closed ? `is ${JSON.stringify(found)}` : 'is a text';
  return `is ${found}`;
}

function right(found: unknown, wanted: Schema | undefined): string {
  if (wanted?.enum) {
    const words = wanted.enum.map(String);
    const meant = typeof found === 'string' ? near(found, words) : undefined;
    return meant ? `did you mean ${meant}? (${either(words)})` : `${either(words)} would be right`;
  }
  if (wanted?.type === 'integer' && wanted.minimum === wanted.maximum)
    return `${wanted.minimum} would be right`;
  if (wanted?.type === 'integer')
    return `a whole number from ${wanted.minimum} to ${wanted.maximum} would be right`;
  if (wanted?.type === 'number') return `a number from ${wanted.minimum} to ${wanted.maximum} would be right`;
  if (wanted?.type === 'boolean') return 'true or false would be right';
  if (wanted?.type === 'array') return 'a list such as [one, two] would be right';
  if (wanted?.type === 'object') {
    const keys = knownKeys(wanted);
    return keys.length
      ? `a mapping with keys such as ${keys[0]} would be right`
      : 'a mapping of names would be right';
  }
  const [example] = wanted?.examples ?? [];
  return example === undefined ? 'a text would be right' : `a text such as ${example} would be right`;
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at `path`, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      Array.isArray(value)
        ? value[Number(key)]
        : isMapping(value) && Object.hasOwn(value, key)
          ? value[key]
          : undefined,
    root,
  );
}
