import { parseArgs } from 'node:util';
import { torture } from './tokens.ts';

/** `npm run torture -- --kills 100 --seed 1`: half of the kills with open token files, half with encrypted ones. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const kills = Math.ceil(Number(values.kills) / 2);
const seed = Number(values.seed);
const began = performance.now();
const [open, encrypted] = await Promise.all([
  torture(kills, seed, undefined),
  torture(kills, seed + 1, 'a key of twenty characters'),
]);
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, open, encrypted }, undefined, 2));
if (open.faults.length + encrypted.faults.length > 0) process.exitCode = 1;
