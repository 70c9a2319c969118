import type { Fault } from '../../../../core/settings.ts';
import type { Call } from '../../call.ts';
import { html } from '../../html.ts';
import type { AccountEntry } from '../../setup/draft.ts';
import { setupTexts } from '../../texts/setup-language.ts';
import { wholePage } from '../layout.ts';
import { entryField, faultList } from './parts.ts';

export function accountPage(call: Call, entry: AccountEntry, faults: readonly Fault[] = []): string {
  const says = setupTexts(call.texts);
  const { account } = says;
  const alarm = faults.length > 0 ? 'alarm' : undefined;
  return wholePage(call, {
    title: account.title,
    body: html`<p class="small">${says.step(3, 4)}</p>
${faults.length > 0 && html`<div class="note alarm" role="alert" id="alarm"><p><strong>${account.wrong}</strong></p>${faultList(faults)}</div>`}
<p>${account.intro}</p>
<form method="post" action="${call.base}/setup/account" autocomplete="off">
${entryField(says, { name: 'name', label: account.name, hint: account.nameHint, value: entry.name, required: true })}
${entryField(says, { name: 'key', label: account.key, hint: account.keyHint, value: entry.key, required: true, alarm })}
${entryField(says, { name: 'device', label: account.device, hint: account.deviceHint, value: entry.device })}
<button>${says.next}</button>
</form>
<p><a href="${call.base}/setup/spotify">${says.back}</a></p>`,
  });
}
