import { useEffect, useRef, useState } from 'preact/hooks';
import { useHouse } from './house.js';

/** @import { Media } from './shapes.d.ts' */

/**
 * @typedef {{ title: string, what: 'browse' | 'search', ask: Readonly<Record<string, unknown>> }} Shelf
 * A place in the library: what to ask for its content.
 * @typedef {{ items: readonly Media[], note: string | null, next: number | null, state: 'loading' | 'there' | 'failed' }} Content
 * `note`: why nothing is shown; `next`: where the next page begins.
 * @typedef {{ children?: readonly Media[], items?: readonly Media[], offset?: number, limit?: number, total?: number | null, note?: string }} Page
 */

/** @type {Content} */
const NOTHING = { items: [], note: null, next: null, state: 'loading' };

/**
 * What is on a shelf, page by page.
 * @param {string} account
 * @param {Shelf | undefined} shelf
 * @returns {Content & { more: () => void }}
 */
export function useShelf(account, shelf) {
  const { ask } = useHouse();
  const [content, setContent] = useState(NOTHING);
  const asked = useRef(0);

  /**
   * @param {Shelf} from
   * @param {Content} before
   */
  const load = async (from, before) => {
    const turn = ++asked.current;
    setContent({ ...before, state: 'loading', next: null });
    const path = `${encodeURIComponent(account)}/request/${from.what}`;
    const { ok, result } = await ask(path, { ...from.ask, offset: before.next ?? 0 });
    // Another shelf was opened meanwhile.
    if (turn !== asked.current) return;
    if (!ok) return setContent({ ...before, state: 'failed' });
    const { children, items, offset = 0, limit = 0, total, note = null } = /** @type {Page} */ (result ?? {});
    const found = children ?? items ?? [];
    const next = offset + limit;
    const isMore = from.what === 'browse' && found.length > 0 && (typeof total !== 'number' || next < total);
    setContent({ items: [...before.items, ...found], note, next: isMore ? next : null, state: 'there' });
  };

  useEffect(() => {
    if (shelf) load(shelf, NOTHING);
  }, [shelf]);
  return { ...content, more: () => shelf && load(shelf, content) };
}
