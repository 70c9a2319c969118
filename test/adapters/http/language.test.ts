import { describe, expect, it } from 'vitest';
import { german } from '../../../src/adapters/http/texts/de.ts';
import { english } from '../../../src/adapters/http/texts/en.ts';
import { preferredTexts } from '../../../src/adapters/http/texts/language.ts';

describe('language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-US,en;q=0.9,de;q=0.8', 'en'],
    ['en;q=0.5, de;q=0.7', 'de'],
    ['fr, de;q=0.3', 'de'],
    ['de;q=0', 'en'],
    ['den', 'en'],
    ['de;q=nonsense', 'en'],
  ])('%j is %s', (header, language) => {
    expect(preferredTexts(header).language).toBe(language);
  });

  it('has words for the same things in each', () => {
    expect(Object.keys(german.steps.scopes)).toEqual(Object.keys(english.steps.scopes));
  });

  it('leaves nothing untranslated', () => {
    const said = new Set(words(english));
    // Words that both languages share.
    for (const same of ['Problem', 'Name', '1', 'CD, 120 mm', 'A4', 'Letter']) said.delete(same);
    expect(words(german).filter((text) => said.has(text))).toEqual([]);
  });
});

/** Every text, with the functions filled in. */
function words(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') return words(texts('1', '2'));
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.values(texts).flatMap(words);
}
