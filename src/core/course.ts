import { isOf, type Owner } from './owner.ts';
import { endOf, type Playback, positionAt } from './playback.ts';
import { isSpoken, type Resume } from './tag-memory.ts';
import { parseUri } from './uri.ts';

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

/** What became of the owner's music, which `before` showed, in `after`. */
export function courseOf(owner: Owner, before: Playback, after: Playback): Course {
  const end = endOf(before);
  if (belongs(owner, after)) {
    const isBack = after.status !== 'playing' && (after.positionMs ?? 0) < BEGINNING_MS;
    const isOver = end !== undefined && after.measuredAt >= end - ABOUT_MS;
    return isBack && isOver ? 'ended' : 'on';
  }
  // In an advertisement, or where Spotify hides the item, nothing is known.
  if (after.status !== 'idle' && (after.item === null || after.item.kind === 'ad')) return 'on';
  if (after.status !== 'playing' || end === undefined) return 'left';
  const began = after.measuredAt - (after.positionMs ?? 0);
  if (Math.abs(began - end) <= ABOUT_MS) return 'played_on';
  // Not seen for a while: what people choose has a context, what Spotify adds has none that one could choose.
  return began > end && !isChosen(after.contextUri) ? 'played_on' : 'left';
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
