/** What the bridge needs from outside, as narrow interfaces. Adapters implement them; tests fake them by hand. */
import type { Device } from './device.ts';
import type { Item } from './item.ts';
import type { Library } from './library.ts';
import type { Playback, Repeat } from './playback.ts';
import type { Problem } from './problem.ts';
import type { Playlist, Profile } from './state.ts';

/** A message that arrived from the broker. */
export interface Message {
  topic: string;
  payload: Uint8Array;
  /** The retain flag as the subscriber sees it: true for what the broker replays at subscription. */
  retained: boolean;
  /** MQTT 5 §4.10: where the sender waits for an answer, and what it wants to see on it. */
  responseTopic?: string;
  correlation?: Uint8Array;
}

export interface Publication {
  topic: string;
  payload: string | Uint8Array;
  /** Default false. Retained messages are QoS 1. */
  retain?: boolean;
  correlation?: Uint8Array;
}

export interface Broker {
  /** The MQTT version of the session: 5, or 4 (which is 3.1.1). Undefined until the first connection. */
  readonly protocol: 4 | 5 | undefined;
  /**
   * Sends now, in order. While the broker is away a retained publication is dropped, because whoever owns the state
   * says all of it again on `connected`; others (answers, events) wait in a bounded queue and go out on reconnection.
   */
  publish(publication: Publication): void;
  /**
   * Hears every message on `filter` (MQTT wildcards allowed) from now on, over reconnections too. `noLocal` leaves out what
   * this bridge said itself, where the session speaks MQTT 5; 3.1.1 cannot, so whoever hears must know its own words.
   */
  subscribe(filter: string, heard: (message: Message) => void, options?: { noLocal?: boolean }): void;
  /** Ends the subscription of all who hear `filter`. Unknown filters are ignored. */
  unsubscribe(filter: string): void;
  /** Calls back at each (re)connection, after subscriptions are in place; at once when connected already. */
  connected(listener: () => void): void;
  /** Whether it is connected, subscriptions in place. */
  readonly online: boolean;
  /** Calls back whenever it was connected and is no more. */
  lost(listener: () => void): void;
}

/**
 * What a request is for, most urgent first: the order in which a scarce budget is spent. `command` is for what changes
 * something alone: what a command must read is `verification`, free in the seconds after what it sent, of the budget before.
 * `browse` is what a person who chooses music waits for.
 */
export const SPENDINGS = ['command', 'verification', 'browse', 'poll', 'metadata'] as const;
export type Spending = (typeof SPENDINGS)[number];

/** Spotify's groups of endpoints, each with a quota of its own (undocumented; our grouping follows the paths). */
export const BUCKETS = ['player', 'library', 'playlists', 'catalogue', 'search', 'me'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** One account's way through the gate of its client id. */
export interface Gate {
  /**
   * Resolves when the request may go out now, and counts it. Commands never wait. Rejects with a Trouble of kind
   * `rate_limited` or `quota` (with `retryAt`) while the gate is closed, and where who browses would wait for long; with
   * the signal's reason when it aborts.
   */
  admit(request: { spending: Spending; bucket: Bucket }, signal?: AbortSignal): Promise<void>;
  /** Throws what `admit` rejects with while the gate is closed; waits for nothing and spends nothing. */
  check(bucket: Bucket): void;
  /**
   * Spotify answered 429: closed until then, whole, or with `bucket`
   * (QUOTA_EXCEEDED) for that group alone. Returns what people are told.
   */
  close(until: number, bucket?: Bucket): Problem;
}

/** `accepted` is Spotify's 202: the device is away for a moment and may or may not have obeyed. */
export type Obeyed = 'done' | 'accepted';

export interface PlayRequest {
  /** None of context and uris: go on with what was playing. */
  contextUri?: string;
  uris?: readonly string[];
  /** Index from 0, or uri, of the item to begin with. */
  offset?: number | string;
  positionMs?: number;
  deviceId?: string;
}

/**
 * Spotify's Web API for one account. Every method rejects with a Trouble, never anything else that Spotify or the net
 * did; a `Refusal` (core/refusal) is a Trouble that carries Spotify's status and reason.
 */
export interface Spotify {
  /** GET /me/player; a 204 or an empty body is `idle`. `measuredAt` is the middle of the request by our clock. */
  playback(spending: Spending): Promise<Playback>;
  devices(spending: Spending): Promise<Device[]>;
  /** What comes next, without what plays. */
  queue(spending: Spending): Promise<Item[]>;
  profile(spending: Spending): Promise<Profile>;
  /** The account's own and followed playlists, all pages up to `limit` entries. */
  playlists(limit: number): Promise<Playlist[]>;
  /** The name of an album, artist, playlist or show; null where Spotify has none to tell (404, Spotify-made playlists). */
  nameOf(contextUri: string): Promise<string | null>;
  /** How long an album plays, ms: of its first 50 tracks, which is enough to tell a story from music. */
  albumLength(albumUri: string): Promise<number>;
  /** Whether Spotify calls a track or an episode explicit. */
  isExplicit(uri: string): Promise<boolean>;
  /** GET /me/library/contains. */
  isSaved(uri: string): Promise<boolean>;
  /** The newest episodes of a show, as uris: what to play where the show itself is refused as a context. */
  episodesOf(showUri: string): Promise<string[]>;
  /** The newest saved tracks, as uris, for the same reason. */
  savedTracks(): Promise<string[]>;
  /** What there is to choose from. */
  readonly library: Library;
  /** The address behind a share link of spotify.link or open.spotify.com/s/. Not part of the Web API: spends nothing. */
  resolveLink(url: string): Promise<string>;

  play(request: PlayRequest): Promise<Obeyed>;
  pause(deviceId?: string): Promise<Obeyed>;
  next(deviceId?: string): Promise<Obeyed>;
  previous(deviceId?: string): Promise<Obeyed>;
  seek(positionMs: number, deviceId?: string): Promise<Obeyed>;
  volume(percent: number, deviceId?: string): Promise<Obeyed>;
  shuffle(on: boolean, deviceId?: string): Promise<Obeyed>;
  repeat(mode: Repeat, deviceId?: string): Promise<Obeyed>;
  /** PUT /me/player. Without `play` the device takes over playing or paused, as it was. */
  transfer(deviceId: string, play?: boolean): Promise<Obeyed>;
  enqueue(uri: string, deviceId?: string): Promise<Obeyed>;
  save(uri: string): Promise<Obeyed>;
  remove(uri: string): Promise<Obeyed>;
}

/** What is kept of an account's authorization. */
export interface StoredToken {
  clientId: string;
  /** Empty where the token named by `seededFrom` died: kept so that it is not tried again. */
  refreshToken: string;
  accessToken: string | null;
  /** When the access token ends, ms since the epoch. */
  expiresAt: number;
  scope: string | null;
  /** When the person authorized, ms since the epoch: a grant lives six months from then, however often it is refreshed. */
  authorizedAt: number | null;
  /** A digest of the configured refresh token that this began with, so that a new one in the configuration wins. */
  seededFrom: string | null;
}

export interface TokenStore {
  read(): Promise<StoredToken | undefined>;
  /** Atomic and flushed: once it resolves, a crash cannot lose it. `undefined` forgets the token. */
  write(token: StoredToken | undefined): Promise<void>;
}

/** A small thing that survives a restart. Written in the background, atomically; the last value wins. */
export interface Keepsake<T> {
  read(): Promise<T | undefined>;
  write(value: T): void;
}

/** A new authorization, as the token endpoint gave it. */
export interface NewToken {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends, ms since the epoch. */
  expiresAt: number;
  scope: string | null;
  /** When the person authorized, ms since the epoch. */
  authorizedAt: number;
}

/** RFC 8628 §3.2. Times in seconds, as they come. */
export interface DeviceCode {
  /** A secret: never shown, logged or published. */
  deviceCode: string;
  userCode: string;
  verificationUri: string;
  verificationUriComplete: string | null;
  expiresIn: number;
  /** 5 where Spotify says nothing. */
  interval: number;
}

/** What a poll of the token endpoint brought: RFC 8628 §3.5. */
export type PollReply =
  | { kind: 'token'; token: NewToken }
  /** An OAuth error code, whatever the HTTP status. */
  | { kind: 'error'; error: string; description: string | null }
  /** No answer within the time, or a connection that failed. */
  | { kind: 'timeout' };

/** Spotify's accounts service for one client id. Rejects with a Trouble; an `OAuthRefusal` carries the error code. */
export interface Authority {
  /** POST /oauth2/device/authorize (RFC 8628 §3.1). */
  requestDevice(scopes: readonly string[]): Promise<DeviceCode>;
  /** POST /api/token with the device code (§3.4). Never rejects for what Spotify or the net did. */
  poll(deviceCode: string): Promise<PollReply>;
  /** The page to send a browser to: code + PKCE, S256, show_dialog (RFC 6749 §4.1.1, RFC 7636 §4.3). */
  authorizeUrl(ask: {
    redirectUri: string;
    state: string;
    codeChallenge: string;
    scopes: readonly string[];
  }): string;
  /** POST /api/token with the code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
  exchange(answer: { code: string; redirectUri: string; codeVerifier: string }): Promise<NewToken>;
  /** GET /me with a token that is not stored yet: whose it is. */
  whoIs(accessToken: string): Promise<Profile>;
}

/** What a notification says. Both texts are for people; the adapter makes them harmless where it shows them. */
export interface Notice {
  title: string;
  /** Markdown. */
  message: string;
  /** A page to open when it is tapped, where that is possible. */
  link?: string;
}

/** Where people are told something that they should not overlook. Absent or broken, it costs nothing. */
export interface Notifier {
  /** Shows it, or changes what is shown under this id. */
  show(id: string, notice: Notice): void;
  /** Takes it away, if it is there. */
  dismiss(id: string): void;
}

/** The actions of Home Assistant's media_player that the bridge performs (home-assistant.io/integrations/media_player). */
export const HOME_ACTIONS = [
  'play_media',
  'media_play',
  'media_pause',
  'media_play_pause',
  'media_next_track',
  'media_previous_track',
  'media_seek',
  'volume_set',
  'volume_up',
  'volume_down',
  'volume_mute',
  'shuffle_set',
  'repeat_set',
] as const;

export interface HomeAct {
  /** `media_player.…`. */
  entity: string;
  action: (typeof HOME_ACTIONS)[number];
  /** As the action takes it. */
  data: Readonly<Record<string, string | number | boolean>>;
}

/** What Home Assistant says of a media_player. */
export interface HomeSeen {
  /** playing, paused, idle, off, unavailable … */
  state: string;
  title: string | null;
}

/** The media_players of a Home Assistant. */
export interface HomePlayers {
  /** Resolves when Home Assistant has carried it out. Rejects with a Trouble that says what would help. */
  perform(act: HomeAct): Promise<void>;
  /** What an entity does now; undefined where that is not known. */
  seen(entity: string): HomeSeen | undefined;
  /** Calls back when that may have changed. */
  onSeen(listener: () => void): void;
}
