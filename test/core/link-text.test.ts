import { expect, it } from 'vitest';
import { bare, decoded, visible } from '../../src/core/link-text.ts';

it.each([
  ['“spotify:x”.', 'spotify:x'],
  ['("spotify:x");', 'spotify:x'],
  // A name may have an apostrophe, and brackets inside.
  ["spotify:user:o'neil:x", "spotify:user:o'neil:x"],
  ['a (b) c', 'a (b) c'],
  ['', ''],
])('%j is %j without what stands around it', (text, link) => expect(bare(text)).toBe(link));

it.each([
  ['a b', 'a b'],
  ['a%20b', 'a b'],
  ['a%252520b', 'a b'],
  ['a%25252520b', 'a%20b'],
  ['100%', '100%'],
  ['100%25%', '100%25%'],
  ['%2525%', '%2525%'],
  ['%25E4', '%E4'],
])('%s is %s decoded', (text, plain) => expect(decoded(text)).toBe(plain));

it('shows what nobody can see', () => {
  expect(visible('\ufeff a\u00adb\u200bc \u0000')).toBe('abc');
});
