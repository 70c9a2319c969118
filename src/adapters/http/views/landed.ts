import type { Landed } from '../../../core/pairing.ts';
import type { Call } from '../call.ts';
import { html } from '../html.ts';
import { canPasteAgain } from '../paste-again.ts';
import { advicePage, wholePage } from './layout.ts';

/** How the pairing went; undefined where nothing is known of this browser's. */
export function landedPage(call: Call, landed: Landed | undefined): string {
  if (landed === undefined) return advicePage(call, call.texts.landed.nothing);
  if (landed.ok) return pairedPage(call, landed);
  return landed.why === 'other_person' ? otherPersonPage(call, landed) : failedPage(call, landed);
}

function pairedPage(call: Call, { account, profile, warnings }: Extract<Landed, { ok: true }>): string {
  const { landed: texts } = call.texts;
  return wholePage(call, {
    title: texts.paired,
    body: html`<div class="note good" role="status">
<p><strong>${profile === null ? texts.pairedPlain(account.name) : texts.pairedAs(account.name, profile)}</strong></p>
<p>${texts.enjoy}</p></div>
${warnings.length > 0 && html`<h2>${texts.warnings}</h2><ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`}`,
  });
}

function otherPersonPage(call: Call, landed: Extract<Landed, { why: 'other_person' }>): string {
  const { other, otherHint } = call.texts.landed;
  return wholePage(call, {
    title: other.title,
    body: html`<p role="alert">${other.explain(landed.before, landed.now)}</p>
<form method="post" action="${call.base}/confirm">
<input type="hidden" name="ticket" value="${landed.ticket}">
<button>${other.yes(landed.now)}</button>
</form>
<p><a class="button quiet" href="${call.base}/">${other.no}</a></p>
<p class="small">${otherHint}</p>`,
  });
}

function failedPage(call: Call, landed: Exclude<Landed, { ok: true } | { why: 'other_person' }>): string {
  const { landed: texts } = call.texts;
  const { title, advice: usual } = texts.wrong[landed.why];
  const advice = canPasteAgain(landed) ? texts.startOver : usual;
  return wholePage(call, {
    title,
    body: html`<p class="note alarm" role="alert">${advice}</p>
<p><a class="button" href="${call.base}/pair">${texts.again}</a></p>
<details><summary>${texts.details}</summary><p>${landed.message}</p></details>`,
  });
}
