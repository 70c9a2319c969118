/** What plays. */

export const ITEM_KINDS = ['track', 'episode', 'chapter', 'ad', 'local', 'unknown'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface Item {
  kind: ItemKind;
  /** `spotify:track:…`, `spotify:episode:…`, `spotify:local:…`; null for ads and what Spotify hides. */
  uri: string | null;
  title: string | null;
  artists: readonly string[];
  /** The album's name; for an episode its show's, for a chapter its audiobook's. */
  album: string | null;
  durationMs: number | null;
  /** Address of the widest cover. */
  image: string | null;
  explicit: boolean;
}

/** What an item is known by again. */
export type ItemMark = Pick<Item, 'uri' | 'title'>;

export function sameItem(a: ItemMark | null, b: ItemMark | null): boolean {
  return a?.uri === b?.uri && a?.title === b?.title;
}

/** The artists as one text, or null where none is known. */
export function artistsOf(item: Item | null): string | null {
  return item?.artists.length ? item.artists.join(', ') : null;
}
