import { expect, it } from 'vitest';
import { isObject, parseExactly } from '../../src/lib/exact-json.ts';

it.each([
  ['{"a":1,"b":[1.5,-2,"x"],"c":null}', { a: 1, b: [1.5, -2, 'x'], c: null }],
  ['{"uid":9007199254740993}', { uid: '9007199254740993' }],
  ['[18446744073709551615,1e400]', ['18446744073709551615', Number.POSITIVE_INFINITY]],
  ['{"a":1', undefined],
  ['', undefined],
  ['['.repeat(100_000), undefined],
])('%.30s', (text, value) => {
  expect(parseExactly(text)).toEqual(value);
});

it.each([
  [{}, true],
  [[], false],
  [null, false],
  ['x', false],
])('%j is an object: %s', (value, is) => {
  expect(isObject(value)).toBe(is);
});
