import type { PlayerTexts } from './player.ts';
import { germanPlayer } from './player-de.ts';
import { englishPlayer } from './player-en.ts';

/** What the live page says, by language. */
export const TEXTS_BY_LANGUAGE: ReadonlyMap<string, PlayerTexts> = new Map(
  [englishPlayer, germanPlayer].map((texts) => [texts.language, texts]),
);
