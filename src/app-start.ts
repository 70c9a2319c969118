import { type Dirent, lchownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Offer } from './adapters/supervisor/broker.ts';
import { APP_VARIABLE, type AppGiven } from './config/app-options.ts';
import { BadConfig } from './config/mistake.ts';
import { LOG_LEVELS, type Log } from './lib/log.ts';

/** How the App of Home Assistant comes from root, as whom the Supervisor starts it, to a bridge like any other. */

/** Whoever runs this process, as far as the start needs to know and to change it. */
export interface Person {
  readonly isRoot: boolean;
  /** Gives a file, a folder or a link itself to the user of the bridge. */
  give(path: string): void;
  /** Becomes the user of the bridge, for good. Throws where it cannot. */
  become(): void;
}

export interface AppParts {
  /** The process's own; what the bridge is to know is written into it. */
  env: Record<string, string | undefined>;
  person: Person;
  /** Folders that the bridge writes, and the file that stays root's. */
  folders: readonly string[];
  optionsFile: string;
  readFile(path: string): string;
  ask(token: string): Promise<Offer>;
  log: Log;
}

const object = z.record(z.string(), z.unknown());

/** Nothing opens a socket before the process is the bridge's user. Throws BadConfig where the options cannot be read. */
export async function startApp(parts: AppParts): Promise<void> {
  const { env, person, folders, optionsFile } = parts;
  const options = readOptions(optionsFile, parts.readFile);
  if (person.isRoot) {
    for (const folder of folders) giveAll(folder, optionsFile, person);
    person.become();
  }
  const level = LOG_LEVELS.find((one) => one === options.log_level);
  if (level) env.LOG_LEVEL = level;
  const broker = options.mqtt_url ? undefined : await offered(parts);
  env[APP_VARIABLE] = JSON.stringify({ options, broker } satisfies AppGiven);
}

function readOptions(file: string, readFile: (path: string) => string): Record<string, unknown> {
  let wrong = 'may not be read or is no JSON, the options as the Supervisor writes them would be right';
  try {
    const parsed = object.safeParse(JSON.parse(readFile(file)));
    if (parsed.success) return parsed.data;
    wrong = 'is no mapping, the options as the Supervisor writes them would be right';
  } catch {
    // Neither kind of error may quote the text.
  }
  throw new BadConfig([{ file, path: [], message: wrong }]);
}

/** Links are given away themselves: what they lead to is not the bridge's. */
function giveAll(folder: string, except: string, person: Person): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (path === except) continue;
    if (entry.isDirectory()) giveAll(path, except, person);
    else person.give(path);
  }
  person.give(folder);
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

async function offered({ env, ask, log }: AppParts): Promise<AppGiven['broker']> {
  const token = env.SUPERVISOR_TOKEN;
  if (!token) {
    log.warn({}, 'There is no SUPERVISOR_TOKEN: this is not run by a Supervisor, and no broker is known');
    return undefined;
  }
  const offer = await ask(token);
  switch (offer.is) {
    case 'there':
      log.info({ broker: offer.broker.url }, 'The Supervisor knows a broker');
      return offer.broker;
    case 'none':
      log.warn(
        { why: offer.why },
        'The Supervisor knows no broker: install the App Mosquitto broker and start this one again, or give the option mqtt_url',
      );
      return undefined;
    case 'refused':
      log.error(
        { why: offer.why },
        'The Supervisor does not tell the broker; services: [mqtt:want] in the configuration of the App would be right, or the option mqtt_url',
      );
      return undefined;
    case 'failed':
      log.error(
        { why: offer.why },
        'The Supervisor cannot be asked for the broker; the option mqtt_url names one',
      );
      return undefined;
  }
}

/** This process, which becomes the user with these numbers. */
export function thisProcess(uid: number, gid: number, home: string): Person {
  return {
    isRoot: process.getuid?.() === 0,
    give: (path) => lchownSync(path, uid, gid),
    become() {
      // Groups first: who is root no longer may not change them.
      process.setgroups?.([gid]);
      process.setgid?.(gid);
      process.setuid?.(uid);
      process.env.HOME = home;
      if (process.getuid?.() !== uid || process.getgid?.() !== gid || process.geteuid?.() !== uid)
        throw new Error(`could not become user ${uid}`);
    },
  };
}
