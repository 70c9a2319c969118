/** Lists, pages and what is on them, as Spotify sends them. As in shapes.ts nearly everything may be null or missing. */
import { z } from 'zod';
import { itemShape } from './shapes.ts';

const text = z.string().nullish();
const amount = z.number().nullish();

/** Anything with a name and a cover, told apart by `type`. */
export const pieceShape = itemShape.extend({
  id: text,
  is_playable: z.boolean().nullish(),
  owner: z.object({ display_name: text }).nullish(),
  publisher: text,
  authors: itemShape.shape.artists,
});
export type PieceShape = z.infer<typeof pieceShape>;

/** Lists hold nulls where Spotify lost something, or keeps it to itself. */
export const piecePageShape = z.object({ items: z.array(pieceShape.nullable()), total: amount });

/** Entries of what is saved, played or on a playlist: the thing itself stands in a member of its kind. */
const entryShape = z.object({
  item: pieceShape.nullish(),
  track: pieceShape.nullish(),
  album: pieceShape.nullish(),
  show: pieceShape.nullish(),
  played_at: text,
  context: z.object({ uri: text }).nullish(),
});
export const entryPageShape = z.object({ items: z.array(entryShape.nullable()), total: amount });
export type EntryShape = z.infer<typeof entryShape>;

const found = piecePageShape.nullish();
/** GET /search: a page of each type that was asked for. */
export const searchShape = z.object({
  tracks: found,
  albums: found,
  artists: found,
  playlists: found,
  shows: found,
  episodes: found,
  audiobooks: found,
});
