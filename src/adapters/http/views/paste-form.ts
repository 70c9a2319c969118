import type { Call } from '../call.ts';
import { type Html, html } from '../html.ts';

export interface Steps {
  account: { key: string; name: string };
  /** Spotify's page; undefined where it is not known any more. */
  authorizeUrl: string | undefined;
  mode: 'redirect' | 'paste';
  /** Empty where they were shown already. */
  scopes: readonly string[];
  /** What was wrong with the address that was pasted last. */
  wrong?: 'wrong' | 'half' | 'foreign';
}

/** Where the address is pasted. It carries what the page shows again when the address was wrong. */
export function pasteForm({ texts, base }: Call, { account, authorizeUrl, mode, wrong }: Steps): Html {
  return html`<form method="post" action="${base}/paste" autocomplete="off">
<label for="address">${texts.steps.pasteLabel}</label>
<textarea id="address" name="address" rows="3" required inputmode="url" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" placeholder="http://127.0.0.1 …"${wrong && html` aria-invalid="true" aria-describedby="alarm"`}></textarea>
<input type="hidden" name="account" value="${account.key}">
<input type="hidden" name="mode" value="${mode}">
${authorizeUrl !== undefined && html`<input type="hidden" name="authorize_url" value="${authorizeUrl}">`}
<button>${texts.steps.finish}</button>
</form>`;
}
