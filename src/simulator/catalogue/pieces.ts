/** What there is to hear. Everything knows what it belongs to, so that an answer can be written from any one piece. */

export interface Artist {
  kind: 'artist';
  id: string;
  uri: string;
  name: string;
}

export interface Album {
  kind: 'album';
  id: string;
  uri: string;
  name: string;
  albumType: 'album' | 'single' | 'compilation';
  artists: Artist[];
  /** yyyy-mm-dd */
  released: string;
  label: string;
  tracks: Track[];
}

export interface Track {
  kind: 'track';
  id: string;
  uri: string;
  name: string;
  artists: Artist[];
  album: Album;
  number: number;
  durationMs: number;
  explicit: boolean;
  /** False for what the listener's market does not offer. */
  playable: boolean;
}

/** A file from somebody's own disk: Spotify knows its name and nothing else. */
export interface LocalFile {
  kind: 'local';
  uri: string;
  name: string;
  artist: string;
  durationMs: number;
}

export interface Show {
  kind: 'show';
  id: string;
  uri: string;
  name: string;
  publisher: string;
  description: string;
  /** Newest first, as Spotify lists them. */
  episodes: Episode[];
}

export interface Episode {
  kind: 'episode';
  id: string;
  uri: string;
  name: string;
  description: string;
  released: string;
  durationMs: number;
  show: Show;
}

/** Reported as `spotify:show:` and its chapters as `spotify:episode:` wherever something plays. */
export interface Audiobook {
  kind: 'audiobook';
  id: string;
  uri: string;
  name: string;
  authors: string[];
  narrators: string[];
  description: string;
  released: string;
  chapters: Chapter[];
}

export interface Chapter {
  kind: 'chapter';
  id: string;
  uri: string;
  name: string;
  number: number;
  durationMs: number;
  audiobook: Audiobook;
}

/** What plays but has no item: an advertisement, or a voice (the DJ's) that the API does not name. */
export interface Interlude {
  kind: 'ad' | 'unknown';
  uri: string;
  durationMs: number;
}

export interface PlaylistEntry {
  uri: string;
  /** Milliseconds since the epoch. */
  addedAt: number;
  addedBy: string;
}

export interface Playlist {
  kind: 'playlist';
  id: string;
  uri: string;
  name: string;
  description: string;
  /** A user's id; `spotify` for what Spotify made, which plays but cannot be read. */
  owner: string;
  collaborators: string[];
  public: boolean;
  hasCover: boolean;
  entries: PlaylistEntry[];
  /** Counts changes: what `snapshot_id` stands for. */
  revision: number;
}

export type Playable = Track | LocalFile | Episode | Chapter | Interlude;
export type Piece = Artist | Album | Track | Show | Episode | Audiobook | Chapter | Playlist;
