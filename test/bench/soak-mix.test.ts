import { describe, expect, test } from 'vitest';
import { BATCH, batchOf, type Said } from './soak-mix.ts';

const share = (said: readonly Said[], topic: RegExp) => said.filter((one) => topic.test(one.topic)).length;

describe('what a soaked bridge hears', () => {
  test.each([
    ['a slider', /volume\/set$/, 400],
    ['cards', /\/tag$/, 140],
    ['commands, some of them nonsense', /family\/command$/, 150],
    ['questions', /\/request\//, 110],
    ['an account that there is not', /nobody_/, 60],
  ])('%s', (_, topic, count) => {
    expect(share(batchOf(0), topic)).toBe(count);
    expect(share(batchOf(7), topic)).toBe(count);
  });

  test('the same every time, and no card and no id twice', () => {
    expect(batchOf(3)).toEqual(batchOf(3));
    const cards = [batchOf(0), batchOf(1)].flat().filter(({ topic }) => /reader\/r\d\/tag$/.test(topic));
    expect(new Set(cards.map(({ payload }) => payload)).size).toBe(cards.length);
    expect(batchOf(0)).toHaveLength(BATCH);
  });
});
