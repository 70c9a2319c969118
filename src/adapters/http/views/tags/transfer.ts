import type { Call } from '../../call.ts';
import { type Html, html } from '../../html.ts';
import type { ImportTold } from '../../tag-outcome.ts';
import { nameOf, type TagScene } from '../../tag-scene.ts';
import { checkField } from './fields.ts';
import { blames, REFUSAL, refusal, refusalOf } from './refusal.ts';

/** Cards out of the house and into it: a file, a sheet of paper, another program's list. */
export function transfer(call: Call, scene: TagScene): Html {
  const { texts, base } = call;
  const { transfer: says } = texts.tags;
  const refused = refusalOf(scene, 'import');
  const wrong = blames(refused, 'text', true) !== undefined;
  return html`<section class="narrow" aria-labelledby="transfer"><h2 id="transfer">${says.title}</h2>
${
  scene.cards.length > 0 &&
  html`<p><a class="button quiet" href="${base}/tags/export.yaml" download="tags.yaml">${says.export}</a></p>
<p class="small">${says.exportHint}</p>
<p><a class="button quiet" href="${base}/tags/print">${says.print}</a></p>`
}
${
  // A form would lose what is typed when the page looks again for the card that is waited for.
  !scene.learning &&
  html`<details${refused && html` open`}><summary>${says.import}</summary>
<form method="post" action="${base}/tags/import">
${refusal(call, refused)}
<label for="import-text">${says.text}</label>
<textarea id="import-text" name="text" rows="8" required autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="import-hint${wrong && ` ${REFUSAL}`}"${wrong && html` aria-invalid="true" autofocus`}>
${refused?.fields.text}</textarea>
<p class="small" id="import-hint">${says.textHint}</p>
${checkField('replace', says.replace, (refused?.fields.replace ?? '') !== '')}
<button>${says.submit}</button>
</form></details>`
}
</section>
`;
}

/** What came of an import. */
export function importTold({ texts }: Call, scene: TagScene, imported: ImportTold): Html {
  const { transfer: says } = texts.tags;
  const { added, kept, refused, moreKept, moreRefused } = imported;
  const more = (count: number) => count > 0 && html`<li>${says.more(count)}</li>`;
  const named = (uid: string) => {
    const card = scene.cards.find((other) => other.uid === uid);
    return card ? `${nameOf(card)} (${uid})` : uid;
  };
  const troubled = kept.length + refused.length > 0;
  return html`<div class="note${!troubled && ' good'}" role="status"><p><strong>${says.added(added)}</strong></p>
${kept.length > 0 && html`<p>${says.kept(kept.length + moreKept)}</p><ul>${kept.map((uid) => html`<li>${named(uid)}</li>`)}${more(moreKept)}</ul>`}
${refused.length > 0 && html`<p>${says.refused(refused.length + moreRefused)}</p><ul>${refused.map(({ line, why }) => html`<li>${says.line(line)} <span lang="en">${why}</span></li>`)}${more(moreRefused)}</ul>`}
</div>`;
}
