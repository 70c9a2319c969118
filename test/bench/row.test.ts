import { describe, expect, test } from 'vitest';
import { jsonOf, plainRow, ratioRow, tableOf } from './row.ts';

const floor = { name: 'the floor', figure: 2, text: '2 ms' };
const ROWS = [
  ratioRow('kept', { figure: 2.2, text: '2.2 ms' }, floor, 1.25),
  ratioRow('missed', { figure: 3, text: '3 ms' }, floor, 1.25),
  ratioRow('only printed', { figure: 3, text: '3 ms' }, floor, null),
  plainRow('alone', '1 MB', 'itself', '≤ 2 MB', true),
];

describe('what the bench prints', () => {
  test('as JSON: one object, one member a row, and null for what a row does not have', () => {
    expect(JSON.parse(jsonOf(ROWS))).toEqual({
      rows: [
        {
          what: 'kept',
          value: '2.2 ms',
          against: 'the floor: 2 ms',
          ratio: 1.1,
          goal: '≤ 1.25 ×',
          met: true,
        },
        {
          what: 'missed',
          value: '3 ms',
          against: 'the floor: 2 ms',
          ratio: 1.5,
          goal: '≤ 1.25 ×',
          met: false,
        },
        {
          what: 'only printed',
          value: '3 ms',
          against: 'the floor: 2 ms',
          ratio: 1.5,
          goal: null,
          met: true,
        },
        { what: 'alone', value: '1 MB', against: 'itself', ratio: null, goal: '≤ 2 MB', met: true },
      ],
    });
  });

  test('a figure that could not be had is no goal met', () => {
    const row = ratioRow('broken', { figure: Number.NaN, text: 'none' }, floor, 1.25);
    expect(JSON.parse(jsonOf([row]))).toMatchObject({ rows: [{ ratio: null, met: false }] });
  });

  test('as a table: a row without a goal is neither met nor missed', () => {
    const cells = tableOf(ROWS)
      .split('\n')
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells.map((line) => line.slice(4, 7))).toEqual([
      ['1.10 ×', '≤ 1.25 ×', 'yes'],
      ['1.50 ×', '≤ 1.25 ×', 'NO'],
      ['1.50 ×', '', ''],
      ['', '≤ 2 MB', 'yes'],
    ]);
  });
});
