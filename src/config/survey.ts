import type { AccountSetting, Fault, ReaderSetting, Setting, Survey } from '../core/settings.ts';
import { type HttpConfig, settleHttp } from './config.ts';
import { readDocument } from './document.ts';
import { type Environment, override, type ReadFile } from './environment.ts';
import { jsonSchema, schemaAt } from './json-schema.ts';
import { BadConfig, type Mistake, tell } from './mistake.ts';
import { readConfig } from './read.ts';
import { shape } from './shape.ts';
import { bringUpConfig } from './version.ts';
import { isMapping, valueAt } from './words.ts';

export interface Surveyed {
  /** The text of config.yaml. */
  text: string;
  file: string;
  env: Environment;
  readFile: ReadFile;
}

/** What stands in the configuration, right or wrong, without its secrets. */
export function surveyConfig(sources: Surveyed): Survey {
  const { schema, document, value: root, origins } = readRoot(sources);

  const at = (path: readonly string[]): Setting | undefined => {
    const found = valueAt(root, path);
    if (found === undefined || found === null || typeof found === 'object') return undefined;
    const variable = origins.find((origin) => origin.path.join('.') === path.join('.'))?.variable;
    const hidden = schemaAt(schema, path)?.writeOnly === true;
    return {
      value: hidden ? undefined : withoutCredentials(String(found)),
      ...(variable !== undefined && { variable }),
    };
  };
  const keysOf = (path: string) => Object.keys(mappingAt(root, path));
  const written = (...path: string[]) => document.has(path);
  const shown = (...path: string[]) => at(path)?.value;
  return {
    at: (path) => at(path.split('.')),
    accounts: keysOf('accounts').map(
      (key): AccountSetting => ({
        key,
        name: shown('accounts', key, 'name'),
        device: shown('accounts', key, 'device'),
        written: written('accounts', key),
      }),
    ),
    readers: keysOf('readers').map(
      (key): ReaderSetting => ({
        key,
        topic: shown('readers', key, 'topic'),
        account: shown('readers', key, 'account'),
        device: shown('readers', key, 'device'),
        written: written('readers', key),
      }),
    ),
    faults: faultsIn(sources),
  };
}

/** What is wrong with a configuration; nothing where it can be used. */
export function faultsIn({ text, file, env, readFile }: Surveyed): Fault[] {
  try {
    readConfig({ text, file, env, readFile });
    return [];
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    return error.mistakes.map((mistake) => faultOf(mistake, file));
  }
}

/** A mistake as people are shown it. */
export function faultOf(mistake: Mistake, file: string): Fault {
  const { message, path, line } = mistake;
  const told = tell(mistake);
  return {
    place: told === message ? '' : told.slice(0, -message.length - 2),
    path,
    message,
    ...(mistake.file === file && line !== undefined && { line }),
  };
}

/** The settings of the pages, as far as they can be used; the usual ones where not. */
export function readableHttp(sources: Surveyed): HttpConfig {
  const read = shape.shape.http.safeParse(mappingAt(readRoot(sources).value, 'http'));
  return settleHttp(read.success ? read.data : shape.shape.http.parse({}));
}

/** Where Spotify is, in the same way. */
export function readableSpotify(sources: Surveyed): { accountsUrl: string; apiUrl: string } {
  const read = shape.shape.spotify.safeParse(mappingAt(readRoot(sources).value, 'spotify'));
  const { accounts_url, api_url } = read.success ? read.data : shape.shape.spotify.parse({});
  return { accountsUrl: accounts_url, apiUrl: api_url };
}

/** The data folder, in the same way. */
export function readableData(sources: Surveyed): string {
  const read = shape.shape.data.safeParse(valueAt(readRoot(sources).value, ['data']));
  return read.success ? read.data : shape.shape.data.parse(undefined);
}

/** A broker's address may hold a user and a password. */
function withoutCredentials(text: string): string {
  return text.replace(/:\/\/[^/@]*@/, '://');
}

/** What file and environment say together, right or wrong. */
export function readRoot({ text, env, readFile }: Surveyed) {
  const schema = jsonSchema();
  const document = readDocument(text, schema);
  return { schema, document, ...override(bringUpConfig(document.value).root, env, schema, readFile) };
}

function mappingAt(root: unknown, key: string): Record<string, unknown> {
  const value = valueAt(root, [key]);
  return isMapping(value) ? value : {};
}

/** A single value with its secret, which must not be shown. */
export function plainAt(sources: Surveyed, path: readonly string[]): string | undefined {
  const found = valueAt(readRoot(sources).value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
