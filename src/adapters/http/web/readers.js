import { useHouse } from './house.js';
import { html } from './html.js';
import { ago, fill } from './words.js';

/** @import { Scene } from './shapes.d.ts' */

/**
 * The readers, and what lies on them.
 * @param {{ scene: Scene }} props
 */
export function Readers({ scene }) {
  const { texts, now } = useHouse();
  const says = texts.readers;
  const named = (/** @type {string} */ uid) => {
    const tag = scene.tags.tags.find((one) => one.uid === uid);
    return tag?.name ?? tag?.does ?? uid;
  };
  return html`<section class="card" aria-labelledby="readers">
    <h2 id="readers">${says.title}</h2>
    ${scene.readers.length === 0 && html`<p class="small">${says.none}</p>`}
    <ul class="list">
      ${scene.readers.map(
        ({ reader, name, online, card, locked, last_scan: last }) => html`<li class="row" key=${reader}>
          <span class="words"><strong>${name}</strong>
            ${card !== null && html`<span class="small">${fill(says.on, { card: named(card) })}</span>`}
            ${last !== null && html`<span class="small">${fill(says.last, { ago: ago(texts, last, now()) })}</span>`}
          </span>
          ${locked && html`<span class="badge bad">${says.locked}</span>`}
          ${online !== null && html`<span class="badge ${online ? 'good' : 'bad'}">${online ? says.online : says.offline}</span>`}
        </li>`,
      )}
    </ul>
  </section>`;
}
