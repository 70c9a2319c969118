import { LOG_LEVELS, type LogLevel } from '../lib/log.ts';
import { findTogether } from './checks.ts';
import { type Config, type Pems, settle } from './config.ts';
import { readDocument } from './document.ts';
import { type Environment, override, type ReadFile, readText, unreadable } from './environment.ts';
import type { Finding } from './finding.ts';
import { jsonSchema } from './json-schema.ts';
import { located } from './located.ts';
import { BadConfig } from './mistake.ts';
import { either, near } from './near.ts';
import { shape } from './shape.ts';
import { tokenKeyOf } from './token-key.ts';
import { bringUpConfig } from './version.ts';
import { findingsOf, valueAt } from './words.ts';

export interface Sources {
  /** Path of the YAML file; without it SPOTIFY2MQTT_CONFIG, and without that the environment alone. */
  file?: string;
  /** Its text, where that is at hand already. */
  text?: string;
  env: Environment;
  readFile: ReadFile;
}

/** The configuration from file and environment. Throws BadConfig with every mistake at once. */
export function readConfig(sources: Sources): Config {
  const { env, readFile } = sources;
  const file = sources.file || env.SPOTIFY2MQTT_CONFIG || undefined;
  const schema = jsonSchema();
  const document = readDocument(sources.text ?? textOf(file, readFile), schema);
  const brought = bringUpConfig(document.value);
  if (brought.newer) throw new BadConfig(located([brought.newer], document, file));
  const overridden = override(brought.root, env, schema, readFile);
  const findings = [...document.findings, ...overridden.findings];
  const logLevel = logLevelOf(env, findings);
  const tokenKey = tokenKeyOf(env, readFile, findings);
  const origins = [...overridden.origins, ...overridden.unset];
  if (document.broken) throw new BadConfig(located(findings, document, file, origins));

  const supervisorToken = env.SUPERVISOR_TOKEN || undefined;
  const { pems, findings: pemFindings } = readPems(overridden.value, readFile);
  const parsed = shape.safeParse(overridden.value);
  if (!parsed.success) findings.push(...findingsOf(parsed.error, overridden.value, schema));
  findings.push(...findTogether(overridden.value, supervisorToken !== undefined), ...pemFindings);
  if (!parsed.success || findings.length > 0) throw new BadConfig(located(findings, document, file, origins));
  const config = settle(parsed.data, { pems, logLevel, supervisorToken, file });
  return tokenKey === undefined ? config : { ...config, tokenKey };
}

function textOf(file: string | undefined, readFile: ReadFile): string {
  if (file === undefined) return '';
  try {
    return readFile(file);
  } catch (error) {
    throw new BadConfig([{ file, path: [], message: unreadable(error) }]);
  }
}

function logLevelOf(env: Environment, findings: Finding[]): LogLevel {
  const given = (env.LOG_LEVEL || 'info').toLowerCase();
  const level = LOG_LEVELS.find((one) => one === given);
  if (level) return level;
  const meant = near(given, LOG_LEVELS);
  const message = `is no log level, ${meant ? `did you mean ${meant}?` : `${either(LOG_LEVELS)} would be right`}`;
  findings.push({ path: [], variable: 'LOG_LEVEL', message });
  return 'info';
}

/** Certificates are read now, so that a wrong path shows with its line and not at the first connection. */
function readPems(root: unknown, readFile: ReadFile): { pems: Pems; findings: Finding[] } {
  const pems: Pems = {};
  const findings: Finding[] = [];
  for (const key of ['ca', 'cert', 'key'] as const) {
    const path = ['mqtt', key];
    const given = valueAt(root, path);
    if (typeof given !== 'string' || given === '') continue;
    const read = given.includes('-----BEGIN') ? { text: given } : readText(given, readFile);
    if ('wrong' in read) findings.push({ path, message: read.wrong });
    else if (!read.text.includes('-----BEGIN'))
      findings.push({ path, message: 'names a file that is no PEM, one with -----BEGIN … would be right' });
    else pems[key] = read.text;
  }
  return { pems, findings };
}
