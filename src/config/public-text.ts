import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { jsonSchema, type Schema, schemaAt } from './json-schema.ts';
import type { Path } from './mistake.ts';
import { readRoot, type Surveyed } from './survey.ts';
import { isMapping } from './words.ts';

/** What of the configuration may be shown to strangers, and what must never be. */

const HIDDEN = '…';

/**
 * config.yaml as far as it may be pasted anywhere: the values of keys that are known and no secrets. A key with a slip may be a
 * password's, and a comment may hold the last one; so neither is shown. Undefined where the text is no YAML.
 */
export function publicText(text: string): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  const schema = jsonSchema();
  const shown = (node: unknown, path: Path): unknown => {
    if (isMap(node))
      return Object.fromEntries(
        node.items.map(({ key, value }): [string, unknown] => {
          const word = String(isScalar(key) ? key.value : HIDDEN);
          return [word, shown(value, [...path, word])];
        }),
      );
    if (isSeq(node)) return node.items.map((item, at) => shown(item, [...path, `${at}`]));
    if (isAlias(node)) return HIDDEN;
    return isScalar(node) && maySee(schemaAt(schema, path), node.value) ? node.value : HIDDEN;
  };
  return document.contents === null ? '' : stringify(shown(document.contents, []), { lineWidth: 0 });
}

function maySee(schema: Schema | undefined, value: unknown): boolean {
  if (value === null) return true;
  return schema?.type !== undefined && schema.type !== 'object' && schema.writeOnly !== true;
}

/** Every secret that file and environment hold, to look for in whatever is shown. */
export function secretsIn(sources: Surveyed): Set<string> {
  const { schema, value: root } = readRoot(sources);
  const found = new Set<string>();
  const look = (value: unknown, path: Path): void => {
    if (isMapping(value)) for (const [key, below] of Object.entries(value)) look(below, [...path, key]);
    else if (Array.isArray(value)) for (const [at, one] of value.entries()) look(one, [...path, `${at}`]);
    else if (typeof value === 'string' || typeof value === 'number') {
      const known = schemaAt(schema, path);
      if (!known || known.writeOnly) found.add(String(value));
      for (const one of credentialsOf(String(value))) found.add(one);
    }
  };
  look(root, []);
  return found;
}

function credentialsOf(address: string): string[] {
  const password = URL.parse(address)?.password;
  if (!password) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
