import { describe, expect, it } from 'vitest';
import { foldName, sameName } from '../../src/core/speaker-name.ts';

describe('names of speakers', () => {
  it.each([
    ['Kitchen', 'kITCHEN'],
    [' Kitchen\n', 'Kitchen'],
    ['Living  Room', 'Living\u00a0Room'],
    ['Anna’s iPhone', "Anna's iPhone"],
    ['Annaʼs iPhone', 'Anna‘s iPhone'],
    ['Ku\u0308che', 'K\u00fcche'],
  ])('%j and %j are the same', (one, other) => {
    expect(sameName(one, other)).toBe(true);
  });

  it.each([
    ['Living Room', 'LivingRoom'],
    ['Living Room', 'Living-Room'],
    ['Küche', 'Kuche'],
    ['Weiße Box', 'Weisse Box'],
    ['Anna’s iPhone', 'Annas iPhone'],
    ['Kitchen', ''],
  ])('%j and %j are two', (one, other) => {
    expect(sameName(one, other)).toBe(false);
  });

  it('are compared as people would write them', () => {
    expect(foldName(' Anna’s  LIVING Room ')).toBe("anna's living room");
  });
});
