import { useEffect, useRef, useState } from 'preact/hooks';
import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { MediaList } from './media-list.js';
import { useShelf } from './shelf.js';
import { fill } from './words.js';

/** @import { Command, Media, Player } from './shapes.d.ts' */
/** @import { Shelf } from './shelf.js' */

const PAGE = 30;
/** Of each type. */
const FOUND = 6;
const FOLDERS = ['playlists', 'albums', 'recent', 'shows', 'tracks', 'tags'];

/**
 * Music to choose from: the account's own, and all of Spotify's by a search.
 * @param {{ account: string, player: Player | undefined, command: Command }} props
 */
export function Library({ account, player, command }) {
  const { texts, ask, tell } = useHouse();
  const says = texts.library;
  const [shelves, setShelves] = useState(/** @type {readonly Shelf[]} */ ([]));
  const shelf = shelves[shelves.length - 1];

  /**
   * @param {Media} media
   * @param {string} word
   * @param {string} done
   */
  const send = async ({ uri, title }, word, done) => {
    const { ok } = await command({ command: word, uri });
    if (ok) tell(fill(done, { title }));
  };
  const deeds = {
    play: (/** @type {Media} */ media) => send(media, 'play', says.started),
    queue: (/** @type {Media} */ media) => send(media, 'queue', says.queued),
    teach: (/** @type {Media} */ { uri, title }) => {
      ask('bridge/request/tags/learn', { account, does: uri, name: title });
      scrollTo(0, 0);
    },
    open: (/** @type {Media} */ { id, title }) =>
      setShelves([...shelves, { title, what: 'browse', ask: { id, limit: PAGE } }]),
  };
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const search = (event) => {
    event.preventDefault();
    const query = String(new FormData(event.currentTarget).get('query') ?? '').trim();
    const title = fill(says.results, { query });
    if (query !== '') setShelves([{ title, what: 'search', ask: { query, limit: FOUND } }]);
  };
  /** @param {string} id */
  const pick = (id) => {
    const isOpen = shelves[0]?.ask.id === id;
    setShelves(isOpen ? [] : [{ title: says.folders[id] ?? id, what: 'browse', ask: { id, limit: PAGE } }]);
  };

  return html`<section class="card library" aria-labelledby="library">
    <h2 id="library">${says.title}</h2>
    <form role="search" class="search" onSubmit=${search}>
      <input type="search" name="query" aria-label=${says.search} placeholder=${says.searchFor} maxlength="200" autocomplete="off" enterkeyhint="search" />
      <button class="round" aria-label=${says.find}><${Icon} name="search" /></button>
    </form>
    <div class="pills" role="group" aria-label=${says.root}>
      ${FOLDERS.map((id) => html`<button key=${id} class="pill" aria-pressed=${shelves[0]?.ask.id === id ? 'true' : 'false'} onClick=${() => pick(id)}>${says.folders[id]}</button>`)}
    </div>
    ${shelf && html`<${OpenShelf} key=${account} ...${{ account, shelf, deeds }} can=${player?.can ?? []} before=${shelves[shelves.length - 2]} back=${() => setShelves(shelves.slice(0, -1))} />`}
  </section>`;
}

/**
 * @param {{
 *   account: string, shelf: Shelf, before: Shelf | undefined, back: () => void, can: readonly string[],
 *   deeds: Omit<Parameters<typeof MediaList>[0], 'items' | 'can'>,
 * }} props
 */
function OpenShelf({ account, shelf, before, back, can, deeds }) {
  const says = useHouse().texts.library;
  const { items, note, next, state, more } = useShelf(account, shelf);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  // The row that opened this shelf is gone, and with it the place of whoever reads by keyboard or ear.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [shelf, state]);
  const count =
    items.length > 0 && html`<span class="unseen">${fill(says.found, { count: items.length })}</span>`;
  const words = state === 'loading' ? says.loading : state === 'there' && (count || says.nothing);
  return html`<header class="shelf">
      ${before && html`<button class="round small" aria-label=${fill(says.back, { title: before.title })} onClick=${back}><${Icon} name="back" /></button>`}
      <h3 ref=${heading} tabindex="-1">${shelf.title}</h3>
    </header>
    <${MediaList} ...${{ items, can, ...deeds }} />
    <p role="status" class="small">${words}</p>
    ${note !== null && html`<p class="small" lang="en">${note}</p>`}
    ${next !== null && html`<button class="quiet slim" onClick=${more}>${says.more}</button>`}`;
}
