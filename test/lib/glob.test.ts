import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsGlob } from '../../src/lib/glob.ts';

describe('a pattern', () => {
  it.each<[pattern: string, text: string, fits: boolean]>([
    ['*', '', true],
    ['*', 'Kitchen', true],
    ['', '', true],
    ['', 'a', false],
    ['Kitchen', 'Kitchen', true],
    ['Kitchen', 'Kitchen 2', false],
    ['*Phone*', 'Anna’s iPhone 15', true],
    ['*Phone', 'iPhone 15', false],
    ['K?t*n', 'Kitchen', true],
    ['?', '', false],
    ['?itchen', 'Kitchen', true],
    // What looks like the language of patterns elsewhere is meant as it stands.
    ['Kitchen (2)', 'Kitchen (2)', true],
    ['[Kk]itchen', 'Kitchen', false],
    ['a.c', 'abc', false],
    // Goes back to the star when what follows it did not go on.
    ['*ab', 'aab', true],
    ['a*b*c', 'a-b-b-c-c', true],
    ['a*b*c', 'a-c-b', false],
  ])('%j for %j: %j', (pattern, text, fits) => {
    expect(fitsGlob(pattern, text)).toBe(fits);
  });

  it('means what the same regular expression does', () => {
    const sign = fc.constantFrom('a', 'b');
    const pattern = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 });
    fc.assert(
      fc.property(pattern, fc.array(sign, { maxLength: 8 }), (signs, letters) => {
        const [glob, text] = [signs.join(''), letters.join('')];
        const expression = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(fitsGlob(glob, text)).toBe(expression.test(text));
      }),
    );
  });

  it('takes no longer than it must, whatever it is', () => {
    expect(fitsGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
