import type { Settings } from '../settings.ts';
import { hexOf } from '../uri.ts';

/** How answers are written: where links and covers point, and which generation of field names. */
export type Look = Pick<Settings, 'apiUrl' | 'coverBase' | 'shapes'>;

/** True where fields that were removed in February 2026 are still there. */
export function hasOldFields(look: Look): boolean {
  return look.shapes !== 'new';
}

export function hasNewFields(look: Look): boolean {
  return look.shapes !== 'old';
}

export interface Image {
  url: string;
  height: number | null;
  width: number | null;
}

/** Spotify's image names begin with the kind of picture and its size; the rest is the picture's own. */
const IMAGE_SIZES: Record<'album' | 'spoken', [size: number, prefix: string][]> = {
  album: [
    [640, 'ab67616d0000b273'],
    [300, 'ab67616d00001e02'],
    [64, 'ab67616d00004851'],
  ],
  spoken: [
    [640, 'ab6765630000ba8a'],
    [300, 'ab67656300005f1f'],
    [64, 'ab6765630000f68d'],
  ],
};

/** A cover in its three sizes, widest first. */
export function images(look: Look, kind: 'album' | 'spoken', id: string): Image[] {
  return IMAGE_SIZES[kind].map(([size, prefix]) => ({
    height: size,
    width: size,
    url: imageUrl(look, id, prefix, size),
  }));
}

/** A picture of which Spotify does not tell the size: playlists' covers are like that. */
export function unmeasuredImage(look: Look, id: string): Image {
  return { height: null, width: null, url: imageUrl(look, id, 'ab67616d00001e02', 300) };
}

function imageUrl(look: Look, id: string, prefix: string, size: number): string {
  if (look.coverBase !== null) return `${look.coverBase}/covers/${id}/${size}.svg`;
  return `https://i.scdn.co/image/${prefix}${hexOf(`cover ${id}`, 24)}`;
}

/** The fields that every named thing has. `path` is the one of the API, `open` the one of open.spotify.com. */
export function links(look: Look, type: string, id: string, path = `${type}s/${id}`): object {
  return {
    external_urls: { spotify: `https://open.spotify.com/${type}/${id}` },
    href: `${look.apiUrl}/${path}`,
    id,
  };
}

export interface Page {
  limit: number;
  offset: number;
}

/** One page of a list, in the shape that all lists of the Web API share. `path` carries the rest of the query, if any. */
export function paging<T, U>(
  look: Look,
  path: string,
  all: readonly T[],
  page: Page,
  write: (entry: T) => U,
): object {
  const { limit, offset } = page;
  const at = (from: number): string => {
    const joint = path.includes('?') ? '&' : '?';
    return `${look.apiUrl}${path}${joint}offset=${from}&limit=${limit}`;
  };
  return {
    href: at(offset),
    limit,
    next: offset + limit < all.length ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total: all.length,
    items: all.slice(offset, offset + limit).map(write),
  };
}
