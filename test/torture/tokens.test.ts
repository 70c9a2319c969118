import { expect, it } from 'vitest';
import { torture } from './tokens.ts';

it.each([
  ['open', undefined],
  ['encrypted', 'a key of twenty characters'],
])('leaves a working token, %s, wherever the process is killed', async (_, key) => {
  const figures = await torture(5, 7, key);
  expect(figures.faults).toEqual([]);
  expect(figures.done).toBeGreaterThan(0);
});
