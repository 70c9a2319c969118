import type { Item } from '../../core/item.ts';
import { browseId, type Media, type Piece, type Played } from '../../core/media.ts';
import { tidy, webAddress } from '../../home-assistant/plain.ts';

/** What there is to choose from as answers carry it: one line of text each, seconds, addresses that open. */

export function sayPiece(piece: Piece): Media {
  const { type, uri, title, by, image, durationMs, playable } = piece;
  const id = browseId(piece);
  return {
    id,
    uri,
    type,
    title: tidy(title) || UNTITLED,
    subtitle: tidy(by ?? '') || null,
    image: webAddress(image) ?? null,
    duration: durationMs === null ? null : Math.round(durationMs) / 1000,
    playable: playable && uri !== null,
    expandable: id !== null,
  };
}

export function sayPlayed({ piece, at }: { piece: Piece; at: number }): Played {
  return { ...sayPiece(piece), played_at: new Date(at).toISOString() };
}

/** What plays or comes next, as a piece: ads and files of the listener's own are there, but nothing plays them. */
export function pieceOf({ kind, uri, title, artists, album, durationMs, image }: Item): Piece {
  const isSpoken = kind === 'episode' || kind === 'chapter';
  const isPlayable = uri !== null && (isSpoken || kind === 'track');
  return {
    type: isSpoken ? kind : 'track',
    uri: isPlayable ? uri : null,
    id: null,
    title: title ?? (kind === 'ad' ? 'Advertisement' : ''),
    by: isSpoken ? album : artists.join(', ') || null,
    image,
    durationMs,
    playable: isPlayable,
  };
}

/** Playlists may be called nothing. */
const UNTITLED = 'Untitled';
