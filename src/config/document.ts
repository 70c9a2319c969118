import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { Finding } from './finding.ts';
import { below, type Schema } from './json-schema.ts';
import type { Path } from './mistake.ts';
import { syntaxWords } from './syntax.ts';

export interface Place {
  line: number;
  column: number;
}

export interface Document {
  /** What the file says, as plain values. */
  value: unknown;
  findings: Finding[];
  /** The text is no YAML: what `value` lacks says nothing about what people wrote. */
  broken: boolean;
  has(path: Path): boolean;
  /** The value at `path`, its key where the value fills lines of its own, or the nearest parent that is there. */
  place(path: Path, atKey?: boolean): Place;
}

/**
 * Reads YAML 1.2 that a person wrote: no anchors, no tags, no keys that are numbers by accident, unless `anyKeys` takes
 * every key as it is written.
 */
export function readDocument(text: string, schema: Schema, { anyKeys = false } = {}): Document {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const findings: Finding[] = [];
  const told = new Set<number>();
  for (const { code, pos } of document.errors) {
    const place = placeOf(pos[0]);
    // One slip makes the parser stumble several times in the same line.
    if (!told.has(place.line)) findings.push({ path: [], message: syntaxWords(code), place });
    told.add(place.line);
  }
  const broken = document.errors.length > 0;
  const reading: Reading = {
    anyKeys,
    note: (finding, node) => findings.push({ ...finding, place: placeOf(offsetOf(node) ?? 0) }),
    lineOf: (node) => placeOf(offsetOf(node) ?? 0).line,
  };
  return {
    value: broken ? {} : (plain(document.contents, schema, [], reading) ?? {}),
    findings,
    broken,
    has: (path) => find(document.contents, path) !== undefined,
    place: (path, atKey) => placeOf(nearest(document.contents, path, atKey)),
  };
}

interface Reading {
  anyKeys: boolean;
  note(finding: Finding, node: unknown): void;
  lineOf(node: unknown): number;
}

/** Values as the shape wants them: a password of digits is a text, a key with nothing behind it an empty mapping or no key. */
function plain(node: Node | null, schema: Schema | undefined, path: Path, reading: Reading): unknown {
  const { note } = reading;
  const quotes = 'the value itself would be right, in quotes if it really begins so';
  if (isAlias(node)) {
    note({ path, message: `is an alias (*), ${quotes}`, spoils: true }, node);
    return undefined;
  }
  if (node?.anchor !== undefined) note({ path, message: `has an anchor (&), ${quotes}` }, node);
  if (node?.tag !== undefined && !USUAL_TAG.test(node.tag)) {
    const message = `has a tag (!), ${quotes}; a secret can come from a file by SPOTIFY2MQTT_…_FILE`;
    note({ path, message, spoils: true }, node);
    return undefined;
  }
  if (isMap<unknown, Node | null>(node)) return mapping(node, schema, path, reading);
  if (isSeq<Node>(node))
    return node.items.map((item, at) => plain(item, below(schema, `${at}`), [...path, `${at}`], reading));
  const value = isScalar(node) ? node.value : null;
  if (value === null) return schema?.type === 'object' ? {} : undefined;
  if (schema?.type === 'string' && isScalar(node) && typeof value !== 'string') return node.source;
  return value;
}

const USUAL_TAG = /^tag:yaml\.org,2002:(map|seq|str|int|float|bool|null)$/;

function mapping(
  map: YAMLMap<unknown, Node | null>,
  schema: Schema | undefined,
  path: Path,
  reading: Reading,
): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  const keys = new Map<string, unknown>();
  for (const pair of map.items) {
    const key = wordOf(pair.key);
    const first = key === undefined ? undefined : keys.get(key);
    const message =
      first === undefined ? keyMistake(pair.key, reading.anyKeys) : twice(reading.lineOf(first));
    if (message) reading.note({ path: key === undefined ? path : [...path, key], message }, pair.key);
    if (key === undefined || NO_KEY.has(key)) continue;
    keys.set(key, pair.key);
    const value = plain(pair.value, below(schema, key), [...path, key], reading);
    // What is not known here is a mistake even with nothing behind it.
    if (value !== undefined || !below(schema, key)) entries.set(key, value ?? null);
  }
  return Object.fromEntries(entries);
}

const twice = (line: number) =>
  `is here a second time (the first is in line ${line}), one of the two would be right`;
const NO_KEY = new Map([
  ['<<', 'merges other keys, the keys themselves would be right'],
  ['__proto__', 'is not a key, another name would be right'],
]);

function wordOf(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function keyMistake(key: unknown, anyKeys: boolean): string | undefined {
  const word = wordOf(key);
  if (word === undefined || !isScalar(key))
    return 'has a key that is empty or no word, a plain word before the colon would be right';
  if (NO_KEY.has(word)) return NO_KEY.get(word);
  if (anyKeys || typeof key.value === 'string') return undefined;
  const kind = typeof key.value === 'number' ? 'a number' : 'true or false';
  return `is a key that YAML reads as ${kind}, "${word}" in quotes would be right`;
}

function offsetOf(node: unknown): number | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? node.range[0]
    : undefined;
}

interface Found {
  key: unknown;
  value: unknown;
}

function find(root: unknown, path: Path): Found | undefined {
  return path.reduce<Found | undefined>(
    (found, key) => {
      if (isSeq(found?.value)) return { key: undefined, value: found.value.items[Number(key)] };
      return isMap(found?.value) ? found.value.items.find((item) => wordOf(item.key) === key) : undefined;
    },
    { key: undefined, value: root },
  );
}

function nearest(root: unknown, path: Path, atKey = false): number {
  const found = find(root, path);
  if (!found) return nearest(root, path.slice(0, -1), true);
  const written = isAlias(found.value) || (isScalar(found.value) && found.value.value !== null);
  const [first, second] = written && !atKey ? [found.value, found.key] : [found.key, found.value];
  return offsetOf(first) ?? offsetOf(second) ?? 0;
}
