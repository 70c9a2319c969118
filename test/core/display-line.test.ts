import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayLine, LONGEST_LINE } from '../../src/core/display-line.ts';

describe('displayLine', () => {
  it.each([
    ['Speak to Me', 'Speak to Me'],
    ['Für Elise – Größe', 'Fur Elise - Grosse'],
    ['Sigur Rós · Hoppípolla', 'Sigur Ros - Hoppipolla'],
    ['Звезда', 'Zvezda'],
    ['千と千尋', 'QiantoQianXun'],
    [' One\r\nTwo\u0000\tThree\u007f ', 'One Two Three'],
    ['half \ud83c an emoji', 'half an emoji'],
    ['', ''],
    ['\n', ''],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['x'.repeat(65), `${'x'.repeat(61)}...`],
    [`${'x'.repeat(60)} yyyy`, `${'x'.repeat(60)}...`],
  ])('%j', (text, line) => {
    expect(displayLine(text)).toBe(line);
  });

  it('is short printable ASCII whatever comes, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const line = displayLine(text);
        expect(line).toMatch(/^([\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?)?$/);
        expect(line.length).toBeLessThanOrEqual(LONGEST_LINE);
        expect(displayLine(line)).toBe(line);
      }),
    );
  });
});
