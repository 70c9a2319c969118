import { expect, it } from 'vitest';
import { tortureFuzz } from './fuzz.ts';

it('stands 20,000 hostile messages, quietly, and obeys right behind them', async () => {
  const [row] = await tortureFuzz({ seed: 20261126, short: true });
  expect(row?.faults).toEqual([]);
  expect(row?.times).toBe(20_000);
}, 180_000);
