import type { Call } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { Advice } from '../texts/texts.ts';

export interface Page {
  title: string;
  body: Html;
  /** Seconds after which the browser looks again. */
  refreshS?: number;
  /** Has room for several columns. */
  wide?: boolean;
}

/**
 * Every page. The answer's header says no-referrer; the page loosens that to same-origin, because otherwise browsers send our
 * own forms with `Origin: null` (Fetch Standard, "append a request Origin header"), which a foreign page could do as well.
 */
export function wholePage({ texts, base, hasTags }: Call, { title, body, refreshS, wide }: Page): string {
  return html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${refreshS !== undefined && html`<meta http-equiv="refresh" content="${refreshS}">`}
<title>${title} – spotify2mqtt</title>
<link rel="stylesheet" href="${base}/page.css">
<link rel="icon" href="${base}/icon.svg" type="image/svg+xml">
</head>
<body>
<main${wide && html` class="wide"`}>
<h1>${title}</h1>
${body}
</main>
<footer><nav><a href="${base}/">${texts.footer.overview}</a> ${hasTags && html`<a href="${base}/tags">${texts.footer.cards}</a> `}<a href="${base}/pair">${texts.footer.enterCode}</a></nav></footer>
</body>
</html>
`.text;
}

/** What went wrong and what to do, read out as soon as it is there. */
export function alarm({ title, advice }: Advice, id = 'alarm'): Html {
  return html`<div class="note alarm" role="alert" aria-live="assertive" id="${id}"><p><strong>${title}</strong></p><p>${advice}</p></div>`;
}

/** A page that says only that. */
export function advicePage(call: Call, { title, advice }: Advice): string {
  return wholePage(call, { title, body: html`<p role="alert">${advice}</p>` });
}
