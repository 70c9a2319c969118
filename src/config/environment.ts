import { APP_VARIABLE, layApp } from './app-options.ts';
import type { Finding } from './finding.ts';
import { below, knownKeys, type Schema, schemaAt } from './json-schema.ts';
import type { Origin } from './located.ts';
import type { Path } from './mistake.ts';
import { near } from './near.ts';
import { put } from './put.ts';
import { isMapping, valueAt } from './words.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type ReadFile = (path: string) => string;

const PREFIX = 'SPOTIFY2MQTT_';
/** Read elsewhere: which file to read, whether it can be made on the page, and the key that encrypts tokens. */
const RESERVED = ['CONFIG', 'SETUP', 'TOKEN_KEY', 'TOKEN_KEY_FILE'];
/** Kubernetes gives every pod such variables for a service named spotify2mqtt. */
const KUBERNETES = /^(SERVICE_HOST|SERVICE_PORT.*|PORT(_\d+_(TCP|UDP).*)?)$/;

export interface Overridden {
  value: unknown;
  findings: Finding[];
  /** The variables behind what they set. */
  origins: Origin[];
  /** What people would set it by, where nothing sets it. */
  unset: Origin[];
}

/**
 * Lays `SPOTIFY2MQTT_<PATH>` over `root`, the keys of the path joined by two underscores; `<PATH>_FILE` names a file that
 * holds the value, whose last line break is dropped. Commas part the entries of a list. Empty variables count as not given, as
 * compose files leave them. As an App of Home Assistant its options are laid over that.
 */
export function override(root: unknown, env: Environment, schema: Schema, readFile: ReadFile): Overridden {
  const findings: Finding[] = [];
  const origins: Overridden['origins'] = [];
  let value = root;
  for (const [variable, given] of Object.entries(env).toSorted()) {
    const name = variable.slice(PREFIX.length);
    if (
      !variable.startsWith(PREFIX) ||
      variable === APP_VARIABLE ||
      !given ||
      RESERVED.includes(name) ||
      KUBERNETES.test(name)
    )
      continue;
    const fault = (message: string, path: Path = []) =>
      findings.push({ path, message, variable, spoils: path.length > 0 });
    const direct = pathOf(name, schema, root);
    const path = direct ?? (name.endsWith('_FILE') ? pathOf(name.slice(0, -5), schema, root) : undefined);
    const wanted = path && schemaAt(schema, path);
    if (!path || !wanted) {
      fault(unknownVariable(name, schema, root));
    } else if (!direct && env[variable.slice(0, -5)]) {
      fault(`is given beside ${variable.slice(0, -5)}, one of the two would be right`, path);
    } else {
      const read = direct ? { text: given } : readText(given, readFile);
      if ('wrong' in read) fault(read.wrong, path);
      else value = put(value, path, typed(read.text, wanted));
      origins.push({ path, variable });
    }
  }
  const app = env[APP_VARIABLE];
  if (!app) return { value, findings, origins, unset: [] };
  const laid = layApp(value, app, schema);
  return {
    value: laid.value,
    findings: [...findings, ...laid.findings],
    // Who was laid last is who set it.
    origins: [...laid.origins, ...origins],
    unset: laid.unset,
  };
}

/** Text of a file without its last line break, or what is wrong with it. */
export function readText(path: string, readFile: ReadFile): { text: string } | { wrong: string } {
  try {
    const text = readFile(path).replace(/\r?\n$/, '');
    return text === ''
      ? { wrong: 'names a file that is empty, one with the value would be right' }
      : { text };
  } catch (error) {
    return { wrong: `names a file that ${unreadable(error)}` };
  }
}

/** Why a file could not be read, and what would be right. */
export function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'does not exist, the path of an existing file would be right';
  if (code === 'EACCES' || code === 'EPERM')
    return 'may not be read, read permission for this user would be right';
  if (code === 'EISDIR')
    return 'is a folder (Docker makes one where a mounted file is missing), a file would be right';
  return `can not be read (${code ?? 'unknown error'}), a readable file would be right`;
}

/** The path of the single value that a variable names; keys that people chose are matched with those in the file, and may hold `__`. */
function pathOf(name: string, schema: Schema, root: unknown): Path | undefined {
  return match(name.split('__'), schema, root);
}

function match(words: readonly string[], schema: Schema | undefined, value: unknown): Path | undefined {
  if (words.length === 0) return schema?.type === 'object' ? undefined : [];
  const known = knownKeys(schema);
  const chosen = known.length === 0 && isMapping(value) ? Object.keys(value) : known;
  for (let count = 1; count <= words.length; count++) {
    const word = words.slice(0, count).join('__');
    const key = chosen.find((one) => asWord(one) === word) ?? word.toLowerCase();
    const next = word === '' || key === '__proto__' ? undefined : below(schema, key);
    const rest = next && match(words.slice(count), next, valueAt(value, [key]));
    if (rest) return [key, ...rest];
  }
  return undefined;
}

function asWord(key: string): string {
  return key.toUpperCase().replaceAll('-', '_');
}

function typed(text: string, wanted: Schema): unknown {
  const numeric = wanted.type === 'integer' || wanted.type === 'number';
  if (numeric && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (wanted.type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (wanted.type === 'array') return text.split(',').map((entry) => entry.trim());
  return text;
}

function unknownVariable(name: string, schema: Schema, root: unknown): string {
  const names = [...variables(schema, root, name.split('__')), ...RESERVED];
  if (name === 'LOG_LEVEL') return 'is not a setting, did you mean LOG_LEVEL?';
  const first = names.find((one) => one.startsWith(`${name}__`));
  if (first) return `is not a single value, ${PREFIX}${first} and so on would be right`;
  const bare = (text: string) => text.replaceAll('_', '').toLowerCase();
  const file = name.endsWith('_FILE') ? '_FILE' : '';
  const meant = near(bare(name.slice(0, name.length - file.length)), names.map(bare));
  const found = names.find((one) => bare(one) === meant);
  return found
    ? `is not a setting, did you mean ${PREFIX}${found}${file}?`
    : `is not a setting, ${PREFIX} and the keys of its path joined by two underscores would be right, such as ${PREFIX}MQTT__URL`;
}

/** Every name that would be right; where people choose keys, those in the file and the word that stands at that place. */
function variables(schema: Schema, value: unknown, words: readonly string[]): string[] {
  const chosen = isMapping(value) ? Object.keys(value).map(asWord) : [];
  const keys = schema.properties ? knownKeys(schema) : [...new Set([...chosen, ...words.slice(0, 1)])];
  return keys.flatMap((key) => {
    const next = below(schema, key.toLowerCase());
    if (next?.type !== 'object') return [asWord(key)];
    const names = variables(next, valueAt(value, [key.toLowerCase()]), words.slice(1));
    return names.map((name) => `${asWord(key)}__${name}`);
  });
}
