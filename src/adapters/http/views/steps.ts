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
    body: html`${wrong && alarm(texts.landed.wrong[wrong])}
${scopes.length > 0 && html`<p>${texts.steps.account} <strong>${account.name}</strong></p>`}
${scopes.length > 0 && allowances(call, scopes)}
${!wrong && html`<p class="note"><strong>${texts.steps.onlyIf}</strong></p>`}
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
  const { steps: texts } = call.texts;
  return html`<p>${texts.redirectHint}</p>
<p>${linkOut(call, steps, texts.toSpotify)}</p>
<details${steps.wrong && html` open`}><summary>${texts.stuck}</summary>
<p>${texts.copyHint}</p>
${pasteForm(call, steps)}</details>`;
}

function twoSteps(call: Call, steps: Steps): Html {
  const { steps: texts } = call.texts;
  return html`${picture(texts.picture)}
<ol class="steps">
<li><h2>${texts.first}</h2><p>${texts.firstHint}</p><p>${linkOut(call, steps, texts.openSpotify)}</p></li>
<li><h2>${texts.second}</h2><p>${texts.secondHint} <code class="address">${returnAddress(steps.authorizeUrl)}</code></p>
<p>${texts.copyHint}</p>
${pasteForm(call, steps)}</li>
</ol>`;
}

/** To Spotify. In a new tab where this one is needed for pasting, or is a frame: Spotify lets nobody frame its pages. */
function linkOut({ texts, base, ingress }: Call, { authorizeUrl, mode }: Steps, words: string): Html {
  if (authorizeUrl === undefined)
    return html`<a class="button" href="${base}/pair">${texts.landed.again}</a>`;
  const away = (ingress || mode === 'paste') && html` target="_blank" rel="noopener noreferrer"`;
  return html`<a class="button" href="${authorizeUrl}"${away}>${words}</a>`;
}

/** Where Spotify will send the browser: the redirect_uri of the request (RFC 6749 §4.1.1). */
function returnAddress(authorizeUrl: string | undefined): string {
  const known = authorizeUrl === undefined ? null : new URL(authorizeUrl).searchParams.get('redirect_uri');
  return known ?? 'http://127.0.0.1';
}
