import { expect, it } from 'vitest';
import { FEEDBACK_RESULTS } from '../src/core/feedback.ts';
import { PROBLEM_KINDS } from '../src/core/problem.ts';
import { readPage, rowsOf } from './documents.ts';

const rows = rowsOf(readPage('docs/troubleshooting.md'));

it('names each kind of problem once, with what it means and its cure', () => {
  // A row of this table says both; that of the answers to a card says one.
  const kinds = rows
    .filter((row) => row.length === 3)
    .filter(([first = '']) => PROBLEM_KINDS.some((kind) => first === `\`${kind}\``));
  expect(kinds.map(([first]) => first)).toHaveLength(PROBLEM_KINDS.length);
  for (const kind of PROBLEM_KINDS) {
    const [, means = '', cure = ''] = kinds.find(([first]) => first === `\`${kind}\``) ?? [];
    expect(means.length, kind).toBeGreaterThan(20);
    expect(cure.length, kind).toBeGreaterThan(4);
  }
});

it('knows what every answer to a card means, but those that are good', () => {
  const GOOD = ['paused', 'queued', 'done', 'learnt'];
  const named = rows.flatMap(([first = '']) => [...first.matchAll(/`(\w+)`/g)].map(([, word = '']) => word));
  for (const result of FEEDBACK_RESULTS) if (!GOOD.includes(result)) expect(named, result).toContain(result);
});
