import { Cover } from './cover.js';
import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { fill, place } from './words.js';

/** @import { Media } from './shapes.d.ts' */
/** @import { IconName } from './icons.js' */

/**
 * Music in rows: pressed, a row plays, or opens where it cannot play.
 * @param {{
 *   items: readonly Media[], can: readonly string[],
 *   play: (media: Media) => void, queue: (media: Media) => void, teach: (media: Media) => void, open: (media: Media) => void,
 * }} props
 */
export function MediaList({ items, can, play, queue, teach, open }) {
  return html`<ul class="list media">
    ${items.map((media, index) => html`<${Row} key=${`${media.uri ?? media.id} ${index}`} ...${{ media, can, play, queue, teach, open }} />`)}
  </ul>`;
}

/** @param {Omit<Parameters<typeof MediaList>[0], 'items'> & { media: Media }} props */
function Row({ media, can, play, queue, teach, open }) {
  const { texts } = useHouse();
  const says = texts.library;
  const { title, subtitle, type, image, duration } = media;
  const plays = media.playable && media.uri !== null;
  const about = [says.types[type], subtitle, duration === null ? '' : place(duration)]
    .filter(Boolean)
    .join(' · ');
  return html`<li class="row">
    <button class="pick" disabled=${plays && !can.includes('play')} onClick=${() => (plays ? play(media) : open(media))}>
      <${Cover} image=${image} icon=${iconOf(type)} />
      <span class="words"><span class="unseen">${plays ? says.plays : says.opens} </span><strong>${title}</strong><span class="small">${about}</span></span>
    </button>
    ${(type === 'track' || type === 'episode') && plays && html`<button class="round small" aria-label=${fill(says.queueThis, { title })} title=${fill(says.queueThis, { title })} disabled=${!can.includes('queue')} onClick=${() => queue(media)}><${Icon} name="queue" /></button>`}
    ${plays && type !== 'tag' && html`<button class="round small" aria-label=${fill(says.cardThis, { title })} title=${fill(says.cardThis, { title })} onClick=${() => teach(media)}><${Icon} name="card" /></button>`}
    ${plays && media.expandable && html`<button class="round small" aria-label=${fill(says.openThis, { title })} title=${fill(says.openThis, { title })} onClick=${() => open(media)}><${Icon} name="open" /></button>`}
  </li>`;
}

/**
 * @param {string} type
 * @returns {IconName}
 */
function iconOf(type) {
  if (type === 'artist') return 'person';
  if (type === 'tag') return 'card';
  return type === 'folder' ? 'folder' : 'note';
}
