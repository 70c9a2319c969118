import { parseArgs } from 'node:util';
import { benchAccounts } from './accounts.ts';
import { benchDays } from './days.ts';
import { benchEvening } from './evening.ts';
import { benchImage } from './image.ts';
import { benchLatency } from './latency.ts';
import { jsonOf, type Row, tableOf } from './row.ts';
import { benchSize } from './size.ts';
import { benchSlider } from './slider.ts';
import { benchSoak } from './soak.ts';
import { benchWaking } from './waking.ts';

/** `npm run bench [-- --json] [-- --only NAME]`: every figure that the project promises, one table. */

/** `alone`: it is asked for by name, and may take minutes. */
const BENCHES: Record<string, (alone: boolean) => Promise<Row[]>> = {
  days: benchDays,
  evening: benchEvening,
  slider: benchSlider,
  waking: benchWaking,
  latency: benchLatency,
  size: benchSize,
  soak: benchSoak,
  accounts: benchAccounts,
  image: benchImage,
};

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const names = Object.keys(BENCHES).filter((name) => values.only === undefined || values.only === name);
if (names.length === 0) {
  console.error(`--only takes one of ${Object.keys(BENCHES).join(', ')}`);
  process.exit(64);
}
const rows: Row[] = [];
for (const name of names) {
  // On the other stream, so that the table or the JSON is all that there is on this one.
  console.error(`bench: ${name} …`);
  rows.push(...((await BENCHES[name]?.(values.only === name)) ?? []));
}
console.log(values.json ? jsonOf(rows) : tableOf(rows));
