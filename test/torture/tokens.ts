import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openHttp } from '../../src/adapters/spotify/http.ts';
import { openTokens } from '../../src/adapters/spotify/token.ts';
import { keptToken } from '../../src/kept.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type Log, silentLog } from '../../src/lib/log.ts';
import { Random } from '../../src/simulator/random.ts';
import { temporaryFolder } from '../adapters/storage/folder.ts';
import { type Place, startFront } from './front.ts';
import { killed } from './killed.ts';
import { type How, inLanes, type Row } from './trial.ts';

const CHILD = resolve(import.meta.dirname, 'tokens-child.ts');
/** Enough for several turns of the child's loop. */
const LONGEST_MS = 300;

/** Half of them with open token files, half with encrypted ones; several at a time, each with an account of its own. */
const LANES = 4;
const KILLS = { long: 600, short: 8 };
const KEY = 'a key of twenty characters';

export async function tortureTokens({ seed, short }: How): Promise<Row[]> {
  const kills = (short ? KILLS.short : KILLS.long) / LANES;
  const lanes = Array.from({ length: LANES }, (_, nth) => async () => ({
    encrypted: nth % 2 === 1,
    ...(await killAccount(kills, seed + nth, nth % 2 === 1 ? KEY : undefined)),
  }));
  const all = await inLanes(lanes, LANES);
  return [false, true].map((encrypted) => {
    const mine = all.filter((figures) => figures.encrypted === encrypted);
    const sum = (of: (figures: Figures) => number) => mine.reduce((total, figures) => total + of(figures), 0);
    return {
      what: `SIGKILL during refresh, rotation and pairing, token file ${encrypted ? 'encrypted' : 'open'}`,
      times: sum(({ kills }) => kills),
      faults: mine.flatMap(({ faults }) => faults),
      detail: [
        `${sum(({ done }) => done)} tokens stored before`,
        `${sum(({ whileOpening }) => whileOpening)} kills at the start`,
        `${sum(({ whilePairing }) => whilePairing)} within a pairing`,
        `${sum(({ whileWriting }) => whileWriting)} within a write`,
        `${sum(({ answersLost }) => answersLost)} with the answer on its way`,
      ].join(', '),
    };
  });
}

interface Figures {
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
async function killAccount(kills: number, seed: number, key: string | undefined): Promise<Figures> {
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
    const said = await killed(
      {
        script: CHILD,
        args: [folder.path, front.url, front.clientId, String(nth)],
        env: key === undefined ? {} : { TORTURE_KEY: key },
        opened: 'opened',
        longestMs: LONGEST_MS,
      },
      random,
    ).catch((error: unknown) => {
      fault(nth, error instanceof Error ? error.message : String(error));
      return [] as string[];
    });
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
}
