import type { ReaderCard } from '../../../../core/tag-desk.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import { nameOf, type TagScene } from '../../tag-scene.ts';
import { ago } from '../ago.ts';
import { hidden } from './fields.ts';

export function readerCards(call: Call, scene: TagScene): Html {
  const { readers: says } = call.texts.tags;
  return html`<section aria-labelledby="readers"><h2 id="readers">${says.title}</h2>
${
  scene.readers.length > 0
    ? html`<div class="grid">${scene.readers.map((reader, index) => readerCard(call, scene, reader, index))}</div>`
    : html`<p class="note">${says.none}</p>`
}
</section>
`;
}

function readerCard(call: Call, scene: TagScene, reader: ReaderCard, index: number): Html {
  const { texts, base } = call;
  const { readers: says, unknown } = texts.tags;
  const { id, name, online, present, lastScan, locked, configured } = reader;
  const lying = scene.cards.find(({ uid }) => uid === present);
  return html`<article class="card" aria-labelledby="reader-${index}">
<header><h3 id="reader-${index}">${name}</h3> <span>
${online !== null && html`<span class="badge ${online ? 'good' : 'bad'}">${online ? says.online : says.offline}</span>`}
${locked && html`<span class="badge bad">${says.locked}</span>`}</span></header>
${present !== null && html`<p>${says.present(lying ? nameOf(lying) : unknown.card(present))}</p>`}
${lastScan !== null && html`<p class="small">${says.last(ago(texts, lastScan, scene.now))}</p>`}
<form method="post" action="${base}/tags/lock">
${hidden('reader', id)}${hidden('on', locked ? '0' : '1')}
<button class="quiet" aria-label="${locked ? says.unlockOf(name) : says.lockOf(name)}">${locked ? says.unlock : says.lock}</button>
</form>
${!configured && forgetting(call, reader)}
</article>
`;
}

/** Only for readers that made themselves known: one in the configuration is taken out there. */
function forgetting({ texts, base }: Call, { id, name }: ReaderCard): Html {
  const { readers: says } = texts.tags;
  return html`<details><summary>${says.forget}</summary>
<form method="post" action="${base}/tags/forget">
<p>${says.forgetWarning(name)}</p>
${hidden('reader', id)}
<button class="danger">${says.forgetSure}</button>
</form></details>`;
}
