import { json } from '../answer.ts';
import type { Track } from '../catalogue/pieces.ts';
import { type Page, paging } from '../wire/look.ts';
import { fullArtist, fullTrack, simpleAlbum } from '../wire/music.ts';
import { simplePlaylist } from '../wire/playlist.ts';
import { simpleAudiobook, simpleEpisode, simpleShow } from '../wire/spoken.ts';
import { type Ask, pageIn, Refusal, type Route } from './route.ts';

/** `GET /search`: ten of a kind at most since February 2026. */
export const searchRoutes: Route[] = [
  {
    method: 'GET',
    path: '/search',
    bucket: 'search',
    answer(ask) {
      const words = (ask.query.get('q') ?? '').trim();
      if (words === '') throw new Refusal(400, 'No search query');
      const types = (ask.query.get('type') ?? '').split(',').filter((type) => type !== '');
      if (types.length === 0) throw new Refusal(400, 'Missing parameter type');
      const page = pageIn(ask.query, { usual: 5, most: 10, furthest: 1000 });
      const found = types.map((type) => {
        const find = FINDERS[type];
        if (!find) throw new Refusal(400, `Bad search type field ${type}`);
        const path = `/search?query=${encodeURIComponent(words)}&type=${type}`;
        return [`${type}s`, find(ask, queryIn(words), path, page)];
      });
      return json(200, Object.fromEntries(found));
    },
  },
];

/** Free words, and the field filters that narrow them: `artist:solveig nord`. */
interface Query {
  words: string[];
  filters: [field: string, value: string][];
}

function queryIn(text: string): Query {
  const filters: Query['filters'] = [];
  const rest = folded(text).replace(
    /\b(artist|album|track|year):(?:"([^"]*)"|(\S+))/g,
    (_, field: string, quoted?: string, plain?: string) => {
      filters.push([field, quoted ?? plain ?? '']);
      return ' ';
    },
  );
  return { words: rest.split(/[\s"]+/).filter((word) => word !== ''), filters };
}

/** Case and accents do not matter to who searches. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('’', "'");
}

function matches(query: Query, fields: Partial<Record<string, string>>): boolean {
  const all = folded(Object.values(fields).join(' '));
  return (
    query.words.every((word) => all.includes(word)) &&
    query.filters.every(([field, value]) => folded(fields[field] ?? '').includes(value))
  );
}

type Finder = (ask: Ask, query: Query, path: string, page: Page) => object;

const FINDERS: Record<string, Finder> = {
  track({ spotify: { settings, catalogue } }, query, path, page) {
    const found = catalogue.tracks.filter((track) => matches(query, trackFields(track)));
    return paging(settings, path, found, page, (track) => fullTrack(settings, track));
  },
  album({ spotify: { settings, catalogue } }, query, path, page) {
    const found = catalogue.albums.filter((album) =>
      matches(query, { album: album.name, artist: names(album.artists), year: album.released.slice(0, 4) }),
    );
    return paging(settings, path, found, page, (album) => simpleAlbum(settings, album));
  },
  artist({ spotify: { settings, catalogue } }, query, path, page) {
    const found = catalogue.artists.filter((artist) => matches(query, { artist: artist.name }));
    return paging(settings, path, found, page, (artist) => fullArtist(settings, artist));
  },
  playlist({ spotify: { settings, catalogue, users } }, query, path, page) {
    const found = [...catalogue.playlists.values()].filter(
      (playlist) =>
        playlist.public && matches(query, { name: playlist.name, description: playlist.description }),
    );
    // What Spotify made cannot be read: its place in the list is null.
    return paging(settings, path, found, page, (playlist) =>
      playlist.owner === 'spotify'
        ? null
        : simplePlaylist(settings, playlist, users.get(playlist.owner)?.name ?? ''),
    );
  },
  show({ spotify: { settings, catalogue } }, query, path, page) {
    const found = catalogue.shows.filter((show) =>
      matches(query, { name: show.name, publisher: show.publisher }),
    );
    return paging(settings, path, found, page, (show) => simpleShow(settings, show));
  },
  episode({ spotify: { settings, catalogue } }, query, path, page) {
    const found = catalogue.shows
      .flatMap((show) => show.episodes)
      .filter((episode) => matches(query, { name: episode.name, show: episode.show.name }));
    return paging(settings, path, found, page, (episode) => simpleEpisode(settings, episode));
  },
  audiobook({ spotify: { settings, catalogue } }, query, path, page) {
    const found = catalogue.audiobooks.filter((book) =>
      matches(query, { name: book.name, author: book.authors.join(' ') }),
    );
    return paging(settings, path, found, page, (book) => simpleAudiobook(settings, book));
  },
};

function trackFields(track: Track): Record<string, string> {
  return {
    track: track.name,
    artist: names(track.artists),
    album: track.album.name,
    year: track.album.released.slice(0, 4),
  };
}

function names(people: readonly { name: string }[]): string {
  return people.map((person) => person.name).join(' ');
}
