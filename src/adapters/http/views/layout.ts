import type { Call } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { Advice } from '../texts/texts.ts';
import type { WebFiles } from '../web-files.ts';

export interface Page {
  title: string;
  body: Html;
  /** Seconds after which the browser looks again. */
  refreshS?: number;
  /** Has room for several columns. */
  wide?: boolean;
  /** Style sheets after that of all pages. */
  styles?: readonly string[];
  /** What runs in place of what is shown without scripts. */
  live?: { web: WebFiles; now: number } | undefined;
}

/**
 * Every page. The answer's header says no-referrer; the page loosens that to same-origin, because otherwise browsers send our
 * own forms with `Origin: null` (Fetch Standard, "append a request Origin header"), which a foreign page could do as well.
 */
export function wholePage(call: Call, { title, body, refreshS, wide, styles = [], live }: Page): string {
  const { texts, base } = call;
  const refresh = refreshS !== undefined && html`<meta http-equiv="refresh" content="${refreshS}">`;
  return html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${live ? html`<noscript>${refresh}</noscript>` : refresh}
<title>${title} – spotify2mqtt</title>
<link rel="stylesheet" href="${base}/page.css">
${styles.map((name) => html`<link rel="stylesheet" href="${base}/${name}">`)}
${live && liveHead(call, live.web)}
<link rel="icon" href="${base}/icon.svg" type="image/svg+xml">
</head>
<body>
<main${wide && html` class="wide"`}>
<h1>${title}</h1>
${live ? html`<div id="player" data-base="${base}" data-now="${live.now}"${call.hasPackages && html` data-packages`}><div class="plain">${body}</div></div>` : body}
</main>
<footer>${!call.isWaiting && navigation(call)}</footer>
</body>
</html>
`.text;
}

function liveHead({ texts, base }: Call, { version, modules }: WebFiles): Html {
  const at = `${base}/web/${version}`;
  return html`<link rel="stylesheet" href="${at}/player.css">
${modules(texts.language).map((name) => html`<link rel="modulepreload" href="${at}/${name}">`)}
<script type="module" src="${at}/main.js"></script>`;
}

function navigation({ texts, base, hasTags, hasSettings }: Call): Html {
  const { footer } = texts;
  return html`<nav><a href="${base}/">${footer.overview}</a> ${hasTags && html`<a href="${base}/tags">${footer.cards}</a> `}<a href="${base}/pair">${footer.enterCode}</a>${hasSettings && html` <a href="${base}/settings">${footer.settings}</a>`}</nav>`;
}

/** What went wrong and what to do, read out as soon as it is there. */
export function alarm({ title, advice }: Advice, id = 'alarm'): Html {
  return html`<div class="note alarm" role="alert" aria-live="assertive" id="${id}"><p><strong>${title}</strong></p><p>${advice}</p></div>`;
}

/** A page that says only that. */
export function advicePage(call: Call, { title, advice }: Advice): string {
  return wholePage(call, { title, body: html`<p role="alert">${advice}</p>` });
}
