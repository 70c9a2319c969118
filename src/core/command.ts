import type { Searched } from './library.ts';
import type { Repeat } from './playback.ts';

/** Of what plays, or of the album, playlist or show that it is from. */
export type SleepEnd = 'end_of_track' | 'end_of_context';

/** All that one may ask of a player. Volumes are 0–100, positions and steps of time are seconds, links are read already. */
export type Command =
  | PlayCommand
  | { ask: 'pause' }
  | { ask: 'play_pause' }
  | { ask: 'next' }
  | { ask: 'previous' }
  /** To a position, or by a step. */
  | { ask: 'seek'; position: number }
  | { ask: 'seek'; by: number }
  /** `soft`: a step of a fade, which may go below the floor, and come down from above the ceiling. */
  | { ask: 'volume'; percent: number; soft?: true }
  | { ask: 'volume'; by: number }
  | { ask: 'mute'; toggle?: true }
  | { ask: 'unmute' }
  | { ask: 'shuffle'; on: boolean }
  | { ask: 'shuffle'; toggle: true }
  | { ask: 'repeat'; mode: Repeat }
  /** By name or id; what plays goes on playing there, what is paused stays paused unless `play` says otherwise. */
  | { ask: 'device'; device: string; play?: boolean }
  | { ask: 'queue'; uri: string }
  /** Plays again what was on before: the nth album, playlist … (1 is the last) of those that were played. */
  | { ask: 'recent'; nth: number; device?: string; volume?: number }
  /** Remembers what plays, where and how, under a name, for so many seconds. */
  | { ask: 'snapshot'; name: string; expires: number }
  /** Brings it back, no louder than `maxVolume`; with `unlessChanged` only while nobody chose other music since. */
  | { ask: 'restore'; name: string; unlessChanged?: boolean; maxVolume?: number }
  /** What plays goes on alone: nothing follows of the album or playlist that it is from. */
  | { ask: 'clear' }
  | { ask: 'like' }
  | { ask: 'unlike' }
  | { ask: 'save'; uri: string }
  | { ask: 'remove'; uri: string }
  /**
   * Fade out (over `fade` seconds) and pause in so many minutes (1 to 480), or at the end of
   * what plays; `extend` puts it off by so many minutes; `off` lets it play on.
   */
  | { ask: 'sleep'; minutes: number; fade?: number }
  | { ask: 'sleep'; at: SleepEnd; fade?: number }
  | { ask: 'sleep'; extend: number; fade?: number }
  | { ask: 'sleep'; off: true }
  /** To a volume, over so many seconds (1 to 3600). */
  | { ask: 'fade'; percent: number; seconds: number }
  /** A grown-up adds so many minutes (1 to 480) to what may be listened to today. */
  | { ask: 'allowance'; minutes: number }
  /** Look now, at the devices and playlists too. */
  | { ask: 'refresh' };

/** Without uri, uris, playlist and query: go on with what was playing. */
export interface PlayCommand {
  ask: 'play';
  /**
   * A canonical uri (core/uri), `spotify:collection` for the liked
   * songs, or the https address of a short link to look up.
   */
  uri?: string;
  uris?: readonly string[];
  /** One of the account's own playlists, by name. */
  playlist?: string;
  /** What somebody typed or said; its best match plays. */
  query?: string;
  /** What `query` is to be; absent, whatever matches best. */
  type?: Searched;
  device?: string;
  /** Where in the context to begin: the index of an item, from 0, or its uri. */
  offset?: number | string;
  /** Where in the item to begin, seconds. */
  position?: number;
  shuffle?: boolean;
  repeat?: Repeat;
  volume?: number;
  /** It begins hardly audible and takes so many seconds to its volume. */
  fade?: number;
}

/** What may be asked of an account beside its player and its tags: to pair, to unpair, and the address that did not open. */
export type PairingAsk = { ask: 'pair' } | { ask: 'unpair' } | { ask: 'pairing_address'; address: string };

/** What may be asked of the tags in an account's name. */
export type TagAsk =
  /** The next card does this (core/tag-text); without `does`, it plays what plays when it is laid. */
  | { ask: 'learn'; does?: string }
  /** Names the account's last card. */
  | { ask: 'name_card'; name: string };

export type AccountAsk = Command | PairingAsk | TagAsk;

export type Ask = Command['ask'];
