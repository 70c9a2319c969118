import { z } from 'zod';
import { canonicalContext } from './owner.ts';

/** Music to choose from: what browsing and searching find, and how every door writes it down. */

/** What Spotify has. */
export const PIECE_TYPES = [
  'track',
  'episode',
  'chapter',
  'album',
  'artist',
  'playlist',
  'show',
  'audiobook',
] as const;
export type PieceType = (typeof PIECE_TYPES)[number];

/** Those that others are in. */
export const CONTAINERS = ['album', 'artist', 'playlist', 'show', 'audiobook'] as const;
export type Container = (typeof CONTAINERS)[number];

export interface Piece {
  type: PieceType;
  /** What plays it; null for files of the listener's own, which the Web API does not play. */
  uri: string | null;
  /** Spotify's id; null where it has none. Not always the uri's end: an audiobook plays as a show. */
  id: string | null;
  title: string;
  /** Artists, the owner of a playlist, the publisher of a show, the show of an episode. */
  by: string | null;
  image: string | null;
  durationMs: number | null;
  /** False where Spotify says that it cannot be played in the listener's country. */
  playable: boolean;
}

/** Part of a list: `limit` of it, from `offset` (0 is the first). */
export interface Span {
  offset: number;
  limit: number;
}

export interface Page {
  pieces: readonly Piece[];
  /** How many there are in all; null where Spotify does not say. */
  total: number | null;
  /** How much of the list this is: less than was asked for where only so much could be had now. */
  limit: number;
  /** Why nothing of it is shown, in a sentence for people, where Spotify keeps it to itself. */
  hidden?: string;
}

export const MEDIA_TYPES = ['folder', ...PIECE_TYPES, 'tag'] as const;

/** One thing to choose, as answers carry it. */
export const mediaShape = z.strictObject({
  id: z.string().nullable().describe('What browse takes; null where nothing is to expand'),
  uri: z.string().nullable().describe('What play takes; null where nothing is to play'),
  type: z.enum(MEDIA_TYPES),
  title: z.string(),
  subtitle: z.string().nullable().describe('Artists, owner, publisher or show'),
  image: z.url().nullable(),
  duration: z.number().min(0).nullable().describe('Seconds'),
  playable: z.boolean(),
  expandable: z.boolean(),
});
export type Media = z.infer<typeof mediaShape>;

/** What was played, and when. */
export const playedShape = mediaShape.extend({ played_at: z.iso.datetime() });
export type Played = z.infer<typeof playedShape>;

export function isContainer(type: string): type is Container {
  return CONTAINERS.some((one) => one === type);
}

/** What `browse` takes for a piece; null where nothing is in it. */
export function browseId({ type, id }: Pick<Piece, 'type' | 'id'>): string | null {
  return isContainer(type) && id !== null ? `spotify:${type}:${id}` : null;
}

/** The parts of such an id, or of a uri in any of Spotify's spellings; undefined where nothing can be in it. */
export function readBrowseId(text: string): { type: Container; id: string } | undefined {
  const [scheme, type = '', id = '', ...rest] = (canonicalContext(text.trim()) ?? '').split(':');
  const isWhole = scheme === 'spotify' && rest.length === 0 && /^[0-9A-Za-z]{22}$/.test(id);
  return isWhole && isContainer(type) ? { type, id } : undefined;
}
