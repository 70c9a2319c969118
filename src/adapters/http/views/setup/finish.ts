import type { Saved, Survey } from '../../../../core/settings.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import type { Draft } from '../../setup/draft.ts';
import { setupTexts } from '../../texts/setup-language.ts';
import { alarm, wholePage } from '../layout.ts';
import { faultList } from './parts.ts';

export interface FinishScene {
  file: string;
  survey: Survey;
  draft: Draft;
  saved?: Saved;
}

export function finishPage(call: Call, { file, survey, draft, saved }: FinishScene): string {
  const says = setupTexts(call.texts);
  const { finish } = says;
  const url = draft.broker?.url ?? survey.at('mqtt.url')?.value ?? '';
  const accounts = draft.account
    ? [draft.account.name || draft.account.key]
    : survey.accounts.map(({ key, name }) => name ?? key);
  return wholePage(call, {
    title: finish.title,
    body: html`<p class="small">${says.step(4, 4)}</p>
${saved && !saved.ok && notSaved(call, file, saved)}
<p>${finish.intro(file)}</p>
<ul>
<li><strong>${finish.broker}:</strong> ${url === 'embedded' ? finish.embedded : url}</li>
<li><strong>${finish.clientId}:</strong> ${draft.clientId ?? survey.at('spotify.client_id')?.value ?? ''}</li>
<li><strong>${finish.account}:</strong> ${accounts.join(', ')}</li>
</ul>
<form method="post" action="${call.base}/setup/finish"><button>${finish.submit}</button></form>
<p class="small">${finish.hint}</p>
<p><a href="${call.base}/setup/broker">${says.back}</a></p>`,
  });
}

/** Why nothing was written, and what to do; with the text to put there by hand where that is the way. */
export function notSaved(call: Call, file: string, saved: Saved & { ok: false }): Html {
  const { finish, details } = setupTexts(call.texts);
  switch (saved.why) {
    case 'changed':
      return alarm(finish.changed);
    case 'faults':
      return html`<div class="note alarm" role="alert" id="alarm"><p><strong>${finish.faults}</strong></p>${faultList(saved.faults)}</div>`;
    case 'unwritable':
      return html`${alarm(finish.unwritable(file))}
<p class="small">${details}: ${saved.message}</p>
${saved.text !== '' && html`<div class="field"><label for="text">${finish.copy}</label><textarea id="text" rows="14" readonly>${saved.text}</textarea></div>`}`;
  }
}
