import { german } from './de.ts';
import { english } from './en.ts';
import type { PlayerTexts, PlayerWords } from './player.ts';
import { germanPlayer } from './player-de.ts';
import { englishPlayer } from './player-en.ts';
import type { Texts } from './texts.ts';

/** What the live page says, by language. */
export const TEXTS_BY_LANGUAGE: ReadonlyMap<string, PlayerTexts> = new Map(
  [whole(englishPlayer, english), whole(germanPlayer, german)].map((texts) => [texts.language, texts]),
);

function whole(words: PlayerWords, { accounts }: Texts): PlayerTexts {
  return {
    ...words,
    package: { title: accounts.package, is: accounts.packageIs, load: accounts.packageLoad },
  };
}
