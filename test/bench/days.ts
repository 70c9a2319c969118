import { liveDay, type Name, OBSERVERS, type Watched } from './days/day.ts';
import type { Kind } from './days/plan.ts';
import { plainRow, type Row, ratioRow } from './row.ts';
import { mean, spread } from './spread.ts';

const DAYS = 10;
const CORE = "Home Assistant core's cadence, same days";
const ALL: readonly Kind[] = ['skip', 'pause', 'resume', 'start'];
const PLAYING: readonly Kind[] = ['skip', 'pause'];
/** Design §4: in any 30 s, commands and what follows them left out; these days have none. */
const MOST_PER_30S = 5;

type Days = Record<Name, Watched[]>;

/** Seeded days in virtual time: how stale what is published is, and what that costs. */
export async function benchDays(): Promise<Row[]> {
  const days: Days = { bridge: [], hinted: [], hooked: [], homeAssistant: [] };
  for (let seed = 1; seed <= DAYS; seed++) {
    const day = await liveDay(seed);
    for (const name of OBSERVERS) days[name].push(day[name]);
  }
  const most = (name: Name) => Math.max(...days[name].map((day) => day.most));
  return [
    ratioRow('staleness, all changes', ...staleness(days, 'bridge', ALL), 0.6),
    ratioRow('staleness, changes while playing', ...staleness(days, 'bridge', PLAYING), 1 / 3),
    ratioRow('staleness, resumes', ...staleness(days, 'bridge', ['resume']), null),
    ratioRow('staleness, starts from idle', ...staleness(days, 'bridge', ['start']), null),
    ratioRow('staleness with a hint source', ...staleness(days, 'hinted', ALL), 0.1),
    ratioRow(
      "staleness with librespot's hook on one of two speakers",
      ...staleness(days, 'hooked', ALL),
      null,
    ),
    ratioRow('requests per hour', ...requests(days, 'bridge'), 1),
    ratioRow('requests per hour with a hint source', ...requests(days, 'hinted'), null),
    ratioRow("requests per hour with librespot's hook on one of two", ...requests(days, 'hooked'), null),
    plainRow(
      'most requests in any 30 s (with hints)',
      `${most('bridge')} (${Math.max(most('hinted'), most('hooked'))})`,
      `${CORE}: ${most('homeAssistant')}`,
      `≤ ${MOST_PER_30S}`,
      Math.max(most('bridge'), most('hinted'), most('hooked')) <= MOST_PER_30S,
    ),
  ];
}

interface Figure {
  figure: number;
  text: string;
}

function staleness(days: Days, ours: Name, kinds: readonly Kind[]): [Figure, Figure & { name: string }] {
  const figure = (name: Name): Figure => {
    const daily = days[name].map(({ delays }) =>
      delays.filter(({ kind }) => kinds.includes(kind)).map(({ ms }) => ms / 1000),
    );
    const whole = mean(daily.flat());
    return { figure: whole, text: spread(whole, daily.map(mean), 's', 1) };
  };
  return [figure(ours), { name: CORE, ...figure('homeAssistant') }];
}

function requests(days: Days, ours: Name): [Figure, Figure & { name: string }] {
  const figure = (name: Name): Figure => {
    const daily = days[name].map((day) => day.requests / 24);
    const whole = mean(daily);
    return { figure: whole, text: spread(whole, daily, '/h', 0) };
  };
  return [figure(ours), { name: CORE, ...figure('homeAssistant') }];
}
