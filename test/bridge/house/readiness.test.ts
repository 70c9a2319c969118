import { describe, expect, it } from 'vitest';
import { readinessOf } from '../../../src/bridge/house/readiness.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { playingAccount } from '../house.ts';

const UNPAIRED: Problem = { kind: 'unpaired', message: 'pair it' };

describe('a bridge', () => {
  it.each([
    ['before the first look', true, { lookedAt: null }, false, ['what family plays is not known yet'], {}],
    ['that knows its accounts', true, { lookedAt: 1 }, true, [], {}],
    ['without its broker', false, { lookedAt: 1 }, false, ['the broker is not connected'], {}],
    [
      'that waits for a pairing',
      true,
      { lookedAt: null, problem: UNPAIRED },
      true,
      [],
      { family: 'unpaired' },
    ],
  ] as const)('%s', async (_what, online, state, ready, why, problems) => {
    const house = await playingAccount({}, false);
    house.account.store.put(state);
    expect(readinessOf(online, [house.account])).toEqual({ ready, why, problems });
    await house.close();
  });
});
