import type { Library, List } from '../../core/library.ts';
import type { Container, Page, Piece, Span } from '../../core/media.ts';
import type { Bucket } from '../../core/ports.ts';
import { Refusal } from '../../core/refusal.ts';
import type { ReadJson } from './caller.ts';
import { decodeEntryPage, decodeFound, decodePiecePage, decodePlayed, decodeWhole } from './decode-piece.ts';
import type { Scope } from './scopes.ts';

/** Where something is read: what is on its pages, and how many at most. */
interface Place {
  path: string;
  bucket: Bucket;
  scope: Scope;
  most: number;
  decode: (json: unknown, what: string) => Page;
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
  async function page({ path, bucket, scope, most, decode }: Place, { offset, limit }: Span): Promise<Page> {
    const pieces: Piece[] = [];
    let total: number | null = null;
    for (let read = 0; read < limit && (total === null || offset + read < total); read += most) {
      const part = `limit=${Math.min(most, limit - read)}&offset=${offset + read}`;
      const json = await readJson(`${path}${path.includes('?') ? '&' : '?'}${part}`, bucket, scope, 'browse');
      const found = decode(json, `GET ${path.replace(/\?.*/, '')}`);
      pieces.push(...found.pieces);
      total = found.total;
      if (total === null) break;
    }
    return { pieces, total };
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
        return { pieces: [], total: null, hidden };
      }
    },

    async search(query, types, { offset, limit }) {
      // Half a surrogate pair, which JSON can hold, cannot be encoded.
      const words = encodeURIComponent(query.toWellFormed());
      const asked = `q=${words}&type=${types.join(',')}&limit=${limit}&offset=${offset}`;
      return decodeFound(await readJson(`/search?${asked}`, 'search', 'user-read-private', 'browse'), types);
    },

    async recent(limit) {
      const path = '/me/player/recently-played';
      const json = await readJson(`${path}?limit=${limit}`, 'player', 'user-read-recently-played', 'browse');
      return decodePlayed(json, `GET ${path}`);
    },
  };
}

/** Playlists of others are 403 without more, those that Spotify made 404. */
function whyHidden(error: unknown): string | undefined {
  if (!(error instanceof Refusal)) return undefined;
  if (error.status === 404) return HIDDEN.spotify;
  return error.status === 403 && error.problem.kind === 'refused' && !/scope/.test(error.message)
    ? HIDDEN.others
    : undefined;
}
