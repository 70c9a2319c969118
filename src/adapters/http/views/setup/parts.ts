import type { Fault, Setting } from '../../../../core/settings.ts';
import { type Html, html } from '../../html.ts';
import type { SetupTexts } from '../../texts/setup.ts';
import { textField } from '../tags/fields.ts';

/** What the pages for setting up and for settings are made of. */

export interface Entry {
  name: string;
  label: string;
  hint: string;
  value: string;
  /** What the configuration says; one of the environment cannot be changed here. */
  setting?: Setting | undefined;
  required?: boolean;
  alarm?: string | undefined;
}

/** A field, or what the environment has decided. */
export function entryField(says: SetupTexts, entry: Entry, prefix = ''): Html {
  const { name, label, hint, value, setting, required, alarm } = entry;
  const id = `${prefix}${name}`;
  if (setting?.variable === undefined)
    return textField({ id, name, label, hint, value, most: 1_000, ...(required && { required }), alarm });
  return html`<div class="field"><p><strong>${label}:</strong> ${setting.value ?? '…'}</p>
<p class="small">${says.fromVariable(setting.variable)}</p></div>`;
}

export function passwordField(says: SetupTexts, setting: Setting | undefined, isSet: boolean): Html {
  const { password, passwordKept } = says.broker;
  if (setting?.variable !== undefined)
    return html`<p><strong>${password}</strong>: …</p><p class="small">${says.fromVariable(setting.variable)}</p>`;
  return html`<div class="field"><label for="password">${password}</label>
<input id="password" name="password" type="password" value="" maxlength="1000" autocomplete="off"${isSet && html` aria-describedby="password-hint"`}>
${isSet && html`<p class="small" id="password-hint">${passwordKept}</p>`}</div>`;
}

export function faultList(faults: readonly Fault[]): Html {
  return html`<ul>${faults.map(
    ({ place, message }) => html`<li>${place !== '' && html`<code>${place}</code>: `}${message}</li>`,
  )}</ul>`;
}

export function good(words: string): Html {
  return html`<p class="note good" role="status">${words}</p>`;
}
