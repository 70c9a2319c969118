import type { UnknownTag } from '../../../../core/tag-desk.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import { readerName, type TagScene } from '../../tag-scene.ts';
import { ago } from '../ago.ts';
import { hidden, selectField, textField } from './fields.ts';
import { blames, refusal, refusalOf } from './refusal.ts';

/** Cards that were laid and mean nothing yet; nothing where there are none. */
export function unknownCards(call: Call, scene: TagScene): Html | undefined {
  if (scene.unknown.length === 0) return undefined;
  const { unknown } = call.texts.tags;
  return html`<section aria-labelledby="unknown"><h2 id="unknown">${unknown.title}</h2>
<p class="small">${unknown.hint}</p>
<div class="grid">${scene.unknown.map((tag, index) => unknownCard(call, scene, tag, index))}</div>
</section>
`;
}

function unknownCard(call: Call, scene: TagScene, tag: UnknownTag, index: number): Html {
  const { texts } = call;
  const { unknown } = texts.tags;
  return html`<article class="card" aria-labelledby="unknown-${index}">
<h3 id="unknown-${index}">${unknown.card(tag.uid)}</h3>
<p class="small">${unknown.laid(ago(texts, tag.at, scene.now), readerName(scene, tag.reader))}</p>
${tag.text !== '' && html`<p class="small">${unknown.says} <code>${tag.text}</code></p>`}
${
  tag.refused !== null
    ? html`<div class="note"><p>${unknown.refused}</p><p lang="en">${tag.refused}</p></div>`
    : // A form would lose what is typed when the page looks again for the card that is waited for.
      !scene.learning && giveForm(call, scene, tag, index)
}
</article>
`;
}

function giveForm(call: Call, scene: TagScene, tag: UnknownTag, index: number): Html {
  const { unknown, learn } = call.texts.tags;
  const { accounts } = scene;
  const refused = refusalOf(scene, 'give', tag.uid);
  const { does = '', name = '', account = '' } = refused?.fields ?? {};
  return html`<details${refused && html` open`}><summary>${unknown.give}</summary>
<form method="post" action="${call.base}/tags/set">
${refusal(call, refused)}
${hidden('from', 'give')}${hidden('uid', tag.uid)}${hidden('reader', tag.reader)}
${textField({ id: `give-${index}-does`, name: 'does', label: unknown.does, value: does, hint: unknown.doesHint, most: 1_000, required: true, alarm: blames(refused, 'does', true) })}
${textField({ id: `give-${index}-name`, name: 'name', label: learn.name, value: name, hint: learn.nameHint, most: 100, alarm: blames(refused, 'name') })}
${
  accounts.length > 1 &&
  selectField(
    { id: `give-${index}-account`, name: 'account', label: learn.account, value: account },
    learn.anyAccount,
    accounts.map(({ key, name }) => [key, name]),
  )
}
<button>${unknown.submit}</button>
<button class="quiet" formaction="${call.base}/tags/learn" formnovalidate name="now" value="1">${unknown.now}</button>
<p class="small">${unknown.nowHint}</p>
</form></details>`;
}
