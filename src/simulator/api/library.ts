import { empty, json } from '../answer.ts';
import type { Piece } from '../catalogue/pieces.ts';
import { savedUris } from '../people.ts';
import { isId } from '../uri.ts';
import { type Look, paging } from '../wire/look.ts';
import { fullAlbum, fullTrack } from '../wire/music.ts';
import { fullAudiobook, fullEpisode, simpleShow } from '../wire/spoken.ts';
import { type Ask, pageIn, Refusal, type Route, requireScopes } from './route.ts';

/** The library of February 2026: one place to save, remove and ask, by URIs in the query; and the lists of what is saved. */
export const libraryRoutes: Route[] = [
  {
    method: 'PUT',
    path: '/me/library',
    bucket: 'library',
    answer(ask) {
      const uris = urisIn(ask, SAVEABLE, MODIFY);
      for (const uri of uris) ask.user.library.set(uri, ask.now);
      return empty(200);
    },
  },
  {
    method: 'DELETE',
    path: '/me/library',
    bucket: 'library',
    answer(ask) {
      const uris = urisIn(ask, SAVEABLE, MODIFY);
      for (const uri of uris) ask.user.library.delete(uri);
      return empty(200);
    },
  },
  {
    method: 'GET',
    path: '/me/library/contains',
    bucket: 'library',
    answer(ask) {
      const uris = urisIn(ask, [...SAVEABLE, 'artist'], READ);
      return json(
        200,
        uris.map((uri) => ask.user.library.has(uri)),
      );
    },
  },
  saved('track', '/me/tracks', 'spotify:track:', fullTrack),
  saved('album', '/me/albums', 'spotify:album:', fullAlbum),
  saved('episode', '/me/episodes', 'spotify:episode:', fullEpisode),
  saved('show', '/me/shows', 'spotify:show:', simpleShow),
  saved('audiobook', '/me/audiobooks', 'spotify:audiobook:', fullAudiobook),
];

const MOST_URIS = 40;
const SAVEABLE = ['track', 'album', 'episode', 'show', 'audiobook', 'user', 'playlist'];
const READ: Record<string, string> = {
  user: 'user-follow-read',
  artist: 'user-follow-read',
  playlist: 'playlist-read-private',
};
const MODIFY: Record<string, string> = { user: 'user-follow-modify', playlist: 'playlist-modify-public' };

/** `uris` of the query, each of a type that is served here and that the token covers. */
function urisIn(ask: Ask, types: readonly string[], special: Record<string, string>): string[] {
  const uris = (ask.query.get('uris') ?? '').split(',').filter((uri) => uri !== '');
  if (uris.length === 0) throw new Refusal(400, 'Missing required parameter: uris');
  if (uris.length > MOST_URIS) throw new Refusal(400, `Too many uris requested. Maximum: ${MOST_URIS}`);
  const usual = special === READ ? 'user-library-read' : 'user-library-modify';
  for (const uri of uris) {
    const [scheme, type = '', id = '', ...rest] = uri.split(':');
    const named = type === 'user' ? id !== '' : isId(id);
    if (scheme !== 'spotify' || !named || rest.length > 0)
      throw new Refusal(400, `Invalid URI format: ${uri}`);
    if (!types.includes(type)) throw new Refusal(400, `Unsupported URI type: ${type}`);
    requireScopes(ask, [special[type] ?? usual]);
  }
  return uris.map((uri) => filedUri(ask, uri));
}

/** Where something plays, an audiobook goes by a show's URI; in the library it is filed as an audiobook, whatever it is called by. */
function filedUri(ask: Ask, uri: string): string {
  const piece = uri.startsWith('spotify:show:') ? ask.spotify.catalogue.find(uri) : undefined;
  return piece?.kind === 'audiobook' ? `spotify:audiobook:${piece.id}` : uri;
}

type Kind = 'track' | 'album' | 'episode' | 'show' | 'audiobook';
type PieceOf<K extends Kind> = Extract<Piece, { kind: K }>;

function saved<K extends Kind>(
  kind: K,
  path: string,
  prefix: string,
  writePiece: (look: Look, piece: PieceOf<K>) => object,
): Route {
  return {
    method: 'GET',
    path,
    bucket: 'library',
    scopes: kind === 'episode' ? ['user-library-read', 'user-read-playback-position'] : ['user-library-read'],
    answer(ask) {
      const { settings } = ask.spotify;
      const entries = savedPieces(ask, kind, prefix);
      const write = ({ piece, at }: (typeof entries)[number]) => ({
        added_at: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
        [kind]: writePiece(settings, piece),
      });
      return json(200, paging(settings, path, entries, pageIn(ask.query), write));
    },
  };
}

function savedPieces<K extends Kind>(ask: Ask, kind: K, prefix: string): { piece: PieceOf<K>; at: number }[] {
  const isKind = (piece: Piece): piece is PieceOf<K> => piece.kind === kind;
  return savedUris(ask.user, prefix).flatMap((uri) => {
    // An audiobook is saved under its own name and filed under a show's.
    const piece = ask.spotify.catalogue.find(uri.replace('spotify:audiobook:', 'spotify:show:'));
    return piece && isKind(piece) ? [{ piece, at: ask.user.library.get(uri) ?? 0 }] : [];
  });
}
