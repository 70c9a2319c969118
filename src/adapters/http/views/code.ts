import type { AccountCard } from '../../../core/pairing.ts';
import type { Call } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { Advice } from '../texts/texts.ts';
import { webLink } from '../web-link.ts';
import { alarm, wholePage } from './layout.ts';

export interface CodeEntry {
  /** What stands in the field already. */
  code: string;
  wrong?: Advice;
}

/** Where a code is typed. A code from a link is only filled in: the person decides (RFC 8628 §5.4). */
export function codePage(call: Call, cards: readonly AccountCard[], { code, wrong }: CodeEntry): string {
  const { code: texts } = call.texts;
  const prefilled = code !== '' && !wrong;
  return wholePage(call, {
    title: texts.title,
    body: html`${wrong ? alarm(wrong) : waiting(call, cards)}
<form method="post" action="${call.base}/pair" autocomplete="off">
<label for="user_code">${texts.label}</label>
<input id="user_code" name="user_code" class="code" type="text" value="${code}" required maxlength="40" size="9" inputmode="text" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" enterkeyhint="go" aria-describedby="hint${wrong && ' alarm'}"${wrong && html` aria-invalid="true"`}${!prefilled && html` autofocus`}>
<p class="small" id="hint">${texts.hint}</p>
<button${prefilled && html` autofocus`}>${texts.submit}</button>
</form>`,
  });
}

function waiting({ texts }: Call, cards: readonly AccountCard[]): Html {
  const running = cards.flatMap(({ pairing }) => pairing ?? []);
  const spotify = running.find(({ method }) => method === 'spotify');
  const link = spotify && webLink(spotify.verificationUri);
  const none = !running.some(({ method }) => method === 'bridge') && !link;
  return html`<p>${texts.code.intro}</p>
${none && html`<p class="note" role="status">${texts.code.noneRuns}</p>`}
${link && html`<p class="note">${texts.code.atSpotify} <a href="${link}" rel="noopener noreferrer">${spotify.verificationUri}</a></p>`}`;
}
