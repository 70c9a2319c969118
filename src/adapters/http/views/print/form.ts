import type { TagCard } from '../../../../core/tag-desk.ts';
import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import type { PrintChoice } from '../../print/choice.ts';
import type { Printable } from '../../print/music.ts';
import { PAPERS, SIZES } from '../../print/paper.ts';
import { nameOf } from '../../tag-scene.ts';

/** What there is to choose from. */
export interface Choosable {
  cards: readonly TagCard[];
  accounts: readonly { key: string; name: string }[];
  /** Of the account that was asked for; undefined where none was. */
  printable: Printable | undefined;
}

/** What shall be printed. It is sent as part of the address, so that the sheet can be loaded again. */
export function printForm(call: Call, choice: PrintChoice, choosable: Choosable): Html {
  const { print } = call.texts.tags;
  const { cards, accounts } = choosable;
  return html`<form class="card" method="get" action="${call.base}/tags/print">
<div class="chosen">
${radios('size', print.size, Object.keys(SIZES), choice.size, print.sizes)}
${radios('paper', print.paper, Object.keys(PAPERS), choice.paper, print.papers)}
${radios('sides', print.sides, ['front', 'both'], choice.sides, print.sidesOf)}
${cards.length > 0 && radios('cards', print.which, ['all', 'some'], choice.cards, print.whichOf)}
</div>
${
  cards.length > 0 &&
  html`<details${choice.cards === 'some' && html` open`}><summary>${print.choose}</summary>
<fieldset><legend class="unseen">${print.choose}</legend><div class="ticks">
${cards.map((card) => tick('tag', card.uid, nameOf(card), choice.tag.includes(card.uid)))}
</div></fieldset></details>`
}
${accounts.length > 0 && musicFields(call, choice, choosable)}
<button>${print.show}</button>
</form>
`;
}

function musicFields(call: Call, choice: PrintChoice, { accounts, printable }: Choosable): Html {
  const { print } = call.texts.tags;
  const { music, why } = printable ?? { music: [], why: null };
  return html`<fieldset><legend>${print.music}</legend>
<div class="ticks">
<label class="check"><input type="radio" name="from" value=""${choice.from === '' && html` checked`}> <span>${print.noMusic}</span></label>
${accounts.map(({ key, name }) => html`<label class="check"><input type="radio" name="from" value="${key}"${choice.from === key && html` checked`}> <span>${print.musicOf(name)}</span></label>`)}
</div>
${printable && html`<div class="ticks">${music.map(({ uri, title, subtitle }) => tick('music', uri, subtitle === null ? title : `${title} (${subtitle})`, choice.music.includes(uri)))}</div>`}
${printable && why === null && music.length === 0 && html`<p class="small">${print.noneThere}</p>`}
${why !== null && html`<div class="note alarm" role="alert"><p>${print.noAnswer}</p><p lang="en">${why}</p></div>`}
</fieldset>`;
}

function radios(
  name: string,
  legend: string,
  values: readonly string[],
  chosen: string,
  words: Readonly<Record<string, string>>,
): Html {
  return html`<fieldset><legend>${legend}</legend>
${values.map((value) => html`<label class="check"><input type="radio" name="${name}" value="${value}"${value === chosen && html` checked`}> <span>${words[value] ?? value}</span></label>`)}
</fieldset>`;
}

function tick(name: string, value: string, label: string, checked: boolean): Html {
  return html`<label class="check"><input type="checkbox" name="${name}" value="${value}"${checked && html` checked`}> <span>${label}</span></label>`;
}
