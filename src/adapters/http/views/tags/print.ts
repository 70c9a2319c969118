import type { Call } from '../../call.ts';
import { html } from '../../html.ts';
import { nameOf, type TagScene } from '../../tag-scene.ts';
import { wholePage } from '../layout.ts';
import { byName } from './cards.ts';
import { cover } from './cover.ts';

/** The cards as large as bank cards (ID-1 of ISO/IEC 7810: 85.6 × 54 mm), to cut out; all else stays on the screen. */
export function printPage(call: Call, { cards }: TagScene): string {
  const { print } = call.texts.tags;
  return wholePage(call, {
    title: print.title,
    wide: true,
    body: html`<p class="screen">${cards.length > 0 ? print.hint : print.none} <a href="${call.base}/tags">${print.back}</a></p>
<div class="sheet">${byName(cards, call.texts.locale).map((card) => html`<div class="paper">${cover(call, card.cover)}<p>${nameOf(card)}</p></div>`)}</div>`,
  });
}
