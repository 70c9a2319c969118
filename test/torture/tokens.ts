import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openHttp } from '../../src/adapters/spotify/http.ts';
import { openTokens } from '../../src/adapters/spotify/token.ts';
import { keptToken } from '../../src/kept.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type Log, silentLog } from '../../src/lib/log.ts';
import { Random } from '../../src/simulator/random.ts';
import { temporaryFolder } from '../adapters/storage/folder.ts';
import { type Place, startFront } from './front.ts';

const CHILD = resolve(import.meta.dirname, 'child.ts');
/** Enough for several turns of the child's loop. */
const LONGEST_MS = 100;

export interface Figures {
  kills: number;
  /** Refreshes and pairings that a child had said were done. */
  done: number;
  /** Kills before the account was opened, in the middle of handing a new pairing over, and with a write half done. */
  whileOpening: number;
  whilePairing: number;
  whileWriting: number;
  /** Rotations whose answer died with the process. */
  answersLost: number;
  /** What must be empty. */
  faults: string[];
}

/**
 * Kills a process at random moments of refresh, rotation and pairing, and looks after each kill:
 * 1. the file is whole: nothing was put aside;
 * 2. what the process had said was stored is in it, or something later of the same or a later pairing;
 * 3. the account works: opened from the file as at a start, it refreshes.
 * The server takes a rotated token until its follower is used; one that forgets it sooner can lose any client its account.
 */
export async function torture(kills: number, seed: number, key: string | undefined): Promise<Figures> {
  using folder = temporaryFolder();
  const front = await startFront();
  const http = openHttp();
  const random = new Random(seed);
  const figures: Figures = {
    kills,
    done: 0,
    whileOpening: 0,
    whilePairing: 0,
    whileWriting: 0,
    answersLost: 0,
    faults: [],
  };
  const fault = (nth: number, what: string) => figures.faults.push(`kill ${nth} (seed ${seed}): ${what}`);
  const log: Log = { ...silentLog, error: (_fields, message) => figures.faults.push(message) };
  const open = (store = keptToken(folder.path, 'anna', log, key)) =>
    openTokens({
      fetch: http.fetch,
      clock: systemClock,
      accountsUrl: front.url,
      clientId: front.clientId,
      store,
    });
  const later = (a: Place, b: Place) => a.pairing - b.pairing || a.nth - b.nth;

  const first = await open();
  await first.replace({
    clientId: front.clientId,
    refreshToken: front.pair(),
    accessToken: null,
    expiresAt: 0,
    scope: null,
    authorizedAt: null,
    seededFrom: null,
  });

  for (let nth = 1; nth <= kills; nth++) {
    const said = await killedChild(nth);
    const stored = said.filter((line) => line.startsWith('has ')).map((line) => line.slice(4));
    figures.done += stored.length;
    if (!said.includes('opened')) figures.whileOpening++;
    if (said.at(-1) === 'pairing') figures.whilePairing++;
    const names = readdirSync(folder.path);
    if (names.some((name) => name.startsWith('.token'))) figures.whileWriting++;
    if (names.some((name) => name.includes('broken'))) fault(nth, 'a file was put aside');
    try {
      JSON.parse(readFileSync(join(folder.path, 'token-anna.json'), 'utf8'));
    } catch {
      fault(nth, 'the file is torn');
    }

    const tokens = await open();
    const found = front.place(tokens.stored?.refreshToken ?? '');
    const promised = stored.length > 0 ? front.place(stored.at(-1) ?? '') : undefined;
    if (!found) fault(nth, 'the file holds no token that was ever given');
    else if (promised && later(found, promised) < 0) fault(nth, 'what was said to be stored is lost');
    const before = front.askedAgain;
    try {
      await tokens.renew(tokens.stored?.accessToken ?? '');
    } catch (error) {
      fault(nth, `the account is dead: ${error instanceof Error ? error.message : String(error)}`);
    }
    figures.answersLost += front.askedAgain - before;
  }
  await http.close();
  await front.close();
  return figures;

  /** Runs a child and kills it at a random moment, of its start or of its work. Resolves with all that it said. */
  async function killedChild(nth: number): Promise<string[]> {
    const from = random.next() < 0.15 ? 'opening' : 'opened';
    const afterMs = random.next() * LONGEST_MS;
    const child = spawn(process.execPath, [CHILD, folder.path, front.url, front.clientId, String(nth)], {
      env: { PATH: process.env.PATH, ...(key === undefined ? {} : { TORTURE_KEY: key }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    createInterface(child.stdout).on('line', (line) => {
      said.push(line);
      if (line === from) setTimeout(() => child.kill('SIGKILL'), afterMs);
    });
    const [, signal] = await once(child, 'close');
    if (signal !== 'SIGKILL') fault(nth, `the child ended by itself: ${complaint}`);
    return said;
  }
}
