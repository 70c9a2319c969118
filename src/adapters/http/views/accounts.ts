import type { AccountCard, Pairing } from '../../../core/pairing.ts';
import type { Call } from '../call.ts';
import { type Html, html } from '../html.ts';
import type { WebFiles } from '../web-files.ts';
import { webLink } from '../web-link.ts';
import { wholePage } from './layout.ts';
import { wholeMinutes } from './minutes.ts';

/** While somebody pairs on a phone, the overview on another screen should come to show it. */
const REFRESH_S = 20;

/** The accounts and their pairing; with `web`, in a browser that runs scripts, the live page in their place. */
export function accountsPage(
  call: Call,
  cards: readonly AccountCard[],
  now: number,
  version: string,
  web?: WebFiles,
): string {
  const { texts } = call;
  const about = html`${call.hasTags && html`<p><a class="button quiet" href="${call.base}/tags">${texts.tags.open}</a></p>`}<p class="small">spotify2mqtt ${version}</p>`;
  const pairs = cards.some(({ pairing }) => pairing);
  return wholePage(call, {
    title: texts.accounts.title,
    body: cards.length
      ? html`${cards.map((card) => accountCard(call, card, now))}${about}`
      : html`<p>${texts.accounts.none}</p>${about}`,
    ...(pairs && { refreshS: REFRESH_S }),
    ...(web && { live: { web, now }, wide: true }),
  });
}

function accountCard(call: Call, card: AccountCard, now: number): Html {
  const { accounts, locale } = call.texts;
  const { paired, profile, pairedUntil, pairing, rest, problem } = card;
  const date = (at: number) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at);
  return html`<section class="card" aria-labelledby="account-${card.key}">
<header><h2 id="account-${card.key}">${card.name}</h2> <span class="badge ${paired ? 'good' : 'bad'}">${paired ? accounts.paired : accounts.unpaired}</span></header>
${paired && profile !== null && html`<p>${accounts.playsAs(profile)}</p>`}
${paired && pairedUntil !== null && html`<p class="small">${accounts.validUntil(date(pairedUntil))}</p>`}
${problem !== null && html`<p class="note alarm"><strong>${accounts.problem}:</strong> ${problem}</p>`}
${!pairing && rest && html`<p class="note">${accounts.rest[rest.why]}</p>`}
${!pairing && rest?.why === 'failed' && html`<p class="small">${rest.message}</p>`}
${pairing && runningPairing(call, card, pairing, now)}
${buttons(call, card)}
${call.hasPackages && packageOf(call, card)}
</section>
`;
}

function runningPairing({ texts, base }: Call, card: AccountCard, pairing: Pairing, now: number): Html {
  const { accounts } = texts;
  // Our own page is best reached the way that this browser came; Spotify's is Spotify's.
  const own = `${base}/pair?user_code=${encodeURIComponent(pairing.userCode)}`;
  const link = pairing.method === 'bridge' ? own : webLink(pairing.verificationUriComplete);
  const away = pairing.method === 'spotify' && html` target="_blank" rel="noopener noreferrer"`;
  return html`<div class="pairing">
<p class="small">${accounts.pairing}</p>
<p class="code">${pairing.userCode}</p>
<p class="small">${accounts.timeLeft(texts.minutes(wholeMinutes(pairing.expiresAt - now)))}</p>
<p>${accounts.open}<br><strong class="address">${pairing.verificationUri}</strong></p>
<p>${accounts.scan}</p>
<p><img class="qr" src="${base}/qr/${encodeURIComponent(card.key)}.png" width="240" height="240" alt="${accounts.qr(card.name)}"></p>
${link !== undefined && html`<p><a class="button" href="${link}"${away}>${accounts.openPair}</a></p>`}
</div>`;
}

function packageOf({ texts: { accounts }, base }: Call, { key }: AccountCard): Html {
  return html`<details><summary>${accounts.package}</summary>
<p class="small">${accounts.packageIs}</p>
<p><a class="button quiet" href="${base}/package/${key}.yaml" download>${accounts.packageLoad}</a></p></details>`;
}

function buttons({ texts, base }: Call, { key, name, paired, pairing }: AccountCard): Html {
  const { accounts } = texts;
  const again = paired ? accounts.pairAgain : accounts.pair;
  return html`<form method="post" action="${base}/begin">
<input type="hidden" name="account" value="${key}">
<button class="${paired || pairing ? 'quiet' : ''}">${pairing ? accounts.newCode : again}</button>
</form>
${
  paired &&
  html`<details><summary>${accounts.unpair}</summary>
<form method="post" action="${base}/unpair">
<p>${accounts.unpairWarning(name)}</p>
<input type="hidden" name="account" value="${key}">
<button class="danger">${accounts.unpairSure}</button>
</form></details>`
}`;
}
