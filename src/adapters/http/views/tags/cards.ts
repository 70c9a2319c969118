import type { TagCard } from '../../../../core/tag-desk.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import { nameOf, readerName, type TagScene } from '../../tag-scene.ts';
import { ago, place } from '../ago.ts';
import { cover } from './cover.ts';
import { optionWords } from './option-words.ts';

/** The cards that do something, by name. */
export function knownCards(call: Call, scene: TagScene): Html {
  const { cards: says } = call.texts.tags;
  return html`<section aria-labelledby="cards"><h2 id="cards">${says.title}</h2>
${
  scene.cards.length > 0
    ? html`<div class="grid">${byName(scene.cards, call.texts.locale).map((card, index) => knownCard(call, scene, card, index))}</div>`
    : html`<div class="note"><p><strong>${says.none}</strong></p><p>${says.noneHint}</p></div>`
}
</section>
`;
}

export function byName(cards: readonly TagCard[], locale: string): TagCard[] {
  const order = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  return cards.toSorted((one, other) => order.compare(nameOf(one), nameOf(other)));
}

function knownCard(call: Call, scene: TagScene, card: TagCard, index: number): Html {
  const { cards: says } = call.texts.tags;
  const name = nameOf(card);
  const at = `${call.base}/tags/edit?uid=${encodeURIComponent(card.uid)}`;
  return html`<article class="card tag" aria-labelledby="card-${index}">
${cover(call, card.cover)}
<div class="about"><h3 id="card-${index}">${name}</h3>
${facts(call, scene, card)}
${
  card.source === 'file'
    ? html`<p class="small">${says.fromFile}</p>`
    : html`<a class="button quiet slim" href="${at}" aria-label="${says.editOf(name)}">${says.edit}</a>`
}
</div></article>
`;
}

/** What is known of a card besides its name. */
export function facts({ texts }: Call, scene: TagScene, card: TagCard): Html {
  const { has, cards: says } = texts.tags;
  const { name, title, does, lastScan, lastReader, count, resumesAt, options } = card;
  const words = optionWords(scene, has, options);
  const when = lastScan === null ? undefined : ago(texts, lastScan, scene.now);
  const laid =
    when === undefined
      ? says.never
      : lastReader === null
        ? says.laidSomewhere(when, count)
        : says.laid(when, readerName(scene, lastReader), count);
  const at = resumesAt && place(resumesAt.positionMs);
  // The link of music tells people nothing; a command does.
  const isMusic = /^(spotify:|https?:)/.test(does);
  return html`${name !== null && name !== title && html`<p>${title}</p>`}
${!isMusic && nameOf(card) !== does && html`<p class="small"><code>${does}</code></p>`}
${words.length > 0 && html`<p class="small">${words.join(' · ')}</p>`}
${resumesAt && at && html`<p class="small">${resumesAt.title === null ? says.goesOn(at) : says.goesOnIn(resumesAt.title, at)}</p>`}
<p class="small">${laid}</p>`;
}
