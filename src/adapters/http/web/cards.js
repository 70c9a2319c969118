import { Cover } from './cover.js';
import { useHouse } from './house.js';
import { html } from './html.js';
import { ago, fill } from './words.js';

/** @import { Scene, Tag, UnknownTag } from './shapes.d.ts' */

const MOST = 4;

/**
 * The cards that were laid lately, those without a meaning first.
 * @param {{ scene: Scene, base: string, account: string | undefined }} props
 */
export function Cards({ scene, base, account }) {
  const { texts } = useHouse();
  const says = texts.cards;
  const { tags, unknown } = scene.tags;
  const laid = tags
    .filter((tag) => tag.last_scan !== null)
    .sort((one, other) => Date.parse(other.last_scan ?? '') - Date.parse(one.last_scan ?? ''));
  return html`<section class="card" aria-labelledby="tags">
    <header><h2 id="tags">${says.title}</h2><a href=${`${base}/tags`}>${says.all}</a></header>
    ${laid.length + unknown.length === 0 && html`<p class="small">${says.none}</p>`}
    ${unknown.length > 0 && html`<h3>${says.unknownTitle}</h3><ul class="list">${unknown.slice(0, MOST).map((tag) => html`<${Stranger} key=${tag.uid} ...${{ tag, scene, account }} />`)}</ul>`}
    ${laid.length > 0 && html`<h3>${says.recent}</h3><ul class="list">${laid.slice(0, MOST).map((tag) => html`<${Known} key=${tag.uid} ...${{ tag, scene, base }} />`)}</ul>`}
    <p><a href=${`${base}/tags/print`}>${texts.menu.print}</a></p>
  </section>`;
}

/** @param {{ tag: UnknownTag, scene: Scene, account: string | undefined }} props */
function Stranger({ tag, scene, account }) {
  const { texts, ask, now } = useHouse();
  const says = texts.cards;
  const teach = () => ask('bridge/request/tags/learn', { reader: tag.reader, ...(account && { account }) });
  return html`<li class="row">
    <${Cover} image=${null} icon="card" />
    <span class="words"><strong>${fill(says.unknown, { uid: tag.uid })}</strong>
      <span class="small">${laidWords(texts, tag.at, nameOf(scene, tag.reader), now())}</span>
      ${tag.text && html`<span class="small"><code>${tag.text}</code></span>`}
      ${tag.refused !== null && html`<span class="small" lang="en">${tag.refused}</span>`}
      ${tag.refused === null && html`<button class="quiet slim" onClick=${teach}>${says.teachThis}</button>`}
    </span>
  </li>`;
}

/** @param {{ tag: Tag, scene: Scene, base: string }} props */
function Known({ tag, scene, base }) {
  const { texts, now } = useHouse();
  const title = tag.name ?? tag.does;
  const reader = tag.last_reader === null ? '' : nameOf(scene, tag.last_reader);
  return html`<li><a class="row" href=${`${base}/tags/edit?uid=${encodeURIComponent(tag.uid)}`} title=${fill(texts.cards.edit, { title })}>
    <${Cover} image=${tag.cover} icon="card" />
    <span class="words"><strong>${title}</strong><span class="small">${laidWords(texts, tag.last_scan ?? '', reader, now())}</span></span>
  </a></li>`;
}

/**
 * @param {import('../texts/player.ts').PlayerTexts} texts
 * @param {string} at
 * @param {string} reader
 * @param {number} now
 */
function laidWords(texts, at, reader, now) {
  const when = ago(texts, at, now);
  return reader === '' ? when : fill(texts.cards.laid, { ago: when, reader });
}

/**
 * @param {Scene} scene
 * @param {string} id
 */
function nameOf({ readers }, id) {
  return readers.find(({ reader }) => reader === id)?.name ?? id;
}
