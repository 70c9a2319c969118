import { Cover } from './cover.js';
import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { Progress } from './progress.js';
import { SleepTimer } from './sleep.js';
import { Speakers } from './speakers.js';
import { Transport } from './transport.js';
import { Volume } from './volume.js';

/** @import { Account, Command, Device, Player } from './shapes.d.ts' */

/**
 * What plays, and all that can be done with it.
 * @param {{ account: Account, player: Player, devices: readonly Device[], canTeach: boolean, command: Command }} props
 */
export function Playing({ account, player, devices, canTeach, command }) {
  const { texts } = useHouse();
  const {
    media_title: title,
    media_artist: artist,
    media_album_name: album,
    media_image_url: image,
  } = player;
  const state = texts.states[/** @type {keyof typeof texts.states} */ (player.state)] ?? player.state;
  return html`<section class="card now" aria-labelledby="now">
    ${image && html`<div class="glow" aria-hidden="true"><img src=${image} alt="" /></div>`}
    <h2 id="now" class="state"><span class="unseen">${texts.nowPlaying}: </span>${account.name}<span class="badge ${player.state === 'playing' ? 'good' : ''}">${state}</span></h2>
    <${Cover} image=${image} big=${true} />
    <div class="title">
      <div class="words">
        <p class="music">${title ?? texts.nothing}</p>
        <p class="artist">${title === null ? texts.nothingHint : [artist, album].filter((part) => part && part !== title).join(' · ')}</p>
      </div>
      ${title !== null && html`<${Heart} account=${account} player=${player} command=${command} />`}
    </div>
    <${Progress} player=${player} command=${command} />
    <${Transport} player=${player} command=${command} />
    <${Volume} player=${player} command=${command} />
    <div class="choices">
      <${Speakers} player=${player} devices=${devices} command=${command} />
      <${SleepTimer} account=${account} player=${player} command=${command} />
    </div>
    ${canTeach && title !== null && html`<${Teach} account=${account} />`}
  </section>`;
}

/** @param {{ account: Account, player: Player, command: Command }} props */
function Heart({ account, player, command }) {
  const { texts } = useHouse();
  const liked = account.liked === true;
  const word = liked ? 'unlike' : 'like';
  return html`<button class="round heart" aria-label=${texts.like} aria-pressed=${liked ? 'true' : 'false'} title=${liked ? texts.liked : texts.like}
    disabled=${!player.can.includes(word)} onClick=${() => command({ command: word }, { liked: !liked })}>
    <${Icon} name=${liked ? 'heart' : 'unliked'} />
  </button>`;
}

/** @param {{ account: Account }} props */
function Teach({ account }) {
  const { texts, ask } = useHouse();
  return html`<button class="quiet teach" onClick=${() => ask('bridge/request/tags/learn', { account: account.key })}>
    <${Icon} name="card" /> ${texts.cards.teach}
  </button>`;
}
