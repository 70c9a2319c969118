import { contextName, idOf } from '../uri.ts';
import { pressRecords } from './music.ts';
import type {
  Album,
  Artist,
  Audiobook,
  Interlude,
  LocalFile,
  Piece,
  Playable,
  Playlist,
  Show,
  Track,
} from './pieces.ts';
import { findLocalFile, readAudiobook, recordShow } from './spoken.ts';

export const AD_URI = 'spotify:ad:000000012b4c1f2e0000000000000001';
export const VOICE_URI = 'spotify:voice:dj';
/** Spotify's DJ: cannot be read, nor started by its URI (Music Assistant, SpotifyPlus). */
export const DJ_URI = 'spotify:playlist:37i9dQZF1EYkqdzj48dyYq';

/** Everything there is to hear, by URI. Playlists may change; the rest stands as it was pressed. */
export class Catalogue {
  readonly artists: readonly Artist[];
  readonly albums: readonly Album[];
  readonly shows: readonly Show[];
  readonly audiobooks: readonly Audiobook[];
  readonly local: LocalFile;
  readonly playlists = new Map<string, Playlist>();
  readonly #pieces = new Map<string, Piece>();
  readonly #playables = new Map<string, Playable>();

  constructor() {
    const { artists, albums } = pressRecords();
    this.artists = artists;
    this.albums = albums;
    this.shows = [recordShow()];
    this.audiobooks = [readAudiobook()];
    this.local = findLocalFile();
    const spoken = [
      ...this.shows.flatMap((show) => show.episodes),
      ...this.audiobooks.flatMap((book) => book.chapters),
    ];
    const tracks = albums.flatMap((album) => album.tracks);
    for (const piece of [...artists, ...albums, ...tracks, ...this.shows, ...this.audiobooks, ...spoken]) {
      this.#pieces.set(piece.uri, piece);
    }
    const interludes: Interlude[] = [
      { kind: 'ad', uri: AD_URI, durationMs: 30_000 },
      { kind: 'unknown', uri: VOICE_URI, durationMs: 18_000 },
    ];
    for (const playable of [...tracks, ...spoken, this.local, ...interludes]) {
      this.#playables.set(playable.uri, playable);
    }
  }

  get tracks(): Track[] {
    return this.albums.flatMap((album) => album.tracks);
  }

  find(uri: string): Piece | undefined {
    return this.#pieces.get(uri) ?? [...this.playlists.values()].find((playlist) => playlist.uri === uri);
  }

  playable(uri: string): Playable | undefined {
    return this.#playables.get(uri);
  }

  /** The album of that name, for scenes and tests that speak of records and not of ids. */
  albumNamed(name: string): Album {
    const album = this.albums.find((candidate) => candidate.name === name);
    if (!album)
      throw new Error(`no album “${name}”; there are: ${this.albums.map((each) => each.name).join(', ')}`);
    return album;
  }

  playlistNamed(name: string): Playlist {
    const all = [...this.playlists.values()];
    const playlist = all.find((candidate) => candidate.name === name);
    if (!playlist)
      throw new Error(`no playlist “${name}”; there are: ${all.map((each) => each.name).join(', ')}`);
    return playlist;
  }

  addPlaylist(
    given: { name: string; id?: string; owner: string; uris: string[]; at: number } & Partial<Playlist>,
  ): Playlist {
    const id = given.id ?? idOf(`playlist ${given.owner} ${given.name}`);
    const playlist: Playlist = {
      kind: 'playlist',
      id,
      uri: `spotify:playlist:${id}`,
      name: given.name,
      description: given.description ?? '',
      owner: given.owner,
      collaborators: given.collaborators ?? [],
      public: given.public ?? true,
      hasCover: given.hasCover ?? true,
      entries: given.uris.map((uri) => ({ uri, addedAt: given.at, addedBy: given.owner })),
      revision: 1,
    };
    this.playlists.set(id, playlist);
    return playlist;
  }

  /** What a context plays, in order; undefined where nothing of that name exists. `liked` is the listener's collection. */
  itemsOf(contextUri: string, liked: readonly string[]): readonly string[] | undefined {
    const name = contextName(contextUri);
    if (!name) return undefined;
    if (name.type === 'collection') return liked;
    if (name.type === 'playlist') return this.playlists.get(name.id ?? '')?.entries.map((entry) => entry.uri);
    const piece = this.#pieces.get(`spotify:${name.type}:${name.id}`);
    if (piece?.kind === 'album') return piece.tracks.map((track) => track.uri);
    if (piece?.kind === 'artist') return this.by(piece).map((track) => track.uri);
    if (piece?.kind === 'show') return piece.episodes.map((episode) => episode.uri);
    if (piece?.kind === 'audiobook') return piece.chapters.map((chapter) => chapter.uri);
    return undefined;
  }

  by(artist: Artist): Track[] {
    return this.tracks.filter((track) => track.artists.includes(artist));
  }
}
