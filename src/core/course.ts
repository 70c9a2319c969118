import { isOf, type Owner } from './owner.ts';
import { endOf, type Playback, positionAt } from './playback.ts';
import { isSpoken, type Resume } from './tag-memory.ts';
import { isSingle, parseUri } from './uri.ts';

/** How the music of a tag goes on, judged from one look at the player to the next. */

export type Course =
  /** It plays, or waits paused. */
  | 'on'
  /** It came to its end by itself, and all is silent. */
  | 'ended'
  /** It came to its end, and Spotify plays on something of its own choice. */
  | 'played_on'
  /** Somebody chose something else, or the speaker is gone: it may be gone on with later. */
  | 'left';

/** Looks lag, and tracks have a second of silence between them. */
const ABOUT_MS = 5_000;
/** Where Spotify leaves a context that has ended: paused at its beginning. */
const BEGINNING_MS = 1_000;

/** What became of the owner's music, which `before` showed last, in `after`. */
export function courseOf(owner: Owner, before: Playback, after: Playback): Course {
  const end = endOf(before);
  const isOver = end !== undefined && after.measuredAt >= end - ABOUT_MS;
  if (belongs(owner, after)) {
    const isBack = after.status !== 'playing' && (after.positionMs ?? 0) < BEGINNING_MS;
    return isBack && isOver ? 'ended' : 'on';
  }
  if (isHidden(after)) return 'on';
  // Of a context nobody knows whether its last item has ended.
  if (after.status !== 'playing') return isOver && isSingle(owner.uri) ? 'ended' : 'left';
  if (end === undefined) return 'left';
  const began = after.measuredAt - (after.positionMs ?? 0);
  if (Math.abs(began - end) <= ABOUT_MS) return 'played_on';
  // Not seen for a while: what people choose has a context, what Spotify adds has none that one could choose.
  return began > end && !isChosen(after.contextUri) ? 'played_on' : 'left';
}

/** Whether this look shows neither the music nor anything else: an advertisement, an item that Spotify hides. */
export function isHidden({ status, item }: Playback): boolean {
  return status !== 'idle' && (item === null || item.kind === 'ad');
}

/** Whether it is the tag's own music: Spotify keeps the name of a show for what it plays after it. */
export function belongs({ uri, first }: Owner, playback: Playback): boolean {
  if (!isOf(playback, uri, first)) return false;
  const { item } = playback;
  if (!isSpoken(uri) || !first?.album || !item || item.kind === 'ad') return true;
  return item.album === first.album;
}

function isChosen(contextUri: string | null): boolean {
  return contextUri !== null && /:(album|playlist|show|artist|collection|audiobook)\b/.test(contextUri);
}

/**
 * Whether a look after the start shows what the owner's uri became. Spotify names it otherwise where it plays a show without
 * its context, or another pressing of a track (relinking, which the Web API no longer tells).
 */
export function isBeginning({ uri, startedAt }: Owner, look: Playback): boolean {
  const { item, contextUri, positionMs, measuredAt, status } = look;
  if (!item || item.kind === 'ad' || measuredAt < startedAt) return false;
  if (isOf(look, uri)) return true;
  if (contextUri !== null || status !== 'playing') return false;
  if (parseUri(uri)?.kind === 'show') return item.kind === 'episode' || item.kind === 'chapter';
  const began = measuredAt - (positionMs ?? 0);
  return parseUri(uri)?.kind === 'track' && item.kind === 'track' && began >= startedAt - ABOUT_MS;
}

/**
 * The place to go on from; undefined where what plays is no part of it (an ad, a queued track of another album) or unknown.
 */
export function placeOf(owner: Owner, playback: Playback, now: number): Resume | undefined {
  const { item } = playback;
  const positionMs = positionAt(playback, now);
  if (!item?.uri || positionMs === null || !belongs(owner, playback)) return undefined;
  if (item.kind === 'ad' || item.kind === 'local' || item.kind === 'unknown') return undefined;
  const isAlbum = parseUri(owner.uri)?.kind === 'album';
  if (isAlbum && owner.first && item.album !== owner.first.album) return undefined;
  return { item: item.uri, title: item.title, positionMs: Math.round(positionMs), at: now };
}
