import { type Html, html } from '../../html.ts';

/** A field of a form with its label and hint. `id` is the page's alone; `alarm` is the id of what is wrong with it. */
interface Field {
  id: string;
  name: string;
  label: string;
  value: string;
  hint?: string;
  most?: number;
  required?: boolean;
  percent?: boolean;
  alarm?: string | undefined;
}

export function textField({ id, name, label, value, hint, most, required, percent, alarm }: Field): Html {
  const described = [hint && `${id}-hint`, alarm].filter(Boolean).join(' ');
  return html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${name}" type="text" value="${value}" autocomplete="off" spellcheck="false"${most && html` maxlength="${most}"`}${required && html` required`}${percent && html` inputmode="numeric" size="3"`}${described !== '' && html` aria-describedby="${described}"`}${alarm && html` aria-invalid="true" autofocus`}>
${hint && html`<p class="small" id="${id}-hint">${hint}</p>`}</div>`;
}

/** A choice of one. The first is the empty one: nothing chosen. */
export function selectField(
  { id, name, label, value }: Pick<Field, 'id' | 'name' | 'label' | 'value'>,
  empty: string,
  choices: readonly (readonly [value: string, words: string])[],
): Html {
  const all = [['', empty] as const, ...choices];
  return html`<div class="field"><label for="${id}">${label}</label>
<select id="${id}" name="${name}">
${all.map(([choice, words]) => html`<option value="${choice}"${choice === value && html` selected`}>${words}</option>`)}
</select></div>`;
}

export function checkField(name: string, label: string, checked: boolean): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="1"${checked && html` checked`}> <span>${label}</span></label>`;
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
