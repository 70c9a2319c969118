import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeAtomic } from './adapters/storage/atomic-file.ts';
import { backUp, backupText, readBackup } from './backup.ts';
import type { Finding } from './config/finding.ts';
import { BadConfig } from './config/mistake.ts';
import { readableData, readRoot } from './config/survey.ts';
import { tokenKeyOf } from './config/token-key.ts';
import type { ConfigFile } from './config-file.ts';
import { silentLog } from './lib/log.ts';
import { restore } from './restore.ts';
import { readVersion } from './version.ts';

/** The commands `backup` and `restore`, as somebody at a shell uses them. */

/** How a command reaches whoever gave it. */
export interface Shell {
  /** Standard output as it is. */
  write(text: string): void;
  /** A line for people, on standard error: it is no part of what is piped. */
  tell(line: string): void;
  /** All of standard input. */
  input(): Promise<string>;
  now: number;
}

/** Standard output, or input, in place of a file. */
const STREAM = '-';

/** `to`: a file that is not there yet, `-` for standard output; without it a name with today's date. */
export async function runBackup(to: string | undefined, file: ConfigFile, shell: Shell): Promise<void> {
  const made = new Date(shell.now).toISOString();
  const path = to ?? `spotify2mqtt-backup-${made.replace(/\.\d+|[-:]/g, '')}.json`;
  if (path !== STREAM && existsSync(path))
    throw new Error(`${path} is there already and stays as it is; right would be another name`);
  const { backup, broken } = await backUp(folderOf(file), { made, by: readVersion() });
  const text = backupText(backup);
  if (path === STREAM) shell.write(text);
  else await writeAtomic(path, text);
  for (const one of broken) shell.tell(`Left out, as it cannot be read: ${one}`);
  shell.tell(
    `${count(backup.files)} in ${path === STREAM ? 'the backup' : path}. Tokens are in it: keep it to yourself.`,
  );
}

/** `from`: a backup, `-` for standard input. */
export async function runRestore(from: string, file: ConfigFile, shell: Shell): Promise<void> {
  const text = from === STREAM ? await shell.input() : await readFile(from, 'utf8');
  const { backup, closed } = await readBackup(text, keyFrom(file));
  const folder = folderOf(file);
  const log = { ...silentLog, warn: (_fields: object, message: string) => shell.tell(message) };
  const aside = await restore(backup, folder, shell.now, log);
  shell.tell(`${count(backup.files)} of ${backup.made} restored in ${folder}.`);
  if (aside !== undefined) shell.tell(`What was there before lies in ${aside}; delete it when all is well.`);
  if (closed.length > 0)
    shell.tell(
      `Encrypted, and not looked into: ${closed.join(', ')}. Start with the SPOTIFY2MQTT_TOKEN_KEY of that time.`,
    );
}

function count(files: object): string {
  const { length } = Object.keys(files);
  return length === 1 ? '1 file' : `${length} files`;
}

/** It is enough that this one setting can be read: somebody may restore before the rest is right. */
function folderOf(file: ConfigFile): string {
  const { path, isNamed, env, readFile: read } = file;
  const sources = { text: file.text(), file: path ?? 'config.yaml', env, readFile: read };
  const isThere = path !== undefined && existsSync(path);
  // Another folder than the one that is meant would be used.
  if ((isNamed && !isThere) || readRoot(sources).document.broken) file.read();
  return readableData(sources);
}

function keyFrom({ env, readFile: read }: ConfigFile): string | undefined {
  const findings: Finding[] = [];
  const key = tokenKeyOf(env, read, findings);
  if (findings.length > 0) throw new BadConfig(findings);
  return key;
}
