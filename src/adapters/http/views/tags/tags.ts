import type { Call } from '../../call.ts';
import { html } from '../../html.ts';
import type { TagScene } from '../../tag-scene.ts';
import { wholePage } from '../layout.ts';
import { knownCards } from './cards.ts';
import { learnForm, learningCard } from './learn.ts';
import { readerCards } from './readers.ts';
import { told } from './told.ts';
import { transfer } from './transfer.ts';
import { unknownCards } from './unknown.ts';

/** While a card is waited for, the page looks soon whether it came. */
const REFRESH_S = 3;

/** Cards and readers: what a parent needs at eight in the evening, the most urgent first. */
export function tagsPage(call: Call, scene: TagScene): string {
  const { learning } = scene;
  return wholePage(call, {
    title: call.texts.tags.title,
    wide: true,
    body: html`${told(call, scene)}
${learning ? learningCard(call, scene, learning) : learnForm(call, scene)}
${unknownCards(call, scene)}
${knownCards(call, scene)}
${readerCards(call, scene)}
${transfer(call, scene)}`,
    ...(learning && { refreshS: REFRESH_S }),
  });
}
