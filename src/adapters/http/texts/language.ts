import { german } from './de.ts';
import { english } from './en.ts';
import type { Texts } from './texts.ts';

/** The first is taken where a browser asks for none of them. A language is one file and one line here. */
const LANGUAGES: readonly Texts[] = [english, german];

/** The texts that a browser likes best, by its Accept-Language (RFC 9110 §12.5.4). */
export function preferredTexts(header: string | undefined): Texts {
  let best = LANGUAGES[0] ?? english;
  let weight = 0;
  for (const range of (header ?? '').split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const weighs = q === undefined ? 1 : Number(q.slice(2));
    const texts = LANGUAGES.find(({ language }) => tag === language || tag.startsWith(`${language}-`));
    if (texts && weighs > weight) {
      best = texts;
      weight = weighs;
    }
  }
  return best;
}
