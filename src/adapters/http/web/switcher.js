import { useHouse } from './house.js';
import { html } from './html.js';

/** @import { Account, Player } from './shapes.d.ts' */

/**
 * Which account's player is shown.
 * @param {{ accounts: readonly Account[], players: Readonly<Record<string, Player>>, chosen: string, choose: (key: string) => void }} props
 */
export function Switcher({ accounts, players, chosen, choose }) {
  const { texts } = useHouse();
  return html`<nav class="switcher" aria-label=${texts.accounts}>
    ${accounts.map(({ key, name }) => {
      const plays = players[key]?.state === 'playing';
      return html`<button key=${key} class="pill" aria-pressed=${key === chosen ? 'true' : 'false'} onClick=${() => choose(key)}>
        ${plays && html`<span class="bars" aria-hidden="true"><i /><i /><i /></span>`}${name}${plays && html`<span class="unseen"> (${texts.states.playing})</span>`}
      </button>`;
    })}
  </nav>`;
}
