import type { VNode } from 'preact';
import type { PlayerTexts } from '../texts/player.ts';

/** What the bridge tells the page by `/api/events` and answers to what it asks. Times are ISO 8601. */

export interface Player {
  state: string;
  media_content_id: string | null;
  media_title: string | null;
  media_artist: string | null;
  media_album_name: string | null;
  media_duration: number | null;
  media_position: number | null;
  media_position_updated_at: string | null;
  media_image_url: string | null;
  volume_level: number | null;
  is_volume_muted: boolean | null;
  source: string | null;
  source_list: readonly string[];
  shuffle: boolean | null;
  repeat: 'off' | 'all' | 'one' | null;
  can: readonly string[];
}

export interface Problem {
  kind: string;
  message: string;
  retry_at?: string | number;
  /** The rule of the house that refuses it. */
  rule?: string;
}

export interface Pairing {
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_at: string | number;
  method: 'spotify' | 'bridge';
}

export interface Account {
  key: string;
  name: string;
  paired: boolean;
  paired_until: string | null;
  profile: string | null;
  available: boolean;
  problem: Problem | null;
  pairing: Pairing | null;
  liked: boolean | null;
  sleep: Sleep | null;
}

/** `at`: a time, `end_of_track` or `end_of_context`. `left` is in begun minutes, where that is known. */
export interface Sleep {
  at: string;
  left: number | null;
}

export interface Device {
  id: string | null;
  name: string;
  /** As the player's `source_list` calls it. */
  label: string | null;
  type: string;
  active: boolean;
  /** Spotify shows it now. */
  present: boolean;
  /** Null where only the configuration knows it. */
  last_seen: string | null;
  restricted: boolean;
  /** Null where it can be chosen. */
  why_not: string | null;
  via: 'spotify' | 'home_assistant';
}

export interface Tag {
  uid: string;
  name: string | null;
  does: string;
  cover: string | null;
  source: 'file' | 'learnt';
  last_scan: string | null;
  last_reader: string | null;
}

export interface UnknownTag {
  uid: string;
  text: string;
  reader: string;
  at: string;
  refused: string | null;
}

export interface Learning {
  account: string;
  title: string | null;
  reader: string | null;
  until: string;
}

export interface Tags {
  tags: readonly Tag[];
  unknown: readonly UnknownTag[];
  learning: Learning | null;
}

export interface Reader {
  reader: string;
  name: string;
  online: boolean | null;
  card: string | null;
  last_scan: string | null;
  locked: boolean;
}

export interface Happened {
  /** Grows, over connections and restarts too. */
  id?: string;
  time: string;
  account: string | null;
  reader: string | null;
  event: { event_type: string } & Readonly<Record<string, unknown>>;
}

export interface Media {
  id: string | null;
  uri: string | null;
  type: string;
  title: string;
  subtitle: string | null;
  image: string | null;
  duration: number | null;
  playable: boolean;
  expandable: boolean;
}

export interface Answer {
  ok: boolean;
  result?: Record<string, unknown>;
  volume?: number;
  limited_by?: string;
  problem?: Problem;
}

/** All that the page shows, as far as it was told. */
export interface Scene {
  /** `live`: told of all and of every change since. */
  connection: 'connecting' | 'live' | 'lost';
  bridge: { version: string; broker: boolean; url: string | null; timezone: string } | null;
  /** By account, in the order of the configuration. */
  accounts: Readonly<Record<string, Account>>;
  players: Readonly<Record<string, Player>>;
  devices: Readonly<Record<string, readonly Device[]>>;
  tags: Tags;
  readers: readonly Reader[];
  /** The newest first. */
  happened: readonly Happened[];
}

/** What every part of the page may use. */
export interface House {
  texts: PlayerTexts;
  /** There are players for Home Assistant's packages. */
  hasPackages: boolean;
  /** The server's time, ms since the epoch. */
  now(): number;
  /** Asks an account or the bridge; a refusal is told to the person as well. */
  ask(path: string, payload: object): Promise<Answer>;
  /** Says something to the person, who may not look: shown and read out. */
  tell(words: string): void;
}

/** Asks the chosen account's player; `shows` is what is so as soon as that is done. */
export type Command = (payload: object, shows?: Readonly<Record<string, unknown>>) => Promise<Answer>;

/** What was said to the person last. */
export interface Told {
  words: string;
  problem?: Problem;
  id: number;
}

export type Part = VNode | string | number | false | null | undefined | Part[];
