import { expect, it } from 'vitest';
import { wordPattern } from '../../src/lib/word-pattern.ts';

const pattern = wordPattern(`
  on temp*
  *status *rror* `);

it.each([
  ['on', true],
  ['onto', false],
  ['temp', true],
  ['temperature', true],
  ['attemp', false],
  ['taskstatus', true],
  ['statuses', false],
  ['an\nerror\n', true],
  ['', false],
])('%j: %s', (word, matches) => {
  expect(pattern.test(word)).toBe(matches);
});
