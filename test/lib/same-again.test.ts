import { expect, it } from 'vitest';
import { sameAgain } from '../../src/lib/same-again.ts';

it('works again only where something else is asked', () => {
  const works: unknown[] = [];
  const join = sameAgain((list: readonly string[], by: string) => {
    works.push(by);
    return list.join(by);
  });
  const list = ['a', 'b'];
  const answers = [join(list, '+'), join(list, '+'), join(list, '-'), join([...list], '-'), join(list, '+')];
  expect(answers).toEqual(['a+b', 'a+b', 'a-b', 'a-b', 'a+b']);
  expect(works).toEqual(['+', '-', '-', '+']);
});

it('remembers an answer that is nothing, and nothing where the work fails', () => {
  const works: number[] = [];
  const half = sameAgain((value: number) => {
    works.push(value);
    if (value < 0) throw new Error('negative');
    return value === 0 ? undefined : value / 2;
  });
  expect([half(0), half(0)]).toEqual([undefined, undefined]);
  expect(() => half(-1)).toThrow();
  expect(() => half(-1)).toThrow();
  expect(works).toEqual([0, -1, -1]);
});
