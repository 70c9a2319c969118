import type { PlayCommand } from './command.ts';
import type { Device } from './device.ts';
import { canonicalContext } from './owner.ts';
import { type Playback, positionAt } from './playback.ts';
import type { Snapshot, State } from './state.ts';
import { isContext, isSingle, LIKED_SONGS, parseUri } from './uri.ts';

/** What can be brought back: taking it, keeping it, and how it comes back. Times are ms since the epoch. */

/** The name of one that is given none, and of the one that is taken before a card's music begins. */
export const DEFAULT_NAME = 'default';
export const BEFORE_CARD = 'card';

/** Seconds. A card's is kept longer: somebody finds out in the evening. */
export const KEPT_S = 3_600;
export const KEPT_BEFORE_CARD_S = 12 * 3_600;
export const SHORTEST_KEPT_S = 10;
export const LONGEST_KEPT_S = 7 * 24 * 3_600;

export const LONGEST_NAME = 40;
/** Of one account; a new one takes the place of the oldest. */
export const MOST_SNAPSHOTS = 10;

/** Names are the same in any case. */
export function plainName(name: string): string {
  return name.trim().toLowerCase();
}

/** Of what is shown now, for so many seconds. */
export function takeSnapshot(
  { playback }: Pick<State, 'playback'>,
  { name, expires }: { name: string; expires: number },
  now: number,
): Snapshot {
  const { status, item, device, contextUri, shuffle, repeat } = playback;
  return {
    name,
    at: now,
    expiresAt: now + expires * 1_000,
    status,
    device: device && { id: device.id, name: device.name },
    contextUri,
    item: item && { uri: item.uri, title: item.title },
    positionMs: positionAt(playback, now),
    volume: device?.supportsVolume ? device.volume : null,
    shuffle,
    repeat,
  };
}

/** Those that count at `now`, with the new one. */
export function withSnapshot(all: readonly Snapshot[], taken: Snapshot, now: number): readonly Snapshot[] {
  const others = current(all, now).filter(({ name }) => name !== taken.name);
  return [...others, taken].slice(-MOST_SNAPSHOTS);
}

export function current(all: readonly Snapshot[], now: number): Snapshot[] {
  return all.filter(({ expiresAt }) => expiresAt > now);
}

/** How a snapshot is brought back. */
export type Restoration =
  /** Nothing played: what plays now is paused. */
  | { act: 'pause' }
  | { act: 'play'; play: PlayCommand }
  /** It is there still, at another place perhaps. */
  | { act: 'stay'; pause: boolean; positionMs: number | undefined; volume: number | undefined }
  /** It was paused, and something else is there: it is begun in silence, and paused. */
  | { act: 'load'; play: PlayCommand }
  | { act: 'refuse'; why: string };

/** A position that departs by less is the same. */
const SAME_MS = 2_000;

export function restoration(snapshot: Snapshot, state: Pick<State, 'playback' | 'devices'>): Restoration {
  const { status, item, contextUri } = snapshot;
  if (status === 'idle' || (status === 'paused' && !item && !contextUri)) return { act: 'pause' };
  const music = musicOf(snapshot);
  if (!music)
    return {
      act: 'refuse',
      why: 'what played then is nothing that Spotify starts: an advertisement, a file',
    };
  if (status === 'paused' && isThere(snapshot, state.playback)) return stay(snapshot, state.playback);
  const { volume, shuffle, repeat, positionMs } = snapshot;
  const device = deviceOf(snapshot, state.devices);
  const play: PlayCommand = {
    ask: 'play',
    ...music,
    ...(device !== undefined && { device }),
    ...(positionMs !== null && isSingle(item?.uri ?? '') && { position: positionMs / 1_000 }),
    ...(volume !== null && { volume }),
    ...(shuffle !== null && { shuffle }),
    ...(repeat !== null && { repeat }),
  };
  return { act: status === 'playing' ? 'play' : 'load', play };
}

/** Whether somebody chose other music since. What goes on by itself is the same music; silence is nobody's choice. */
export function isOther(snapshot: Snapshot, { status, contextUri, item }: Playback): boolean {
  if (status === 'idle') return false;
  if (snapshot.status === 'idle') return status === 'playing';
  const [before, now] = [canonicalContext(snapshot.contextUri), canonicalContext(contextUri)];
  if (before !== null || now !== null) return before !== now;
  return snapshot.item?.uri !== item?.uri;
}

/** The item alone, where what it played in cannot be started: nothing follows it then. Undefined without one. */
export function itemAlone(play: PlayCommand): PlayCommand | undefined {
  if (typeof play.offset !== 'string') return undefined;
  const { offset, ...rest } = play;
  return { ...rest, uri: offset };
}

function musicOf({ contextUri, item }: Snapshot): Pick<PlayCommand, 'uri' | 'offset'> | undefined {
  const context = canonicalContext(contextUri);
  const single = item?.uri && isSingle(item.uri) ? item.uri : undefined;
  const isPlayed = context !== null && (context === LIKED_SONGS || isContext(context));
  // "Can't have offset for context type: ARTIST": what played is worth more than what followed it.
  const isArtist = context !== null && parseUri(context)?.kind === 'artist';
  if (isPlayed && !(isArtist && single)) return { uri: context, ...(single && { offset: single }) };
  return single === undefined ? undefined : { uri: single };
}

/** By id where that is known still, else by name: ids change. */
function deviceOf({ device }: Snapshot, devices: readonly Device[]): string | undefined {
  if (!device) return undefined;
  return device.id !== null && devices.some(({ id }) => id === device.id) ? device.id : device.name;
}

function isThere(snapshot: Snapshot, playback: Playback): boolean {
  const { device, item, contextUri } = playback;
  const isSame =
    canonicalContext(contextUri) === canonicalContext(snapshot.contextUri) &&
    item?.uri === snapshot.item?.uri &&
    item !== null;
  return isSame && device?.name === snapshot.device?.name && device?.id === snapshot.device?.id;
}

function stay({ positionMs, volume }: Snapshot, playback: Playback): Restoration {
  const at = playback.status === 'playing' ? undefined : playback.positionMs;
  const isMoved =
    positionMs !== null && (at === undefined || at === null || Math.abs(at - positionMs) > SAME_MS);
  return {
    act: 'stay',
    pause: playback.status === 'playing',
    positionMs: isMoved ? positionMs : undefined,
    volume: volume !== null && playback.device?.volume !== volume ? volume : undefined,
  };
}
