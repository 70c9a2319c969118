import type { Call } from '../../call.ts';
import { html } from '../../html.ts';
import { setupTexts } from '../../texts/setup-language.ts';
import type { Advice } from '../../texts/texts.ts';
import { alarm, wholePage } from '../layout.ts';

/** Asks for the code of the log. `to`: the page behind it. */
export function lockedPage(call: Call, to: 'setup' | 'settings', wrong?: Advice): string {
  const { locked } = setupTexts(call.texts);
  return wholePage(call, {
    title: locked.title,
    body: html`${wrong && alarm(wrong)}
<p>${locked.intro}</p>
<form method="post" action="${call.base}/${to}/unlock" autocomplete="off">
<label for="code">${locked.label}</label>
<input id="code" name="code" class="code" type="text" required maxlength="40" size="9" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" enterkeyhint="go" autofocus aria-describedby="where${wrong && ' alarm'}"${wrong && html` aria-invalid="true"`}>
<p class="small" id="where">${locked.where}</p>
<button>${locked.submit}</button>
</form>`,
  });
}
