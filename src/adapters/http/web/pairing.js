import { useHouse } from './house.js';
import { html } from './html.js';
import { clockTime, fill } from './words.js';

/** @import { Account } from './shapes.d.ts' */

/**
 * The pairing that runs, or the button that begins one.
 * @param {{ account: Account, base: string }} props
 */
export function Pairing({ account, base }) {
  const { texts, ask } = useHouse();
  const { pairing, key, name, paired } = account;
  const says = texts.pairing;
  const begin = () => ask('bridge/request/pair', { account: key });
  return html`<section class="card pair" aria-labelledby="pairing">
    <h2 id="pairing">${says.title}</h2>
    ${!paired && html`<p>${says.needed}</p>`}
    ${
      pairing
        ? html`<p>${says.open}<br /><strong class="address">${pairing.verification_uri}</strong></p>
          <p class="code" role="status" aria-label=${`${says.code}: ${[...pairing.user_code].join(' ')}`}>${pairing.user_code}</p>
          <p>${says.scan}</p>
          <p><img class="qr" width="240" height="240" alt=${fill(says.qr, { name })}
            src=${`${base}/qr/${encodeURIComponent(key)}.png?${encodeURIComponent(pairing.user_code)}`} /></p>
          <p class="small">${fill(says.left, { time: clockTime(texts, pairing.expires_at) })}</p>
          <p><a class="button" href=${linkOf(account, base)}>${says.here}</a></p>`
        : html`<button onClick=${begin}>${says.start}</button>`
    }
  </section>`;
}

/**
 * Our own page is best reached the way that this browser came; Spotify's is Spotify's.
 * @param {Account} account
 * @param {string} base
 */
function linkOf({ pairing }, base) {
  if (pairing?.method !== 'spotify')
    return `${base}/pair?user_code=${encodeURIComponent(pairing?.user_code ?? '')}`;
  return /^https?:/.test(pairing.verification_uri_complete) ? pairing.verification_uri_complete : undefined;
}
