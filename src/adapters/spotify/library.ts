import type { Library, List } from '../../core/library.ts';
import type { Container, Page, Piece, Span } from '../../core/media.ts';
import type { Bucket } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import { Refusal } from '../../core/refusal.ts';
import { readAs } from './bad-reply.ts';
import type { ReadJson } from './caller.ts';
import {
  decodeEntryPage,
  decodeFound,
  decodePiecePage,
  decodePlayed,
  decodeWhole,
  type Part,
} from './decode-piece.ts';
import type { Scope } from './scopes.ts';
import { containsShape } from './shapes.ts';

/** Where something is read: what is on its pages, and how many at most. */
interface Place {
  path: string;
  bucket: Bucket;
  scope: Scope;
  most: number;
  decode: (json: unknown, what: string) => Part;
}

const PAGE = 50;
const LISTS: Record<List, Place> = {
  playlists: {
    path: '/me/playlists',
    bucket: 'playlists',
    scope: 'playlist-read-private',
    most: PAGE,
    decode: decodePiecePage,
  },
  albums: saved('/me/albums'),
  shows: saved('/me/shows'),
  tracks: saved('/me/tracks'),
};

function saved(path: string): Place {
  return { path, bucket: 'library', scope: 'user-library-read', most: PAGE, decode: decodeEntryPage };
}

const CONTENTS: Record<Container, (id: string) => Place> = {
  album: (id) => catalogue(`/albums/${id}/tracks`),
  // Ten at a time since February 2026.
  artist: (id) => ({ ...catalogue(`/artists/${id}/albums?include_groups=album,single`), most: 10 }),
  show: (id) => catalogue(`/shows/${id}/episodes`),
  audiobook: (id) => catalogue(`/audiobooks/${id}/chapters`),
  // `/tracks` is 403 since February 2026.
  playlist: (id) => ({
    path: `/playlists/${id}/items`,
    bucket: 'playlists',
    scope: 'playlist-read-private',
    most: PAGE,
    decode: decodeEntryPage,
  }),
};

function catalogue(path: string): Place {
  return {
    path,
    bucket: 'catalogue',
    scope: 'user-read-playback-position',
    most: PAGE,
    decode: decodePiecePage,
  };
}

const HIDDEN = {
  others: 'Spotify shows what is on a playlist to its owner alone; it can be played',
  spotify: 'Spotify does not show what is on its own playlists; they can be played',
};

/** What one account can choose from (core/library). */
export function openLibrary(readJson: ReadJson): Library {
  async function part(
    { path, bucket, scope, decode }: Place,
    { offset, limit }: Span,
    spending: 'browse' | 'metadata' = 'browse',
  ): Promise<Part> {
    const asked = `${path}${path.includes('?') ? '&' : '?'}limit=${limit}&offset=${offset}`;
    return decode(await readJson(asked, bucket, scope, spending), `GET ${path.replace(/\?.*/, '')}`);
  }

  async function page(place: Place, { offset, limit }: Span): Promise<Page> {
    const pieces: Piece[] = [];
    let total: number | null = null;
    for (let read = 0; read < limit; read += place.most) {
      try {
        const found = await part(place, { offset: offset + read, limit: Math.min(place.most, limit - read) });
        pieces.push(...found.pieces);
        total = found.total;
      } catch (error) {
        // What is there already is worth more than nothing: the rest is another page.
        if (read === 0 || !isLimited(error)) throw error;
        return { pieces, total, limit: read };
      }
      if (total === null || offset + read + place.most >= total) break;
    }
    return { pieces, total, limit };
  }

  return {
    list: (list, span) => page(LISTS[list], span),

    async about(type, id) {
      const [path, bucket] =
        type === 'playlist'
          ? ([`/playlists/${id}?fields=id,uri,type,name,images,owner(display_name)`, 'playlists'] as const)
          : ([`/${type}s/${id}`, 'catalogue'] as const);
      const scope = type === 'playlist' ? 'playlist-read-private' : 'user-read-playback-position';
      try {
        return decodeWhole(await readJson(path, bucket, scope, 'browse'), `GET /${type}s/${id}`);
      } catch (error) {
        if (error instanceof Refusal && error.status === 404) return null;
        throw error;
      }
    },

    async contents(type, id, span) {
      try {
        return await page(CONTENTS[type](id), span);
      } catch (error) {
        const hidden = type === 'playlist' ? whyHidden(error) : undefined;
        if (hidden === undefined) throw error;
        return { pieces: [], total: null, limit: span.limit, hidden };
      }
    },

    async last(type, id) {
      const place = CONTENTS[type](id);
      const { total } = await part(place, { offset: 0, limit: 1 }, 'metadata');
      if (!total) return null;
      const { pieces } = await part(place, { offset: total - 1, limit: 1 }, 'metadata');
      return pieces[0]?.uri ?? null;
    },

    async search(query, types, { offset, limit }) {
      // Half a surrogate pair, which JSON can hold, cannot be encoded.
      const words = encodeURIComponent(query.toWellFormed());
      const asked = `q=${words}&type=${types.join(',')}&limit=${limit}&offset=${offset}`;
      return decodeFound(await readJson(`/search?${asked}`, 'search', 'user-read-private', 'browse'), types);
    },

    async saved(uris) {
      const path = '/me/library/contains';
      const asked = `${path}?uris=${encodeURIComponent(uris.join(','))}`;
      return readAs(
        containsShape,
        await readJson(asked, 'library', 'user-library-read', 'browse'),
        `GET ${path}`,
      );
    },

    async recent(limit) {
      const path = '/me/player/recently-played';
      const json = await readJson(`${path}?limit=${limit}`, 'player', 'user-read-recently-played', 'browse');
      return decodePlayed(json, `GET ${path}`);
    },
  };
}

/** The budget is used up, or Spotify's limit reached. */
function isLimited(error: unknown): boolean {
  return error instanceof Trouble && ['rate_limited', 'quota'].includes(error.problem.kind);
}

/** Playlists of others are 403 without more, those that Spotify made 404. */
function whyHidden(error: unknown): string | undefined {
  if (!(error instanceof Refusal)) return undefined;
  if (error.status === 404) return HIDDEN.spotify;
  return error.status === 403 && error.problem.kind === 'refused' && !/scope/.test(error.message)
    ? HIDDEN.others
    : undefined;
}
