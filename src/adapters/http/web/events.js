import { eventWords } from './event-words.js';
import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { ago } from './words.js';

/** @import { Happened, Scene } from './shapes.d.ts' */
/** @import { IconName } from './icons.js' */

const MOST = 8;

/**
 * What happened lately, the newest first.
 * @param {{ scene: Scene }} props
 */
export function Events({ scene }) {
  const { texts, now } = useHouse();
  const shown = scene.happened.filter(isTold).slice(0, MOST);
  return html`<section class="card" aria-labelledby="events">
    <h2 id="events">${texts.events.title}</h2>
    ${shown.length === 0 && html`<p class="small">${texts.events.none}</p>`}
    <ul class="list happened">
      ${shown.map(
        (one) => html`<li class="row" key=${keyOf(one)}><${Icon} name=${iconOf(one.event.event_type)} />
          <span class="words">${eventWords(texts, scene, one)}<span class="small">${ago(texts, one.time, now())}${
            one.account !== null && Object.keys(scene.accounts).length > 1
              ? ` · ${scene.accounts[one.account]?.name ?? one.account}`
              : ''
          }</span></span></li>`,
      )}
    </ul>
  </section>`;
}

/**
 * A card is told of twice: as an event, and by what its reader was told. The one that says more is enough.
 * @param {Happened} happened
 */
function isTold({ event }) {
  if (event.event_type === 'tag_played') return false;
  return event.event_type !== 'feedback' || !['unknown', 'learnt'].includes(String(event.result));
}

/** @param {Happened} happened */
function keyOf({ time, account, reader, event }) {
  return [time, account, reader, event.event_type].join();
}

/**
 * @param {string} type
 * @returns {IconName}
 */
function iconOf(type) {
  if (type === 'track_changed') return 'note';
  if (/tag|learn|scene|feedback/.test(type)) return 'card';
  return /pair/.test(type) ? 'person' : 'bell';
}
