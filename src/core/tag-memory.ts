import { parseUri } from './uri.ts';

/** What the bridge remembers of a tag beside what people said of it. Times are ms since the epoch. */
export interface TagMemory {
  lastScan: number;
  lastReader: string;
  count: number;
  /** What it played, to which the two below belong; absent until there is one of them. */
  uri?: string | undefined;
  /** Where it stopped; absent at the beginning, and after it ended by itself. */
  resume?: Resume | undefined;
  /** How long its album is, ms; absent until it was read. */
  albumMs?: number | undefined;
}

export interface Resume {
  /** The uri of the item. */
  item: string;
  title: string | null;
  positionMs: number;
  at: number;
}

/**
 * From here on an album is a story to go on with rather than music to begin again: radio plays and books come as albums of an
 * hour and more, music seldom does.
 */
export const LONG_ALBUM_MS = 60 * 60_000;

/** Whether this is somebody speaking: a show, an audiobook, or one part of them. */
export function isSpoken(uri: string): boolean {
  const kind = parseUri(uri)?.kind;
  return kind === 'show' || kind === 'episode';
}

/** Whether a tag goes on where it stopped. */
export function goesOn(
  uri: string,
  { resume, shuffle }: { resume?: boolean | undefined; shuffle?: boolean | undefined },
  albumMs: number | undefined,
): boolean {
  if (resume !== undefined) return resume;
  if (shuffle) return false;
  if (isSpoken(uri)) return true;
  return parseUri(uri)?.kind === 'album' && albumMs !== undefined && albumMs >= LONG_ALBUM_MS;
}
