import { useEffect, useRef, useState } from 'preact/hooks';
import { AccountPanel } from './account-panel.js';
import { Cards } from './cards.js';
import { Events } from './events.js';
import { useHouse } from './house.js';
import { html } from './html.js';
import { Learning } from './learning.js';
import { Library } from './library.js';
import { Pairing } from './pairing.js';
import { Playing } from './playing.js';
import { ProblemNote, Toast } from './problems.js';
import { Readers } from './readers.js';
import { Switcher } from './switcher.js';
import { fill, timeIn } from './words.js';

/** @import { Account, Answer, Scene, Told } from './shapes.d.ts' */

/**
 * The whole page: the chosen account's player, and the house around it.
 * @param {{
 *   scene: Scene, base: string, told: Told | null, dismiss: () => void,
 *   command: (account: string, payload: object, shows?: Readonly<Record<string, unknown>>) => Promise<Answer>,
 * }} props
 */
export function App({ scene, base, command, told, dismiss }) {
  const accounts = Object.values(scene.accounts);
  const [wanted, choose] = useState(decodeURIComponent(location.hash.slice(1)));
  const account = scene.accounts[wanted] ?? accounts[0];
  const player = account && scene.players[account.key];
  useTitle(player?.media_title ?? null);
  const pick = (/** @type {string} */ key) => {
    choose(key);
    history.replaceState(null, '', `#${encodeURIComponent(key)}`);
  };
  return html`<div class="live">
    <${Connection} scene=${scene} />
    ${accounts.length > 1 && account && html`<${Switcher} accounts=${accounts} players=${scene.players} chosen=${account.key} choose=${pick} />`}
    <${Learning} scene=${scene} />
    <div class="columns">
      <div class="column">
        ${account && html`<${AccountPart} key=${account.key} ...${{ scene, account, base }} command=${command} />`}
      </div>
      <div class="column">
        ${account?.paired && html`<${Library} key=${account.key} account=${account.key} player=${player} command=${bound(command, account.key)} />`}
        <div class="tiles">
          <${Cards} scene=${scene} base=${base} account=${account?.key} />
          <${Readers} scene=${scene} />
          <${Events} scene=${scene} />
          ${account && html`<${AccountPanel} account=${account} base=${base} />`}
        </div>
      </div>
    </div>
    <${Toast} told=${told} dismiss=${dismiss} />
    ${scene.bridge && html`<${About} ...${scene.bridge} />`}
  </div>`;
}

/**
 * @param {{ scene: Scene, account: Account, base: string, command: Parameters<typeof App>[0]['command'] }} props
 */
function AccountPart({ scene, account, base, command }) {
  const player = scene.players[account.key];
  return html`
    ${account.problem && account.problem.kind !== 'unpaired' && html`<${ProblemNote} problem=${account.problem} />`}
    ${(account.pairing || !account.paired) && html`<${Pairing} account=${account} base=${base} />`}
    ${
      player &&
      account.paired &&
      html`<${Playing} ...${{ account, player }} devices=${scene.devices[account.key] ?? []} canTeach=${scene.readers.length > 0}
        command=${bound(command, account.key)} />`
    }`;
}

/**
 * @param {Parameters<typeof App>[0]['command']} command
 * @param {string} account
 */
function bound(command, account) {
  return (/** @type {object} */ payload, /** @type {Readonly<Record<string, unknown>>} */ shows) =>
    command(account, payload, shows);
}

/**
 * Which clock quiet hours mean.
 * @param {{ version: string, timezone: string }} props
 */
function About({ version, timezone }) {
  const { texts, now } = useHouse();
  const time = timeIn(texts, timezone, now());
  return html`<p class="small about">${fill(texts.menu.about, { version, time, timezone })}</p>`;
}

/** @param {{ scene: Scene }} props */
function Connection({ scene }) {
  const { texts } = useHouse();
  const version = scene.bridge?.version;
  const first = useRef(version);
  if (first.current === undefined) first.current = version;
  const isOld = version !== undefined && version !== first.current;
  const lost = scene.connection === 'lost';
  const words = lost ? texts.connection.lost : scene.bridge?.broker === false ? texts.connection.broker : '';
  return html`<div role="status" class=${words && 'note alarm'}>${words && html`<p>${words}</p>`}</div>
    ${isOld && html`<p class="note"><a href="">${texts.connection.reload}</a></p>`}`;
}

/** @param {string | null} music */
function useTitle(music) {
  useEffect(() => {
    const plain = document.title.replace(/^.* · /, '');
    document.title = music === null ? plain : `${music} · ${plain}`;
  }, [music]);
}
