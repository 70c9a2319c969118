/** Spotify's JSON → what there is to choose from. Pure; throws nothing but BadReply. */
import { type Found, type Heard, SEARCHED, type Searched } from '../../core/library.ts';
import { type Page, PIECE_TYPES, type Piece, type PieceType } from '../../core/media.ts';
import { canonicalContext } from '../../core/owner.ts';
import { readAs } from './bad-reply.ts';
import { decodeItem, filled, wholeMs, widest } from './decode-item.ts';
import {
  type EntryShape,
  entryPageShape,
  type PieceShape,
  piecePageShape,
  pieceShape,
  searchShape,
} from './piece-shapes.ts';

/** One thing; null for what Spotify sends in the place of something that it lost. */
export function decodePiece(raw: PieceShape | null | undefined): Piece | null {
  if (!raw) return null;
  const uri = canonicalContext(filled(raw.uri));
  const type = pieceType(raw.type ?? uri?.split(':')[1]);
  if (!type) return null;
  const isLocal = raw.is_local === true || uri?.startsWith('spotify:local:') === true;
  const item = isLocal || type === 'track' ? decodeItem(raw) : null;
  return {
    type,
    uri: isLocal ? null : uri,
    id: isLocal ? null : (filled(raw.id) ?? uri?.split(':').at(-1) ?? null),
    title: item?.title ?? filled(raw.name) ?? '',
    by: isLocal ? (item?.artists.join(', ') ?? null) : by(type, raw),
    image: widest(raw.images) ?? widest((raw.album ?? raw.audiobook ?? raw.show)?.images),
    durationMs: item ? item.durationMs : wholeMs(raw.duration_ms),
    playable: !isLocal && uri !== null && raw.is_playable !== false,
  };
}

function pieceType(word: string | undefined): PieceType | undefined {
  return PIECE_TYPES.find((one) => one === word);
}

function by(type: PieceType, raw: PieceShape): string | null {
  switch (type) {
    case 'playlist':
      return filled(raw.owner?.display_name);
    case 'show':
      return filled(raw.publisher);
    case 'episode':
      return filled(raw.show?.name);
    case 'chapter':
      return names(raw.audiobook?.authors);
    case 'audiobook':
      return names(raw.authors);
    default:
      return names(raw.artists);
  }
}

function names(people: PieceShape['artists']): string | null {
  return filled((people ?? []).flatMap((person) => filled(person?.name) ?? []).join(', '));
}

/** `what` is the request, for people. */
export function decodeWhole(json: unknown, what: string): Piece | null {
  return decodePiece(readAs(pieceShape, json, what));
}

/** One of Spotify's pages. */
export type Part = Pick<Page, 'pieces' | 'total'>;

/** One page of pieces, and how many there are in all. */
export function decodePiecePage(json: unknown, what: string): Part {
  const { items, total } = readAs(piecePageShape, json, what);
  return { pieces: items.flatMap((raw) => decodePiece(raw) ?? []), total: total ?? null };
}

/** One page of what is saved, or on a playlist. */
export function decodeEntryPage(json: unknown, what: string): Part {
  const { items, total } = readAs(entryPageShape, json, what);
  return { pieces: items.flatMap((raw) => decodeEntry(raw) ?? []), total: total ?? null };
}

/** What was played, newest first. */
export function decodePlayed(json: unknown, what: string): Heard[] {
  return readAs(entryPageShape, json, what).items.flatMap((raw) => {
    const piece = decodeEntry(raw);
    const at = Date.parse(raw?.played_at ?? '');
    return piece && !Number.isNaN(at)
      ? [{ piece, at, contextUri: canonicalContext(filled(raw?.context?.uri)) }]
      : [];
  });
}

function decodeEntry(raw: EntryShape | null): Piece | null {
  return decodePiece(raw?.item ?? raw?.track ?? raw?.album ?? raw?.show);
}

/** What was found, type after type in the order in which they were asked for. */
export function decodeFound(json: unknown, types: readonly Searched[]): Found {
  const pages = readAs(searchShape, json, 'GET /search');
  const found: { pieces: Piece[]; totals: Found['totals'] } = { pieces: [], totals: {} };
  for (const type of SEARCHED.filter((one) => types.includes(one)).sort(orderOf(types))) {
    const page = pages[`${type}s`];
    found.pieces.push(...(page?.items ?? []).flatMap((raw) => decodePiece(raw) ?? []));
    found.totals[type] = page?.total ?? 0;
  }
  return found;
}

function orderOf(types: readonly Searched[]): (a: Searched, b: Searched) => number {
  return (a, b) => types.indexOf(a) - types.indexOf(b);
}
