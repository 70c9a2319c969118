import type { Call } from '../../call.ts';
import { html } from '../../html.ts';
import type { PrintChoice } from '../../print/choice.ts';
import { gridOf, leavesOf } from '../../print/paper.ts';
import { wholePage } from '../layout.ts';
import { type Choosable, printForm } from './form.ts';
import { backLeaf, frontLeaf, type PrintedFace } from './leaf.ts';

/** What is chosen on sheets, as they come out of the printer; above them, on the screen alone, what there is to choose. */
export function printPage(
  call: Call,
  choice: PrintChoice,
  choosable: Choosable,
  faces: readonly PrintedFace[],
): string {
  const { print } = call.texts.tags;
  const { paper, size, sides } = choice;
  const leaves = leavesOf(faces, gridOf(paper, size));
  return wholePage(call, {
    title: print.title,
    wide: true,
    styles: [`print-${paper}.css`],
    body: html`<div class="screen"><p>${print.hint} <a href="${call.base}/tags">${print.back}</a></p>
${printForm(call, choice, choosable)}
<p role="status">${faces.length > 0 ? print.count(faces.length, leaves.length * (sides === 'both' ? 2 : 1)) : print.none}</p></div>
<div class="leaves">${leaves.map((leaf) => html`${frontLeaf(call, leaf, paper, size)}${sides === 'both' && backLeaf(leaf, paper, size)}`)}</div>`,
  });
}
