import { sameAgain } from '../lib/same-again.ts';
import type { Ask } from './command.ts';
import type { Device, KnownDevice } from './device.ts';
import type { Item } from './item.ts';
import type { Pairing, PairingRest } from './pairing.ts';
import { idle, type Playback, type Repeat, type Status } from './playback.ts';
import type { Problem } from './problem.ts';

/** All that the bridge knows of one account. Immutable: a change is a new value. */
export interface State {
  playback: Playback;
  /** When Spotify last answered what plays, ms since the epoch; null before the first look. */
  lookedAt: number | null;
  /** Since when Spotify has not answered sensibly; null while it does. */
  unreachableSince: number | null;
  /** Whether there is a token that Spotify takes. */
  paired: boolean;
  /** What is wrong now, for people. */
  problem: Problem | null;
  /** Until when nothing is sent, because Spotify said 429; null where the gate is open. */
  limitedUntil: number | null;
  /**
   * How many requests went to Spotify for this account in the last 30 s,
   * hour and day, as of the last minute; null before the first.
   */
  requests: { per30s: number; perHour: number; perDay: number } | null;
  /** The last list of devices. */
  devices: readonly Device[];
  /** All devices that were ever seen, those of the last list among them, until they are forgotten. */
  known: readonly KnownDevice[];
  /** Commands that wait for a device that is absent, in order. */
  waiting: readonly WaitingCommand[];
  /** The device that played last: taken where none is active and none is asked for. */
  lastDevice: { id: string | null; name: string } | null;
  /** The account's own playlists, for the select. */
  playlists: readonly Playlist[];
  /** The name of what the current context is, read once for each uri. */
  context: { uri: string; name: string | null } | null;
  /** Whether the item that plays is saved; null where unknown or not looked up. */
  liked: boolean | null;
  /** What comes next; null where not looked up. */
  queue: readonly Item[] | null;
  /** The volume to return to on unmute; null while not muted by the bridge. */
  mutedFrom: number | null;
  /** Who the account is at Spotify; null before the first `GET /me`. */
  profile: Profile | null;
  /** The pairing that runs; null while none does. */
  pairing: Pairing | null;
  /** Why none runs although one is needed; null otherwise. */
  pairingRest: PairingRest | null;
  /** When the person authorized, ms since the epoch; null where unknown (a token from the configuration) or unpaired. */
  authorizedAt: number | null;
  /** The last tag that was scanned for this account, whatever became of it; null before the first. */
  lastTag: LastTag | null;
  /** What the next card will be given; null while none is waited for. */
  learning: { title: string; until: number } | null;
  /** The whole minutes that were listened to today, and how many are left; null where they are not limited. */
  listened: { minutes: number; left: number | null };
  /** When the music pauses; null while no sleep timer runs. */
  sleep: SleepTimer | null;
  /** What can be brought back, the oldest first; some may have expired. */
  snapshots: readonly Snapshot[];
  /** How many minutes are left of it, begun ones counted whole; null while nobody knows. */
  sleepLeft: number | null;
  /** The minutes of a timer that is asked for without any: those of the last one. */
  sleepUsual: number;
  /** The volume that is on its way to another one; null while nobody asked for that. */
  fade: Fading | null;
}

/**
 * A time (ms since the epoch) and the minutes that were asked for, or the end of the item that plays, or of the album,
 * playlist or show that it is from. `fadeMs` is absent where it fades as usual. A new value is a new timer.
 */
export type SleepTimer = (
  | { at: number; minutes: number }
  | { at: 'end_of_track' }
  | { at: 'end_of_context'; context: string }
) & { fadeMs?: number };

/** Where the volume shall be (0–100), and when (ms since the epoch). A new value is a new fade. */
export interface Fading {
  percent: number;
  until: number;
  /** It begins with what a look after this saw: how loud it is now is not shown yet. */
  lookedAfter?: number;
}

/** The minutes of the first timer that is asked for without any. */
export const USUAL_SLEEP_MINUTES = 30;

/**
 * What played, where and how, to be brought back: after an announcement,
 * the door bell, a card. Times are ms since the epoch.
 */
export interface Snapshot {
  name: string;
  at: number;
  expiresAt: number;
  status: Status;
  device: { id: string | null; name: string } | null;
  /** As Spotify spells it. */
  contextUri: string | null;
  item: { uri: string | null; title: string | null } | null;
  positionMs: number | null;
  volume: number | null;
  shuffle: boolean | null;
  repeat: Repeat | null;
}

/** A command that waits for a device. Times are ms since the epoch. */
export interface WaitingCommand {
  command: Ask;
  /** By name or id; null where any would do. */
  device: string | null;
  since: number;
  until: number;
}

export interface LastTag {
  uid: string;
  /** Its name, else what it does, else its id. */
  name: string;
  reader: string;
}

export interface Playlist {
  uri: string;
  name: string;
  image: string | null;
}

export interface Profile {
  /** The immutable `account_id` where Spotify gives it, else `id`. */
  accountId: string;
  /** For the uri of the liked songs. */
  userId: string;
  name: string | null;
  /** `premium`, `free` …; null where Spotify no longer says. */
  product: string | null;
}

export function unknownState(now: number): State {
  return {
    playback: idle(now),
    lookedAt: null,
    unreachableSince: null,
    paired: false,
    problem: null,
    limitedUntil: null,
    requests: null,
    devices: [],
    known: [],
    waiting: [],
    lastDevice: null,
    playlists: [],
    context: null,
    liked: null,
    queue: null,
    mutedFrom: null,
    profile: null,
    pairing: null,
    pairingRest: null,
    authorizedAt: null,
    lastTag: null,
    learning: null,
    listened: { minutes: 0, left: null },
    sleep: null,
    snapshots: [],
    sleepLeft: null,
    sleepUsual: USUAL_SLEEP_MINUTES,
    fade: null,
  };
}

/** Spotify that has been silent for this long makes the account unavailable; a shorter silence keeps the last state. */
export const UNAVAILABLE_AFTER_MS = 5 * 60_000;

/** Whether what plays can be shown and commanded: paired, and Spotify was heard of in the last five minutes. */
export function isAvailable(state: State, now: number): boolean {
  if (!state.paired) return false;
  return state.unreachableSince === null || now - state.unreachableSince < UNAVAILABLE_AFTER_MS;
}

/** The playlists by a name that is theirs alone: twins of a name get a number, and none is called `None`. */
export const playlistNames = sameAgain((playlists: readonly Playlist[]): ReadonlyMap<string, Playlist> => {
  const names = new Map<string, Playlist>();
  for (const playlist of playlists) {
    const plain = playlist.name.trim();
    if (!plain || plain.toLowerCase() === 'none') continue;
    let name = plain;
    for (let twin = 2; names.has(name); twin++) name = `${plain} (${twin})`;
    names.set(name, playlist);
  }
  return names;
});
