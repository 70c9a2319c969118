import { IS_NAME, likeness, MATCHES } from './likeness.ts';
import type { Piece, PieceType } from './media.ts';
import { wordsOf } from './plain-words.ts';
import { quote } from './values.ts';

/** Which of the things that were found is meant. */

export interface Candidate {
  piece: Piece & { uri: string };
  /** Whether it is the account's own: a playlist of its list, or saved. */
  owned: boolean;
  /** Its place among those of its type, from 0, as Spotify ordered them. */
  rank: number;
}

export interface Ranked extends Candidate {
  like: number;
}

/** What is one's own is meant rather than what is a little better named. */
export const OWN_LEAD = 0.1;

/** Among equals of the same place. Single songs come late: an album of that name holds the song too. */
const ORDER: readonly PieceType[] = [
  'artist',
  'album',
  'track',
  'show',
  'audiobook',
  'playlist',
  'episode',
  'chapter',
];

/** The candidates in Spotify's order; what cannot be played is none. */
export function candidatesOf(pieces: readonly Piece[]): Candidate[] {
  const ranks = new Map<string, number>();
  return pieces.flatMap((piece) => {
    const rank = ranks.get(piece.type) ?? 0;
    ranks.set(piece.type, rank + 1);
    const { uri } = piece;
    return uri !== null && piece.playable ? [{ piece: { ...piece, uri }, owned: false, rank }] : [];
  });
}

/** The best first: the likeness of the name (what is one's own leads), Spotify's order, the type. */
export function ranked(query: string, candidates: readonly Candidate[]): Ranked[] {
  const likes = candidates.map((one) => ({ ...one, like: likeness(query, named(one.piece)) }));
  const places = new Map(likes.map((one) => [one, placeOf(one, candidates)]));
  return likes.sort(
    (a, b) => worth(b) - worth(a) || a.rank - b.rank || (places.get(a) ?? 0) - (places.get(b) ?? 0),
  );
}

/** Those that may be meant. */
export function matching(all: readonly Ranked[]): Ranked[] {
  return all.filter(({ like }) => like >= MATCHES);
}

/** Those that would come first if they were one's own. */
export function contenders(all: readonly Ranked[]): Ranked[] {
  const [best, ...others] = matching(all);
  if (!best || best.owned) return [];
  const close = others.filter(({ like }) => like > best.like - OWN_LEAD);
  return close.length > 0 ? [best, ...close] : [];
}

/** The one that is meant by the name of a list of one's own: the name itself, or the only one that is near it. */
export function theOneLike<T>(query: string, names: ReadonlyMap<string, T>): T | undefined {
  const likes = [...names]
    .map(([name, one]) => ({ one, like: likeness(query, { title: name, by: null }) }))
    .sort((a, b) => b.like - a.like);
  const [best, next] = likes;
  if (!best || best.like < MATCHES) return undefined;
  const isAlone = !next || next.like < MATCHES || (best.like >= IS_NAME && next.like < best.like);
  return isAlone ? best.one : undefined;
}

/** Why nothing was taken, for people. */
export function nothingLike(query: string, type: string | undefined, nearest: readonly Ranked[]): string {
  const what = type === undefined ? 'nothing' : `no ${type}`;
  const shown = nearest.slice(0, 3).map(({ piece: { title, by, type: its } }) => {
    return `${title}${by === null || its === 'artist' ? '' : ` by ${by}`} (${its})`;
  });
  const there = shown.length > 0 ? `nearest are ${shown.join(', ')}` : 'Spotify found nothing at all';
  return `${what} is called ${quote(query)}; ${there}`;
}

function named({ title, by, type }: Piece) {
  return { title, by: type === 'artist' ? null : by };
}

function worth({ like, owned }: Ranked): number {
  // What differs by less is as good as equal, and Spotify's order knows more.
  return Math.round((like + (owned && like >= MATCHES ? OWN_LEAD : 0)) * 50);
}

function placeOf({ piece }: Ranked, candidates: readonly Candidate[]): number {
  if (piece.type === 'artist' && isNamesake(piece, candidates)) return ORDER.length;
  return ORDER.indexOf(piece.type);
}

/** Many are called like a song: an artist is meant where Spotify finds their music by the name too. */
function isNamesake({ title }: Piece, candidates: readonly Candidate[]): boolean {
  const music = candidates.filter(({ piece }) => piece.type === 'track' || piece.type === 'album');
  const name = wordsOf(title).join(' ');
  const isTheirs = ({ piece }: Candidate) =>
    (piece.by ?? '').split(', ').some((one) => wordsOf(one).join(' ') === name);
  return music.length > 0 && !music.some((one) => one.rank < 3 && isTheirs(one));
}
