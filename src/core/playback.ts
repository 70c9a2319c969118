import type { Device } from './device.ts';
import type { Item } from './item.ts';

/** What Spotify says plays, where, and how, at one moment. */

export type Status = 'playing' | 'paused' | 'idle';
export type Repeat = 'off' | 'all' | 'one';

/** The members of `actions.disallows` (Web API): what Spotify does not allow now. */
export const DISALLOWS = [
  'interrupting_playback',
  'pausing',
  'resuming',
  'seeking',
  'skipping_next',
  'skipping_prev',
  'toggling_repeat_context',
  'toggling_repeat_track',
  'toggling_shuffle',
  'transferring_playback',
] as const;
export type Disallow = (typeof DISALLOWS)[number];

export interface Playback {
  status: Status;
  item: Item | null;
  device: Device | null;
  /** As Spotify spells it; null without a context. */
  contextUri: string | null;
  /** Position at `measuredAt`; null where unknown. */
  positionMs: number | null;
  /** When the position was measured by our clock (Spotify's `timestamp` is unreliable), ms since the epoch. */
  measuredAt: number;
  shuffle: boolean | null;
  smartShuffle: boolean;
  repeat: Repeat | null;
  disallows: readonly Disallow[];
}

/** Nothing is active: Spotify's 204. */
export function idle(now: number): Playback {
  return {
    status: 'idle',
    item: null,
    device: null,
    contextUri: null,
    positionMs: null,
    measuredAt: now,
    shuffle: null,
    smartShuffle: false,
    repeat: null,
    disallows: [],
  };
}

/** The position in ms at `now`, extrapolated while playing and never past the end; null where unknown. */
export function positionAt(playback: Playback, now: number): number | null {
  if (playback.positionMs === null) return null;
  const gone = playback.status === 'playing' ? Math.max(0, now - playback.measuredAt) : 0;
  return Math.min(playback.positionMs + gone, playback.item?.durationMs ?? Number.POSITIVE_INFINITY);
}

/** When the item ends if nobody interferes, in ms since the epoch; undefined where it does not run or is unknown. */
export function endOf(playback: Playback): number | undefined {
  if (playback.status !== 'playing' || playback.positionMs === null) return undefined;
  const duration = playback.item?.durationMs;
  return duration ? playback.measuredAt + duration - playback.positionMs : undefined;
}
