import type { Item } from './item.ts';
import type { Playback } from './playback.ts';
import { LIKED_SONGS } from './uri.ts';

/** Who started what plays: the tag that may go on with it, pause it when it leaves, and keep its place. */
export interface Owner {
  uid: string;
  reader: string;
  /** What the tag plays; canonical. */
  uri: string;
  /** When it was started, ms since the epoch. */
  startedAt: number;
  /** What was seen first after that: names the music where Spotify shows no context of it. */
  first: Pick<Item, 'uri' | 'title' | 'album'> | null;
  /** The item that was shown when it was started: while that is shown still, Spotify's state lags. */
  over?: string | null | undefined;
  /** What cards just before it had started and no look had shown yet: a look that shows one of these lags, too. */
  instead?: readonly string[] | undefined;
  /** Stopped for good when its card was taken: laid again, it begins anew. */
  stopped?: boolean | undefined;
}

/** Whether `playback` is of this uri, playing or paused. */
export function isOf(playback: Playback, uri: string, first: Owner['first'] = null): boolean {
  const context = canonicalContext(playback.contextUri);
  if (context === uri) return true;
  const { item } = playback;
  if (!item) return false;
  if (item.uri === uri) return true;
  if (context !== null || first === null) return false;
  // Without a context: the items of a show have its name for an album, and a track may be another pressing of the one asked for.
  if (item.kind === 'episode' || item.kind === 'chapter')
    return item.album !== null && item.album === first.album;
  return uri.startsWith('spotify:track:') && item.uri === first.uri;
}

/** Spotify still says `spotify:user:<owner>:playlist:<id>`, and has a name for each listener's liked songs. */
export function canonicalContext(uri: string | null): string | null {
  if (uri === null) return null;
  const [, playlist] = /^spotify:user:[^:]*:playlist:(.+)$/.exec(uri) ?? [];
  if (playlist !== undefined) return `spotify:playlist:${playlist}`;
  return /^spotify:(user:[^:]*:)?collection(:tracks)?$/.test(uri) ? LIKED_SONGS : uri;
}
