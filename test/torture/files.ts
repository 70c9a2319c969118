import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkKept, isKept } from '../../src/kept-files.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type Log, silentLog } from '../../src/lib/log.ts';
import { Random } from '../../src/simulator/random.ts';
import { openTagsFile } from '../../src/tags-file.ts';
import { temporaryFolder } from '../adapters/storage/folder.ts';
import { KINDS } from './kept-kinds.ts';
import { killed } from './killed.ts';
import { type How, inLanes, type Row } from './trial.ts';

const CHILD = resolve(import.meta.dirname, 'files-child.ts');
const LANES = 4;
const KILLS = { long: 400, short: 8 };
/** Enough for several turns of the child's loop. */
const LONGEST_MS = 300;

/**
 * Kills a process while it writes cards, tags.yaml and everything else that is kept, and looks after each kill:
 * 1. every file is whole and of its format, and none is put aside by the next start;
 * 2. what the process had said was written is in it, or something later;
 * 3. what was half written is swept away by the next start.
 */
export async function tortureFiles({ seed, short }: How): Promise<Row[]> {
  const kills = (short ? KILLS.short : KILLS.long) / LANES;
  const lanes = Array.from({ length: LANES }, (_, nth) => () => killFolder(kills, seed + nth));
  const all = await inLanes(lanes, LANES);
  const sum = (of: (figures: Figures) => number) => all.reduce((total, figures) => total + of(figures), 0);
  return [
    {
      what: 'SIGKILL while cards, tags.yaml and all other files are written',
      times: LANES * kills,
      faults: all.flatMap(({ faults }) => faults),
      detail: `${Object.keys(KINDS).length + 1} files, ${sum(({ done }) => done)} writes done before, ${sum(({ halves }) => halves)} left half done and swept`,
    },
  ];
}

interface Figures {
  /** Writes that a child had said were done. */
  done: number;
  /** Files that a child had begun and not put in place. */
  halves: number;
  faults: string[];
}

async function killFolder(kills: number, seed: number): Promise<Figures> {
  using folder = temporaryFolder();
  const random = new Random(seed);
  const figures: Figures = { done: 0, halves: 0, faults: [] };
  let from = 1;
  for (let nth = 1; nth <= kills; nth++) {
    const fault = (what: string) => figures.faults.push(`kill ${nth} (seed ${seed}): ${what}`);
    const victim = {
      script: CHILD,
      args: [folder.path, String(from)],
      opened: 'opened',
      longestMs: LONGEST_MS,
    };
    const said = await killed(victim, random).catch((error: unknown) => {
      fault(error instanceof Error ? error.message : String(error));
      return [];
    });
    const promised = promisedIn(said);
    figures.done += promised.length;
    figures.halves += halvesIn(folder.path).length;

    for (const name of readdirSync(folder.path).filter(isKept)) {
      const checked = await checkKept(name, readFileSync(join(folder.path, name), 'utf8'));
      if (checked !== 'good') fault(`${name}: ${JSON.stringify(checked)}`);
    }
    const found = await start(folder.path, fault);
    for (const { name, n } of promised) {
      if ((found.get(name) ?? 0) < n)
        fault(`${name}: ${n} was written, ${found.get(name) ?? 'nothing'} is there`);
    }
    from = Math.max(from, ...found.values()) + 1;
    for (const name of halvesIn(folder.path)) fault(`${name} is still there`);
  }
  return figures;
}

/** What the next start finds in each file. */
async function start(folder: string, fault: (what: string) => void): Promise<Map<string, number>> {
  const log: Log = {
    ...silentLog,
    error: (fields, message) => fault(`${message} ${JSON.stringify(fields)}`),
  };
  const found = new Map<string, number>();
  for (const [name, kind] of Object.entries(KINDS)) {
    const n = await kind.open(folder, log).read();
    if (n !== undefined) found.set(name, n);
  }
  try {
    const yaml = await openTagsFile({
      file: join(folder, 'tags.yaml'),
      accounts: ['family'],
      log,
      clock: systemClock,
      signal: AbortSignal.abort(),
    });
    found.set('tags.yaml', Math.max(0, ...yaml.tags.map(({ uid }) => Number(uid))));
  } catch (error) {
    fault(`tags.yaml: ${error instanceof Error ? error.message : String(error)}`);
  }
  return found;
}

/** The last that was said of each file. */
function promisedIn(said: readonly string[]): { name: string; n: number }[] {
  return said
    .filter((line) => line.startsWith('has '))
    .map((line) => {
      const [, name = '', n] = line.split(' ');
      return { name, n: Number(n) };
    });
}

function halvesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^\..+\.[0-9a-f]{12}$/.test(name));
}
