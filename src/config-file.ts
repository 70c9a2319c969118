import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { readIfThere, writeAtomic } from './adapters/storage/atomic-file.ts';
import { replaceFile } from './adapters/storage/edited-file.ts';
import { watchFile } from './adapters/storage/watched-file.ts';
import type { Config } from './config/config.ts';
import { type Environment, unreadable } from './config/environment.ts';
import { BadConfig } from './config/mistake.ts';
import { readConfig } from './config/read.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';

/** The configuration's own file, beside which the environment speaks too. */
export interface ConfigFile {
  /** Where it is, or is to be; undefined where there is none and none can be made. */
  readonly path: string | undefined;
  /** Somebody named it: it must be there. */
  readonly isNamed: boolean;
  readonly env: Environment;
  readFile(path: string): string;
  /** Its text as it is now, empty where there is no file. Throws BadConfig where it cannot be read. */
  text(): string;
  /** The configuration, of this text or of the file's. Throws BadConfig. */
  read(text?: string): Config;
  /** Tells whenever the file has another text than the one last read or written here. */
  watch(changed: () => void, watching: { clock: Clock; log: Log; signal: AbortSignal }): void;
  /**
   * Replaces the file, whose last text stays beside it as `.bak`. Resolves to `changed` where it is no longer `seen`. Rejects with
   * the system's error where it cannot be written.
   */
  write(text: string, seen: string, log: Log): Promise<'written' | 'changed'>;
}

/** It may hold a password. */
const MODE = 0o600;
const USUAL = ['config.yaml', 'config/config.yaml', '/config/config.yaml'];
/** Where a new one is made: in the container's volume, else where the process was started. */
const NEW = ['/config/config.yaml', 'config.yaml'];

/** `named`: the file that the command line names. */
export function openConfigFile(named: string | undefined, env: Environment): ConfigFile {
  const asked = named ?? (env.SPOTIFY2MQTT_CONFIG || undefined);
  const there = asked ?? USUAL.find((path) => existsSync(path));
  // An environment that says everything needs no file.
  const path = there ?? NEW.find((one) => isWritableFolder(dirname(one)));
  const readFile = (file: string) => readFileSync(file, 'utf8');
  /** What was read or written here last. */
  let last: string | undefined;

  const text = () => {
    last = '';
    if (path === undefined) return last;
    try {
      last = readFile(path);
    } catch (error) {
      if (!isMissing(error)) throw new BadConfig([{ file: path, path: [], message: unreadable(error) }]);
    }
    return last;
  };

  return {
    path,
    isNamed: asked !== undefined,
    env,
    readFile,
    text,
    read(given) {
      const file = given !== undefined || asked !== undefined || existsSync(path ?? '') ? path : undefined;
      // A file that was asked for and is not there is a mistake that the reader tells.
      const isThere = given !== undefined || existsSync(file ?? '');
      return readConfig({
        env,
        readFile,
        ...(file !== undefined && { file }),
        ...(isThere && { text: given ?? text() }),
      });
    },
    watch(changed, { clock, log, signal }) {
      if (path === undefined) return;
      const failed = (error: unknown) =>
        log.error({ file: path }, `config.yaml ${unreadable(error)}; the configuration stays as it was`);
      const heard = (now: string | undefined) => {
        // A file that is away for a moment is being replaced; one that stays away changes nothing until the next start.
        if (now === undefined || now === last) return;
        last = now;
        changed();
      };
      void watchFile(path, heard, { clock, signal, failed });
    },
    async write(now, seen, log) {
      if (path === undefined) throw new Error('there is no place for a config.yaml');
      const before = await readIfThere(path);
      if ((before ?? '') !== seen) return 'changed';
      if (before !== undefined) await keepBackup(`${path}.bak`, before, log);
      last = now;
      try {
        await replaceFile(path, now, MODE);
      } catch (error) {
        last = before ?? '';
        throw error;
      }
      return 'written';
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Beside a file that is mounted by itself nothing may be written; the change is worth more than the old text. */
async function keepBackup(path: string, text: string, log: Log): Promise<void> {
  try {
    await writeAtomic(path, text, MODE);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    log.warn({ file: path, code }, 'The last config.yaml could not be kept beside the new one');
  }
}

function isWritableFolder(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
