import type { Learning } from '../../../../core/tag-desk.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import { accountName, readerName, type TagScene } from '../../tag-scene.ts';
import { timeLeft } from '../ago.ts';
import { checkField, selectField, textField } from './fields.ts';
import { blames, refusal, refusalOf } from './refusal.ts';

/** A card is waited for: the one thing to do now. */
export function learningCard({ texts, base }: Call, scene: TagScene, learning: Learning): Html {
  const { learning: says } = texts.tags;
  const { account, title, reader, until } = learning;
  return html`<section class="card waiting" role="status" aria-labelledby="waiting">
<svg class="tap" viewBox="0 0 120 80" aria-hidden="true"><rect x="14" y="52" width="92" height="20" rx="6"/><rect class="key" x="34" y="8" width="52" height="33" rx="4" transform="rotate(-8 60 24)"/><path d="M60 40v8M46 44l-4 5M74 44l4 5"/></svg>
<h2 id="waiting">${says.title}</h2>
<p class="gets">${title === null ? says.getsMusic : says.gets(title)}</p>
${scene.accounts.length > 1 && html`<p class="small">${says.account(accountName(scene, account))}</p>`}
${reader !== null && html`<p class="small">${says.only(readerName(scene, reader))}</p>`}
<p>${says.left(timeLeft(texts.locale, until - scene.now))}</p>
<form method="post" action="${base}/tags/cancel"><button class="quiet">${says.cancel}</button></form>
</section>
`;
}

/** How the next card gets something. Folded, where there are cards already, so that they come first. */
export function learnForm(call: Call, scene: TagScene): Html {
  const { learn } = call.texts.tags;
  const refused = refusalOf(scene, 'learn');
  const { does = '', name = '', account = '', reader = '', replace = '' } = refused?.fields ?? {};
  const { accounts, readers } = scene;
  return html`<details class="card fold"${refused && html` open`}><summary class="button">${learn.open}</summary>
<form method="post" action="${call.base}/tags/learn">
${refusal(call, refused)}
${textField({ id: 'learn-does', name: 'does', label: learn.does, value: does, hint: learn.doesHint, most: 1_000, alarm: blames(refused, 'does', true) })}
${textField({ id: 'learn-name', name: 'name', label: learn.name, value: name, hint: learn.nameHint, most: 100, alarm: blames(refused, 'name') })}
${
  accounts.length > 1 &&
  selectField(
    { id: 'learn-account', name: 'account', label: learn.account, value: account },
    learn.anyAccount,
    accounts.map(({ key, name }) => [key, name]),
  )
}
${
  readers.length > 1 &&
  selectField(
    { id: 'learn-reader', name: 'reader', label: learn.reader, value: reader },
    learn.anyReader,
    readers.map(({ id, name }) => [id, name]),
  )
}
${checkField('replace', learn.replace, replace !== '')}
<button>${learn.start}</button>
</form></details>
`;
}
