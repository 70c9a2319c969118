import { useEffect, useState } from 'preact/hooks';
import { useHouse } from './house.js';
import { html } from './html.js';
import { fill, left } from './words.js';

/** @import { Scene } from './shapes.d.ts' */

/**
 * A card is waited for: the one thing to do now.
 * @param {{ scene: Scene }} props
 */
export function Learning({ scene }) {
  const { texts, ask, now } = useHouse();
  const { learning } = scene.tags;
  const [, tick] = useState(0);
  const waits = learning !== null;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [waits]);
  if (!learning) return null;
  const { title, reader, until } = learning;
  const says = texts.cards;
  const name = scene.readers.find((one) => one.reader === reader)?.name ?? reader;
  return html`<section class="card waiting" aria-labelledby="waiting">
    <svg class="tap" viewBox="0 0 120 80" aria-hidden="true"><rect x="14" y="52" width="92" height="20" rx="6" /><rect class="key" x="34" y="8" width="52" height="33" rx="4" transform="rotate(-8 60 24)" /><path d="M60 40v8M46 44l-4 5M74 44l4 5" /></svg>
    <div class="words"><div role="status">
      <h2 id="waiting">${says.waiting}</h2>
      <p>${title === null ? says.getsMusic : fill(says.gets, { title })}</p>
      ${reader !== null && html`<p class="small">${fill(says.only, { reader: name })}</p>`}
    </div>
    <p class="small">${fill(says.left, { time: left(texts, Date.parse(until) - now()) })}</p></div>
    <button class="quiet slim" onClick=${() => ask('bridge/request/tags/cancel', {})}>${says.cancel}</button>
  </section>`;
}
