import type { SetupTexts } from './setup.ts';
import { germanSetup } from './setup-de.ts';
import { englishSetup } from './setup-en.ts';
import type { Texts } from './texts.ts';

/** The texts of setting up in the language of the others. */
export function setupTexts({ language }: Texts): SetupTexts {
  return language === 'de' ? germanSetup : englishSetup;
}
