/** A listener's player at one moment. Immutable: every change, time passing included, makes another. */

export interface Device {
  /** The simulator's own name for it, since Spotify's id may be null. */
  key: string;
  id: string | null;
  name: string;
  type: string;
  /** 0–100; null where Spotify does not know. */
  volume: number | null;
  supportsVolume: boolean;
  /** Takes no Web API commands. */
  restricted: boolean;
  privateSession: boolean;
  /** Asleep, it is in no list and nobody finds it. */
  awake: boolean;
  /** How long waking takes. */
  wakesAfterMs: number;
  /** When somebody who called it will find it awake; null where nobody did. */
  wakesAt: number | null;
  /** Falls asleep by itself when nothing has played on it for so long; null never does. */
  sleepsAfterMs: number | null;
  /** When it woke, was chosen or last played; what falling asleep counts from. */
  usedAt: number;
  plays: Playing;
}

/**
 * How a device plays what it is told to. `stuck` says that it plays while its position
 * stands still; `dead` says yes, and nothing is active; `racing` leaves each track after a
 * second, as a device does that may not or cannot decode any of them.
 */
export const PLAYINGS = ['aloud', 'stuck', 'dead', 'racing'] as const;
export type Playing = (typeof PLAYINGS)[number];

/** What was put on: a context or a handful of URIs, the order they play in, and where we are. */
export interface Sitting {
  /** As it was asked for, old forms included: Spotify reports it so. Null for bare URIs. */
  context: string | null;
  tracks: readonly string[];
  /** Indexes into `tracks`, in playing order. */
  order: readonly number[];
  /** Index into `order`. */
  index: number;
  /** What sounds: usually what `index` points at, otherwise something from the queue or an interlude. */
  item: string;
}

export interface Played {
  uri: string;
  context: string | null;
  at: number;
}

export type Repeat = 'off' | 'context' | 'track';

export interface PlayerState {
  /** When all this was so, milliseconds since the epoch. */
  at: number;
  playing: boolean;
  positionMs: number;
  /** When something last changed other than by time passing. */
  changedAt: number;
  sitting: Sitting | undefined;
  queue: readonly string[];
  shuffle: boolean;
  smartShuffle: boolean;
  repeat: Repeat;
  devices: readonly Device[];
  /** The key of the active device. */
  active: string | undefined;
  /** Newest first. */
  history: readonly Played[];
  /** An advertisement after so many tracks; 0 for who pays. */
  adEvery: number;
  sinceAd: number;
  /** The state of the shuffle's dice. */
  random: number;
}

/** What the player needs to know of the world around it. */
export interface Rules {
  /** Milliseconds; undefined for what cannot be played here. */
  durationOf(uri: string): number | undefined;
  /** Other songs, for after the end of a context; empty where the music stops there. */
  autoplay: readonly string[];
  idleAfterMs: number;
}

export function activeDevice(state: PlayerState): Device | undefined {
  return state.devices.find((device) => device.key === state.active);
}

export function currentItem(state: PlayerState): string | undefined {
  return state.sitting?.item;
}

/** The item that the place in the context points at, whatever sounds now. */
export function itemAt(sitting: Sitting, index: number): string | undefined {
  const track = sitting.order[index];
  return track === undefined ? undefined : sitting.tracks[track];
}
