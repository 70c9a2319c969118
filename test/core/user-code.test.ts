import { describe, expect, it } from 'vitest';
import { makeUserCode, normaliseUserCode, sameCode } from '../../src/core/user-code.ts';

/** Bytes in the order given, then from the beginning. */
function bytes(...values: number[]): (count: number) => Uint8Array {
  let next = 0;
  return (count) => Uint8Array.from({ length: count }, () => values[next++ % values.length] ?? 0);
}

describe('makeUserCode', () => {
  it('is eight letters of the base-20 alphabet with a hyphen', () => {
    expect(makeUserCode(bytes(0, 1, 2, 19, 20, 21, 238, 239))).toBe('BCDZ-BCXZ');
  });

  it('draws again for bytes that would favour the first letters', () => {
    expect(makeUserCode(bytes(240, 255, 19, 250))).toBe('ZZZZ-ZZZZ');
  });

  it('gives every letter the same number of bytes', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 240; byte++) {
      const letter = makeUserCode(bytes(byte)).charAt(0);
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([...counts.keys()].join('')).toBe('BCDFGHJKLMNPQRSTVWXZ');
    expect(new Set(counts.values())).toEqual(new Set([12]));
  });
});

describe('a typed code', () => {
  it.each([
    'WDJB-MJHT',
    'wdjbmjht',
    ' wdjb mjht\n',
    'w.d.j.b – m/j/h/t!',
    'ＷＤＪＢ－ｍｊｈｔ',
    'WDJB\u00adMJ\u200bHT',
    'WDJB1-MJHT0 a',
  ])('%j is WDJB-MJHT', (typed) => {
    expect(normaliseUserCode(typed)).toBe('WDJBMJHT');
    expect(sameCode(typed, 'WDJB-MJHT')).toBe(true);
  });

  it.each(['', 'WDJB-MJH', 'WDJB-MJHTT', 'WDJB-MJHX', 'XDJB-MJHT', 'B'.repeat(100_000)])(
    '%.20j is not',
    (typed) => {
      expect(sameCode(typed, 'WDJB-MJHT')).toBe(false);
      expect(sameCode('WDJB-MJHT', typed)).toBe(false);
    },
  );

  it('is never the same as none', () => {
    expect(sameCode('', '')).toBe(false);
    expect(sameCode('WDJB', 'WDJB')).toBe(false);
  });
});
