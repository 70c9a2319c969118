import type { Call } from '../call.ts';
import { type Html, html } from '../html.ts';
import { alarm, wholePage } from './layout.ts';
import { pasteForm, type Steps } from './paste-form.ts';
import { picture } from './picture.ts';

/** What will happen, and the way to Spotify and back. */
export function stepsPage(call: Call, steps: Steps): string {
  const { texts } = call;
  const { account, wrong, scopes } = steps;
  return wholePage(call, {
    title: texts.steps.title(account.name),
    body: html`${wrong && alarm(wrong)}
${scopes.length > 0 && html`<p>${texts.steps.account} <strong>${account.name}</strong></p>`}
${scopes.length > 0 && allowances(call, scopes)}
<p class="note"><strong>${texts.steps.onlyIf}</strong></p>
${steps.mode === 'redirect' ? thereAndBack(call, steps) : twoSteps(call, steps)}`,
  });
}

function allowances({ texts }: Call, scopes: readonly string[]): Html {
  const words = new Set(
    scopes.map((scope) => (Object.hasOwn(texts.steps.scopes, scope) && texts.steps.scopes[scope]) || scope),
  );
  return html`<p>${texts.steps.allows}</p><ul>${[...words].map((word) => html`<li>${word}</li>`)}</ul>`;
}

function thereAndBack(call: Call, steps: Steps): Html {
  const { texts } = call;
  // Spotify lets nobody frame its pages, and Home Assistant frames ours.
  const away = call.ingress && html` target="_blank" rel="noopener noreferrer"`;
  return html`<p>${texts.steps.redirectHint}</p>
${steps.authorizeUrl !== undefined && html`<p><a class="button" href="${steps.authorizeUrl}"${away}>${texts.steps.toSpotify}</a></p>`}
<details><summary>${texts.steps.stuck}</summary>
<p>${texts.steps.copyHint}</p>
${pasteForm(call, steps)}</details>`;
}

function twoSteps(call: Call, steps: Steps): Html {
  const { texts, base } = call;
  const { authorizeUrl } = steps;
  const open =
    authorizeUrl === undefined
      ? html`<a class="button" href="${base}/pair">${texts.landed.again}</a>`
      : html`<a class="button" href="${authorizeUrl}" target="_blank" rel="noopener noreferrer">${texts.steps.openSpotify}</a>`;
  return html`${picture(texts.steps.picture)}
<ol class="steps">
<li><h2>${texts.steps.first}</h2><p>${texts.steps.firstHint}</p><p>${open}</p></li>
<li><h2>${texts.steps.second}</h2><p>${texts.steps.secondHint} <code class="address">${returnAddress(authorizeUrl)}</code></p>
<p>${texts.steps.copyHint}</p>
${pasteForm(call, steps)}</li>
</ol>`;
}

/** Where Spotify will send the browser: the redirect_uri of the request (RFC 6749 §4.1.1). */
function returnAddress(authorizeUrl: string | undefined): string {
  const known = authorizeUrl === undefined ? null : new URL(authorizeUrl).searchParams.get('redirect_uri');
  return known ?? 'http://127.0.0.1';
}
