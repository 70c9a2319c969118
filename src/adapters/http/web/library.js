import { useEffect, useRef, useState } from 'preact/hooks';
import { useHouse } from './house.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { MediaList } from './media-list.js';
import { fill } from './words.js';

/** @import { Command, Media, Player } from './shapes.d.ts' */

const PAGE = 30;
const FOLDERS = ['playlists', 'albums', 'recent', 'shows', 'tracks', 'tags'];

/**
 * @typedef {{ title: string, what: string, ask: Record<string, unknown> }} Shelf
 * A place in the library: what to ask for its content.
 * @typedef {{ items: readonly Media[], total: number | null, loading: boolean }} Content
 */

/**
 * Music to choose from: the account's own, and all of Spotify's by a search.
 * @param {{ account: string, player: Player | undefined, command: Command }} props
 */
export function Library({ account, player, command }) {
  const { texts, ask, tell } = useHouse();
  const says = texts.library;
  /** @type {(folder: string) => Shelf} */
  const folder = (id) => ({ title: says.folders[id] ?? id, what: 'browse', ask: { id } });
  const [shelves, setShelves] = useState(/** @type {readonly Shelf[]} */ ([]));
  const [content, setContent] = useState(/** @type {Content} */ ({ items: [], total: 0, loading: false }));
  const asked = useRef(0);
  const shelf = shelves[shelves.length - 1];

  /**
   * @param {Shelf} shelf
   * @param {readonly Media[]} before
   */
  const load = async (shelf, before) => {
    const turn = ++asked.current;
    setContent({ items: before, total: null, loading: true });
    const paging = shelf.what === 'recent' ? {} : { offset: before.length };
    const { ok, result } = await ask(`${encodeURIComponent(account)}/request/${shelf.what}`, {
      ...shelf.ask,
      ...paging,
    });
    if (turn !== asked.current) return;
    const more = /** @type {readonly Media[]} */ (result?.children ?? result?.items ?? []);
    const total = ok && typeof result?.total === 'number' ? result.total : before.length + more.length;
    setContent({
      items: [...before, ...more],
      total: ok && more.length > 0 ? total : before.length,
      loading: false,
    });
  };
  useEffect(() => {
    if (shelf) load(shelf, []);
  }, [shelf]);

  /** @param {Media} media */
  const play = async (media) => {
    const { ok } = await command({ command: 'play', uri: media.uri });
    if (ok) tell(fill(says.started, { title: media.title }));
  };
  /** @param {Media} media */
  const queue = async (media) => {
    const { ok } = await command({ command: 'queue', uri: media.uri });
    if (ok) tell(fill(says.queued, { title: media.title }));
  };
  /** @param {Media} media */
  const teach = ({ uri, title }) => {
    ask('bridge/request/tags/learn', { account, does: uri, name: title });
    scrollTo({ top: 0, behavior: 'smooth' });
  };
  /** @param {Media} media */
  const open = ({ id, title }) =>
    setShelves([...shelves, { title, what: 'browse', ask: { id, limit: PAGE } }]);
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const search = (event) => {
    event.preventDefault();
    const query = String(new FormData(event.currentTarget).get('query') ?? '').trim();
    if (query !== '')
      setShelves([{ title: fill(says.results, { query }), what: 'search', ask: { query, limit: 6 } }]);
  };

  const isSearch = shelf?.what === 'search';
  const { items, total, loading } = content;
  return html`<section class="card library" aria-labelledby="library">
    <h2 id="library">${says.title}</h2>
    <form role="search" class="search" onSubmit=${search}>
      <input type="search" name="query" aria-label=${says.search} placeholder=${says.searchFor} maxlength="200" autocomplete="off" enterkeyhint="search" />
      <button class="round" aria-label=${says.find}><${Icon} name="search" /></button>
    </form>
    <div class="pills" role="group" aria-label=${says.root}>
      ${FOLDERS.map((id) => {
        const open = shelves[0]?.ask.id === id;
        return html`<button key=${id} class="pill" aria-pressed=${open ? 'true' : 'false'} onClick=${() => setShelves(open ? [] : [{ ...folder(id), ask: { id, limit: PAGE } }])}>${says.folders[id]}</button>`;
      })}
    </div>
    ${
      shelf &&
      html`<header class="shelf">
        ${shelves.length > 1 && html`<button class="round small" aria-label=${fill(says.back, { title: shelves[shelves.length - 2]?.title })} onClick=${() => setShelves(shelves.slice(0, -1))}><${Icon} name="back" /></button>`}
        <h3>${shelf.title}</h3>
      </header>
      <${MediaList} items=${items} can=${player?.can ?? []} ...${{ play, queue, teach, open }} />
      <p role="status" class="small">${loading ? says.loading : items.length === 0 ? says.nothing : ''}</p>
      ${!loading && !isSearch && total !== null && items.length < total && html`<button class="quiet slim" onClick=${() => load(shelf, items)}>${says.more}</button>`}`
    }
  </section>`;
}
