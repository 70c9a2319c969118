import { z } from 'zod';
import { LOG_LEVELS } from '../lib/log.ts';
import type { Finding } from './finding.ts';
import { type Schema, schemaAt } from './json-schema.ts';
import type { Origin } from './located.ts';
import type { Path } from './mistake.ts';
import { either, near } from './near.ts';
import { put } from './put.ts';
import { isMapping, valueAt } from './words.ts';

/** What the App of Home Assistant hands to the bridge: its options, and the broker that the Supervisor knows. */
export interface AppGiven {
  /** As they stand in options.json. */
  options: Readonly<Record<string, unknown>>;
  broker?: { url: string; username?: string | undefined; password?: string | undefined } | undefined;
}

/** Where it is handed over, as JSON. Made by the App's start, not by people. */
export const APP_VARIABLE = 'SPOTIFY2MQTT_APP';

/** Each option with a single value, or a list of them, and the setting that it is; as in app/config.yaml. */
export const APP_OPTIONS: Readonly<Record<string, Path>> = {
  client_id: ['spotify', 'client_id'],
  mqtt_url: ['mqtt', 'url'],
  mqtt_username: ['mqtt', 'username'],
  mqtt_password: ['mqtt', 'password'],
  mqtt_base_topic: ['mqtt', 'base_topic'],
  mqtt_discovery_prefix: ['mqtt', 'discovery_prefix'],
  notify: ['home_assistant', 'notify'],
  http_url: ['http', 'url'],
  http_public_url: ['http', 'public_url'],
  http_password: ['http', 'password'],
  http_token: ['http', 'token'],
};

/** What an entry of the option `accounts` may have beside its `key`. */
export const APP_ACCOUNT: readonly string[] = ['name', 'client_id', 'device', 'notify'];

const OTHERS = ['accounts', 'log_level'];
const SUPERVISOR = 'the Supervisor';

const given = z.object({
  options: z.record(z.string(), z.unknown()),
  broker: z
    .object({ url: z.string(), username: z.string().optional(), password: z.string().optional() })
    .optional(),
});

export interface Laid {
  value: unknown;
  findings: Finding[];
  origins: Origin[];
  /** The options that would set what nothing sets. */
  unset: Origin[];
}

/**
 * Lays the options over what file and environment say: they win, entry by entry. The Supervisor's
 * broker comes last: its address where none is set, its user and password where no user is.
 */
export function layApp(root: unknown, text: string, schema: Schema): Laid {
  const laying = new Laying(root, schema);
  const { options, broker } = readGiven(text) ?? laying.stranger();
  for (const [option, value] of Object.entries(options)) {
    if (isNothing(value)) continue;
    const path = Object.hasOwn(APP_OPTIONS, option) ? APP_OPTIONS[option] : undefined;
    if (path) laying.set(path, value, `option ${option}`);
    else if (option === 'accounts') laying.accounts(value);
    else if (option === 'log_level') laying.level(value);
    else laying.fault(option, unknownOption(option));
  }
  if (broker && laying.at('mqtt', 'url') === undefined) laying.broker(broker);
  const unset = Object.entries(APP_OPTIONS).flatMap(([option, path]) =>
    laying.at(...path) === undefined ? [{ path, variable: `option ${option}` }] : [],
  );
  return { value: laying.value, findings: laying.findings, origins: laying.origins, unset };
}

class Laying {
  value: unknown;
  readonly findings: Finding[] = [];
  readonly origins: Origin[] = [];
  readonly #schema: Schema;

  constructor(root: unknown, schema: Schema) {
    this.value = root;
    this.#schema = schema;
  }

  at(...path: string[]): unknown {
    return valueAt(this.value, path);
  }

  set(path: Path, value: unknown, variable: string): void {
    this.value = put(this.value, path, fitting(value, schemaAt(this.#schema, path)));
    this.origins.push({ path, variable });
  }

  fault(option: string, message: string): void {
    this.findings.push({ path: [], variable: `option ${option}`, message });
  }

  /** Somebody else set the variable. */
  stranger(): AppGiven {
    const message = "is for the start of Home Assistant's App alone, leaving it out would be right";
    this.findings.push({ path: [], variable: APP_VARIABLE, message });
    return { options: {} };
  }

  level(value: unknown): void {
    if (!LOG_LEVELS.some((level) => level === value))
      this.fault('log_level', `is no log level, ${either(LOG_LEVELS)} would be right`);
  }

  broker({ url, username, password }: NonNullable<AppGiven['broker']>): void {
    this.set(['mqtt', 'url'], url, SUPERVISOR);
    if (this.at('mqtt', 'username') !== undefined || username === undefined) return;
    this.set(['mqtt', 'username'], username, SUPERVISOR);
    if (password !== undefined) this.set(['mqtt', 'password'], password, SUPERVISOR);
  }

  accounts(list: unknown): void {
    if (!Array.isArray(list)) this.fault('accounts', 'is no list, one of accounts would be right');
    const keys = new Set<string>();
    for (const [at, entry] of Array.isArray(list) ? list.entries() : []) {
      const place = `accounts, entry ${at + 1}`;
      if (!isMapping(entry)) this.fault(place, 'is no account, one with a key would be right');
      else if (isNothing(entry.key))
        this.fault(place, 'has no key, small letters, digits and _ would be right, such as family');
      else if (keys.has(String(entry.key)))
        this.fault(place, `has the key of another entry, ${entry.key}; one of its own would be right`);
      else {
        keys.add(String(entry.key));
        this.#account(String(entry.key), entry, place);
      }
    }
  }

  #account(key: string, { key: _, ...more }: Record<string, unknown>, place: string): void {
    const path = ['accounts', key];
    this.value = put(this.value, path, valueAt(this.value, path) ?? {});
    for (const [name, value] of Object.entries(more)) {
      if (isNothing(value)) continue;
      if (APP_ACCOUNT.includes(name))
        this.set([...path, name], name === 'notify' ? wordsOf(value) : value, `option ${place}, ${name}`);
      else this.fault(place, `has ${name}, which is nothing here, ${either(APP_ACCOUNT)} would be right`);
    }
    this.origins.push({ path, variable: `option ${place}` });
  }
}

function readGiven(text: string): AppGiven | undefined {
  try {
    return given.safeParse(JSON.parse(text)).data;
  } catch {
    // The parser's words quote the text, which holds passwords.
    return undefined;
  }
}

function unknownOption(option: string): string {
  const known = [...Object.keys(APP_OPTIONS), ...OTHERS];
  const meant = near(option, known);
  return meant
    ? `is not an option, did you mean ${meant}?`
    : 'is not an option; what has none stands in config.yaml of the folder addon_configs';
}

/** The Supervisor's options have no list inside an entry of a list: names stand in one line. */
function wordsOf(value: unknown): unknown {
  return typeof value === 'string' ? value.split(/[\s,;]+/).filter((word) => word !== '') : value;
}

/** A field that was emptied on the page. */
function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The Supervisor keeps a text of digits as a number where somebody wrote it so. */
function fitting(value: unknown, wanted: Schema | undefined): unknown {
  if (wanted?.type === 'array' && Array.isArray(value))
    return value.filter((one) => !isNothing(one)).map((one) => fitting(one, wanted.items));
  return wanted?.type === 'string' && ['number', 'boolean'].includes(typeof value) ? String(value) : value;
}
