import { parseArgs } from 'node:util';
import { type Row, tableOf } from './trial.ts';
import { TRIALS } from './trials.ts';

/** `npm run torture [-- --short] [-- --seed 1] [-- --only NAME] [-- --json]`: everything that can be done to the bridge, one table. */

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
  },
});
const names = Object.keys(TRIALS).filter((name) => values.only === undefined || values.only === name);
const seed = Number(values.seed);
if (names.length === 0 || !Number.isSafeInteger(seed)) {
  console.error(`--only takes one of ${Object.keys(TRIALS).join(', ')}; --seed a whole number`);
  process.exit(64);
}
const rows: Row[] = [];
for (const name of names) {
  const began = performance.now();
  rows.push(...((await TRIALS[name]?.({ seed, short: values.short })) ?? []));
  // On the other stream, so that the table or the JSON is all that there is on this one.
  console.error(`torture: ${name}, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}
console.log(values.json ? JSON.stringify({ seed, rows }) : tableOf(rows));
if (rows.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
