import { useHouse } from './house.js';
import { html } from './html.js';
import { day, fill } from './words.js';

/** @import { Account } from './shapes.d.ts' */

/**
 * Who plays, until when, and how that is changed.
 * @param {{ account: Account, base: string }} props
 */
export function AccountPanel({ account, base }) {
  const { texts, ask, hasPackages } = useHouse();
  const { key, name, paired, profile, paired_until: until, pairing } = account;
  const says = texts.pairing;
  if (!paired) return null;
  return html`<section class="card" aria-labelledby="account">
    <h2 id="account">${says.details}</h2>
    ${profile !== null && html`<p>${fill(says.playsAs, { profile })}</p>`}
    ${until !== null && html`<p class="small">${fill(says.until, { date: day(texts, until) })}</p>`}
    ${!pairing && html`<button class="quiet slim" onClick=${() => ask('bridge/request/pair', { account: key })}>${says.again}</button>`}
    ${
      hasPackages &&
      html`<details><summary>${texts.package.title}</summary>
        <p class="small">${texts.package.is}</p>
        <a class="button quiet slim" href=${`${base}/package/${key}.yaml`} download>${texts.package.load}</a>
      </details>`
    }
    <details><summary>${says.unpair}</summary>
      <form method="post" action=${`${base}/unpair`}>
        <p>${fill(says.unpairWarning, { name })}</p>
        <input type="hidden" name="account" value=${key} />
        <button class="danger">${says.unpairSure}</button>
      </form>
    </details>
  </section>`;
}
