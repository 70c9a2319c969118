import type { Container, Page, Piece, PieceType, Span } from './media.ts';

/** The lists of an account's own. */
export const LISTS = ['playlists', 'albums', 'shows', 'tracks'] as const;
export type List = (typeof LISTS)[number];

/** What Spotify's search finds. */
export const SEARCHED = ['track', 'album', 'artist', 'playlist', 'show', 'episode', 'audiobook'] as const;
export type Searched = (typeof SEARCHED)[number] & PieceType;

/** GET /search gives ten of a type at most since February 2026, and nothing from 1000 on. */
export const MOST_FOUND = 10;
export const FURTHEST_FOUND = 1_000;

/** GET /me/player/recently-played tells the last 50, and has no pages. */
export const MOST_RECENT = 50;

/** How much of a list is given at once: two of Spotify's pages. */
export const MOST_AT_ONCE = 100;
/** GET /artists/{id}/albums has pages of ten, and is the first to run into a quota. */
export const MOST_ALBUMS = 10;

export interface Found {
  pieces: readonly Piece[];
  /** How many of each type there are in all. */
  totals: Partial<Record<Searched, number>>;
}

/** GET /me/library/contains takes forty. */
export const MOST_ASKED = 40;

/** What was played. */
export interface Heard {
  piece: Piece;
  /** Ms since the epoch. */
  at: number;
  /** What it was played from, canonical; null for a song alone. */
  contextUri: string | null;
}

/** What one account can choose from at Spotify, for a person who waits: spends as `browse`. Rejects with a Trouble. */
export interface Library {
  list(list: List, span: Span): Promise<Page>;
  /** Null where Spotify does not show it (its own playlists are 404, and so is what does not exist). */
  about(type: PieceType, id: string): Promise<Piece | null>;
  contents(type: Container, id: string, span: Span): Promise<Page>;
  /** The uri of the last in it, null where there is none. Nobody waits for it: spends as `metadata`. */
  last(type: Container, id: string): Promise<string | null>;
  search(query: string, types: readonly Searched[], span: Span): Promise<Found>;
  /** Whether each is saved. Forty at most, of tracks, albums, episodes and shows. */
  saved(uris: readonly string[]): Promise<readonly boolean[]>;
  /** The newest first. Podcasts are not in it. */
  recent(limit: number): Promise<readonly Heard[]>;
}
