import { describe, expect, it } from 'vitest';
import {
  isoTime,
  plainName,
  plainNumber,
  plainSwitch,
  plainText,
  tidy,
  webAddress,
} from '../../src/home-assistant/plain.ts';

describe('a value as Home Assistant takes it', () => {
  it.each([
    ['  a \r\n\t b\u0000 ', 'a b'],
    ['a\u0007b', 'a b'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['x'.repeat(256), `${'x'.repeat(254)}…`],
    ['🎵'.repeat(255), '🎵'.repeat(255)],
    ['🎵'.repeat(256), `${'🎵'.repeat(254)}…`],
    ['a\ud83c', 'a\ufffd'],
    ['', ''],
  ])('text %#', (text, line) => {
    expect(tidy(text)).toBe(line);
  });

  it.each([
    ['None', 'None '],
    ['unknown', 'unknown '],
    [' unavailable', 'unavailable '],
    ['none', 'none'],
    ['Unknown', 'Unknown'],
  ])('a name that means something else: %s', (name, said) => {
    expect(plainName(name)).toBe(said);
    expect(plainText(name)).toBe(said);
  });

  it('is None where nothing is known', () => {
    expect([plainText(null), plainText(undefined), plainText(' \n')]).toEqual(['None', 'None', 'None']);
    expect([null, undefined, Number.NaN, Number.POSITIVE_INFINITY].map(plainNumber)).toEqual(
      Array(4).fill('None'),
    );
    expect([plainSwitch(null), plainSwitch(undefined)]).toEqual(['None', 'None']);
    expect([isoTime(null), isoTime(undefined), isoTime(Number.NaN), isoTime(9e15)]).toEqual(
      Array(4).fill(null),
    );
  });

  it('is plain where it is known', () => {
    expect([plainNumber(0), plainNumber(-2.5)]).toEqual(['0', '-2.5']);
    expect([plainSwitch(true), plainSwitch(false)]).toEqual(['ON', 'OFF']);
    expect([isoTime(0), isoTime(-1)]).toEqual(['1970-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z']);
  });

  it.each([
    ['http://spotify.home:8099', 'http://spotify.home:8099/'],
    ['HTTPS://i.scdn.co/x', 'https://i.scdn.co/x'],
    ['ftp://x/', undefined],
    ['xhttp://x/', undefined],
    ['httpsx://x/', undefined],
    ['http://', undefined],
    ['x', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('address %s', (text, address) => {
    expect(webAddress(text)).toBe(address);
  });
});
