import type { Fault, Line } from '../../../../core/settings.ts';
import type { Call } from '../../call.ts';
import { html } from '../../html.ts';
import { setupTexts } from '../../texts/setup-language.ts';
import { wholePage } from '../layout.ts';
import { faultList } from './parts.ts';

export interface Faulty {
  file: string;
  faults: readonly Fault[];
  /** What kept the bridge from starting, beside them. */
  troubles: readonly Fault[];
  lines: readonly Line[];
}

/** What is wrong with the configuration, and each line of it to mend. */
export function faultsPage(call: Call, { file, faults, troubles, lines }: Faulty): string {
  const says = setupTexts(call.texts);
  const { faults: texts } = says;
  return wholePage(call, {
    title: texts.title,
    body: html`<p>${texts.intro(file)}</p>
${troubles.length > 0 && html`<div class="note alarm" role="alert"><p><strong>${texts.troubles}</strong></p>${faultList(troubles)}</div>`}
${faults.length > 0 && html`<div class="note alarm" role="alert">${faultList(faults)}</div>`}
${
  lines.length > 0 &&
  html`<form method="post" action="${call.base}/setup/mend" autocomplete="off">
${lines.map(
  ({ number, text }) => html`<div class="field"><label for="line_${number}">${texts.line(number)}</label>
<input id="line_${number}" name="line_${number}" class="address" type="text" value="${text ?? ''}" maxlength="4000" spellcheck="false" autocomplete="off"${text === undefined && html` aria-describedby="hidden_${number}"`}>
${text === undefined && html`<p class="small" id="hidden_${number}">${texts.hidden}</p>`}</div>`,
)}
<button>${texts.mend}</button>
<p class="small">${texts.mendHint}</p>
</form>`
}
<form method="post" action="${call.base}/setup/again"><button class="quiet">${texts.again}</button><p class="small">${texts.againHint}</p></form>
<p><a class="button quiet" href="${call.base}/setup/broker">${texts.steps}</a></p><p class="small">${texts.stepsHint}</p>`,
  });
}
