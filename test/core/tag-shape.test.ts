import { expect, it } from 'vitest';
import { partsOf, valueAt } from '../../src/core/tag-shape.ts';

const json = { tag: { id: 'x', list: [{ uid: 'y' }] }, 'a.b': 'z', none: null };

it.each([
  ['tag.id', 'x'],
  ['tag.list.0.uid', 'y'],
  ['a.b', 'z'],
  ['none', null],
  ['tag.list.1.uid', undefined],
  ['tag.list.uid', undefined],
  ['tag.id.length', undefined],
  ['toString', undefined],
  ['tag.__proto__', undefined],
  ['', undefined],
])('at %s is %j', (path, value) => {
  expect(valueAt(json, path)).toBe(value);
});

it('finds parts two levels down, the shallow first, and leaves out those about others', () => {
  const parts = partsOf([
    { Tag_ID: 1, a: { b: { c: {} } }, device: { id: 2 }, d: [{}], e: [{}, {}], f: [1, 2, 3] },
  ]);
  expect(parts.map(({ name, depth }) => `${depth}${name}`)).toEqual(['0', '1a', '1d', '2b']);
  expect(parts[0]?.members[0]).toEqual({ name: 'tagid', value: 1 });
});

it.each([null, 'x', 7, [], [{}, {}], [1, 2, 3, 4], { type: 'Buffer', data: [1, 2, 3] }])(
  '%j has none',
  (value) => {
    expect(partsOf(value)).toEqual([]);
  },
);
