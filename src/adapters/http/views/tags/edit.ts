import { SAME_TAG } from '../../../../core/reader.ts';
import { AT_END } from '../../../../core/tag.ts';
import type { TagCard } from '../../../../core/tag-desk.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import { fieldsOfCard, ON_OFF, REPEATS } from '../../tag-choices.ts';
import { nameOf, type TagScene } from '../../tag-scene.ts';
import { wholePage } from '../layout.ts';
import { facts } from './cards.ts';
import { cover } from './cover.ts';
import { hidden, selectField, textField } from './fields.ts';
import { blames, refusal, refusalOf } from './refusal.ts';

/** One card: what it does, how, and how it is emptied. */
export function editPage(call: Call, scene: TagScene, card: TagCard): string {
  const { tags } = call.texts;
  const { edit } = tags;
  const isLearnt = card.source === 'learnt';
  return wholePage(call, {
    title: isLearnt ? edit.title(nameOf(card)) : nameOf(card),
    body: html`<div class="card tag">${cover(call, card.cover)}<div class="about">${facts(call, scene, card)}
<p class="small">${edit.id(card.uid)}</p></div></div>
${isLearnt ? html`${editForm(call, scene, card)}${removal(call, card)}` : html`${refusal(call, refusalOf(scene, 'edit', card.uid))}<p class="note">${tags.cards.fromFile}</p>`}
<p><a href="${call.base}/tags">${edit.back}</a></p>`,
  });
}

function editForm(call: Call, scene: TagScene, card: TagCard): Html {
  const { edit, learn, has, unknown } = call.texts.tags;
  const refused = refusalOf(scene, 'edit', card.uid);
  const values = refused?.fields ?? fieldsOfCard(card);
  const { accounts } = scene;
  const isSpecial = refused !== undefined || Object.keys(card.options).length > 0;
  const choose = (name: keyof typeof values, label: string, choices: readonly string[], words: Words) =>
    selectField(
      { id: `edit-${name}`, name, label, value: values[name] },
      edit.usual,
      choices.map((choice) => [choice, capital(words[choice] ?? choice)]),
    );
  return html`<form method="post" action="${call.base}/tags/set">
${refusal(call, refused)}
${hidden('from', 'edit')}${hidden('uid', card.uid)}
${textField({ id: 'edit-name', name: 'name', label: learn.name, value: values.name, hint: learn.nameHint, most: 100, alarm: blames(refused, 'name') })}
${textField({ id: 'edit-does', name: 'does', label: unknown.does, value: values.does, hint: unknown.doesHint, most: 1_000, required: true, alarm: blames(refused, 'does', true) })}
<details${isSpecial && html` open`}><summary>${edit.more}</summary>
${
  accounts.length > 1 &&
  selectField(
    { id: 'edit-account', name: 'account', label: learn.account, value: values.account },
    learn.anyAccount,
    accounts.map(({ key, name }) => [key, name]),
  )
}
${textField({ id: 'edit-device', name: 'device', label: edit.device, value: values.device, hint: edit.deviceHint, most: 200, alarm: blames(refused, 'device') })}
${textField({ id: 'edit-volume', name: 'volume', label: edit.volume, value: values.volume, hint: edit.volumeHint, most: 5, percent: true, alarm: blames(refused, 'volume') })}
${textField({ id: 'edit-max', name: 'max_volume', label: edit.maxVolume, value: values.max_volume, hint: edit.volumeHint, most: 5, percent: true, alarm: blames(refused, 'maxVolume') })}
${choose('shuffle', edit.shuffle, ON_OFF, has.shuffle)}
${choose('repeat', edit.repeat, REPEATS, has.repeat)}
${choose('queue', edit.queue, ON_OFF, has.queue)}
${choose('same_tag', edit.sameTag, SAME_TAG, has.sameTag)}
${choose('resume', edit.resume, ON_OFF, has.resume)}
${choose('at_end', edit.atEnd, AT_END, has.atEnd)}
</details>
<button>${edit.save}</button>
</form>
`;
}

function removal({ texts, base }: Call, card: TagCard): Html {
  const { edit } = texts.tags;
  return html`<details><summary>${edit.remove}</summary>
<form method="post" action="${base}/tags/remove">
<p>${edit.removeWarning(nameOf(card))}</p>
${hidden('uid', card.uid)}
<button class="danger">${edit.removeSure}</button>
</form></details>`;
}

type Words = Readonly<Record<string, string>>;

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
