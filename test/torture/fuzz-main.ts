import { parseArgs } from 'node:util';
import { tortureFuzz } from './fuzz.ts';

/** `node test/torture/fuzz-main.ts [--short] [--seed 1]` */
const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
});
const rows = await tortureFuzz({ seed: Number(values.seed), short: values.short });
console.log(JSON.stringify(rows, undefined, 2));
if (rows.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
