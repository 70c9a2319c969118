import { json } from '../answer.ts';
import type { Piece } from '../catalogue/pieces.ts';
import { isId } from '../uri.ts';
import { paging } from '../wire/look.ts';
import { fullAlbum, fullArtist, fullTrack, simpleAlbum, simpleTrack } from '../wire/music.ts';
import {
  chapterAsEpisode,
  fullAudiobook,
  fullChapter,
  fullEpisode,
  fullShow,
  simpleChapter,
  simpleEpisode,
} from '../wire/spoken.ts';
import { type Ask, pageIn, Refusal, type Route } from './route.ts';

/** Albums, tracks, artists, shows, audiobooks: what the catalogue tells of its pieces. */
export const catalogueRoutes: Route[] = [
  {
    method: 'GET',
    path: '/albums/:id',
    bucket: 'catalogue',
    answer: (ask) => json(200, fullAlbum(ask.spotify.settings, wanted(ask, 'album'))),
  },
  {
    method: 'GET',
    path: '/albums/:id/tracks',
    bucket: 'catalogue',
    answer(ask) {
      const { settings } = ask.spotify;
      const album = wanted(ask, 'album');
      const write = (track: (typeof album.tracks)[number]) => simpleTrack(settings, track);
      return json(
        200,
        paging(settings, `/albums/${album.id}/tracks`, album.tracks, pageIn(ask.query), write),
      );
    },
  },
  {
    method: 'GET',
    path: '/tracks/:id',
    bucket: 'catalogue',
    answer: (ask) => json(200, fullTrack(ask.spotify.settings, wanted(ask, 'track'))),
  },
  {
    method: 'GET',
    path: '/artists/:id',
    bucket: 'artists',
    answer: (ask) => json(200, fullArtist(ask.spotify.settings, wanted(ask, 'artist'))),
  },
  {
    method: 'GET',
    path: '/artists/:id/albums',
    bucket: 'artists',
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      const artist = wanted(ask, 'artist');
      const groups = (ask.query.get('include_groups') ?? 'album,single,compilation,appears_on').split(',');
      const albums = catalogue.albums.flatMap((album) => {
        const own = album.artists.includes(artist);
        const guest = album.tracks.some((track) => track.artists.includes(artist));
        const group = own ? album.albumType : guest ? 'appears_on' : undefined;
        return group !== undefined && groups.includes(group) ? [{ album, group }] : [];
      });
      const path = `/artists/${artist.id}/albums?include_groups=${groups.join(',')}`;
      const page = pageIn(ask.query, { usual: 5, most: 10 });
      const write = ({ album, group }: (typeof albums)[number]) => ({
        ...simpleAlbum(settings, album),
        ...(settings.shapes === 'new' ? {} : { album_group: group }),
      });
      return json(200, paging(settings, path, albums, page, write));
    },
  },
  {
    method: 'GET',
    path: '/shows/:id',
    bucket: 'catalogue',
    scopes: ['user-read-playback-position'],
    answer: (ask) => json(200, fullShow(ask.spotify.settings, wanted(ask, 'show'))),
  },
  {
    method: 'GET',
    path: '/shows/:id/episodes',
    bucket: 'catalogue',
    scopes: ['user-read-playback-position'],
    answer(ask) {
      const { settings } = ask.spotify;
      const show = wanted(ask, 'show');
      const write = (episode: (typeof show.episodes)[number]) => simpleEpisode(settings, episode);
      return json(
        200,
        paging(settings, `/shows/${show.id}/episodes`, show.episodes, pageIn(ask.query), write),
      );
    },
  },
  {
    method: 'GET',
    path: '/episodes/:id',
    bucket: 'catalogue',
    scopes: ['user-read-playback-position'],
    answer(ask) {
      // A chapter goes by an episode's URI, and by an episode's shape too.
      const piece = ask.spotify.catalogue.find(`spotify:episode:${ask.params.id}`);
      if (piece?.kind === 'chapter') return json(200, chapterAsEpisode(ask.spotify.settings, piece));
      return json(200, fullEpisode(ask.spotify.settings, wanted(ask, 'episode')));
    },
  },
  {
    method: 'GET',
    path: '/audiobooks/:id',
    bucket: 'catalogue',
    answer: (ask) => json(200, fullAudiobook(ask.spotify.settings, wanted(ask, 'audiobook'))),
  },
  {
    method: 'GET',
    path: '/audiobooks/:id/chapters',
    bucket: 'catalogue',
    answer(ask) {
      const { settings } = ask.spotify;
      const book = wanted(ask, 'audiobook');
      const write = (chapter: (typeof book.chapters)[number]) => simpleChapter(settings, chapter);
      return json(
        200,
        paging(settings, `/audiobooks/${book.id}/chapters`, book.chapters, pageIn(ask.query), write),
      );
    },
  },
  {
    method: 'GET',
    path: '/chapters/:id',
    bucket: 'catalogue',
    answer: (ask) => json(200, fullChapter(ask.spotify.settings, wanted(ask, 'chapter'))),
  },
];

type Kind = Exclude<Piece['kind'], 'playlist'>;
type PieceOf<K extends Kind> = Extract<Piece, { kind: K }>;

/** Audiobooks and chapters go by the URIs of shows and episodes. */
const URI_TYPE: Partial<Record<Kind, string>> = { audiobook: 'show', chapter: 'episode' };
const AUDIOBOOK_MARKETS = ['US', 'GB', 'CA', 'IE', 'NZ', 'AU'];

/** The piece that the path names, or the error that says it is not there. */
function wanted<K extends Kind>(ask: Ask, kind: K): PieceOf<K> {
  const id = ask.params.id ?? '';
  if (!isId(id)) throw new Refusal(400, 'Invalid base62 id');
  const isBook = kind === 'audiobook' || kind === 'chapter';
  if (isBook && !AUDIOBOOK_MARKETS.includes(ask.user.country)) throw new Refusal(404, 'Resource not found');
  const piece = ask.spotify.catalogue.find(`spotify:${URI_TYPE[kind] ?? kind}:${id}`);
  if (!piece || !isKind(piece, kind)) throw new Refusal(404, 'Resource not found');
  return piece;
}

function isKind<K extends Kind>(piece: Piece, kind: K): piece is PieceOf<K> {
  return piece.kind === kind;
}
