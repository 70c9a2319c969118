import { build } from './rig/build.ts';
import { bareLoop, type Crowd, watchCrowd } from './rig/crowd-watch.ts';
import { plainRow, type Row } from './row.ts';

const SIZES = [1, 10, 100, 1_000];
/** Where it is one bench of many. */
const SIZES_AMONG_OTHERS = [1, 100, 1_000];
const MB = 2 ** 20;
const MOST_MB = 0.25;
const MOST_PERCENT = 0.05;
const MOST_LOOP_MS = 20;

/** One process with ever more accounts that play, in real time, each with a client id of its own. */
export async function benchAccounts(alone: boolean): Promise<Row[]> {
  const built = await build();
  const crowds: Crowd[] = [];
  const sizes = alone ? SIZES : SIZES_AMONG_OTHERS;
  for (const size of sizes) crowds.push(await watchCrowd(built, size));
  const idle = await bareLoop();
  const [one] = crowds;
  const most = crowds.at(-1);
  if (!one || !most) return [];
  const mbOf = (crowd: Crowd) => crowd.reading.heap / MB;
  const more = crowds.slice(1).map((crowd) => ({
    size: crowd.size,
    mb: (mbOf(crowd) - mbOf(one)) / (crowd.size - one.size),
    percent: (crowd.cpuPercent - one.cpuPercent) / (crowd.size - one.size),
  }));
  const line = (of: (crowd: Crowd) => string) =>
    crowds.map((crowd) => `${crowd.size}: ${of(crowd)}`).join(', ');
  const last = more.at(-1);
  const names = `accounts ${sizes.join(', ')} that play`;
  return [
    plainRow(
      `${names}: heap of each more`,
      more.map(({ size, mb }) => `${mb.toFixed(3)} MB (${size})`).join(', '),
      `in all ${line((crowd) => `${mbOf(crowd).toFixed(0)} MB`)}; RSS ${line(({ reading }) => `${(reading.rss / MB).toFixed(0)} MB`)}`,
      `≤ ${MOST_MB} MB`,
      (last?.mb ?? Number.NaN) <= MOST_MB,
    ),
    plainRow(
      `${names}: processor of each more`,
      more.map(({ size, percent }) => `${percent.toFixed(3)} % (${size})`).join(', '),
      `of a core, in all ${line(({ cpuPercent }) => `${cpuPercent.toFixed(1)} %`)}`,
      `≤ ${MOST_PERCENT} %`,
      (last?.percent ?? Number.NaN) <= MOST_PERCENT,
    ),
    plainRow(
      `${names}: event loop late, p99`,
      line(({ reading }) => `${reading.loop.p99.toFixed(1)} ms`),
      `an empty Node beside it ${idle.toFixed(1)} ms; at most ${line(({ reading }) => `${reading.loop.max.toFixed(0)} ms`)}`,
      `< ${MOST_LOOP_MS} ms`,
      crowds.every(({ reading }) => reading.loop.p99 < MOST_LOOP_MS),
    ),
    {
      what: `${names}: start → all say what plays`,
      value: line(({ startMs }) => `${(startMs / 1_000).toFixed(1)} s`),
      against: `each alone: ${(most.startMs / most.size).toFixed(1)} ms of the last`,
      ...{ ratio: null, goal: null, met: true },
    },
  ];
}
