/** Spotify's scopes (developer.spotify.com/documentation/web-api/concepts/scopes), as far as the bridge needs them. */
export type Scope =
  | 'user-read-playback-state'
  | 'user-modify-playback-state'
  | 'user-read-currently-playing'
  | 'user-read-recently-played'
  | 'user-read-private'
  | 'user-read-playback-position'
  | 'playlist-read-private'
  | 'playlist-read-collaborative'
  | 'playlist-modify-public'
  | 'user-library-read'
  | 'user-library-modify'
  | 'user-follow-modify';

/** What a configuration switches on beyond looking and commanding. */
export interface Features {
  /** What comes next, as a sensor. */
  queue: boolean;
  /** What may be asked for (`queue`, `recent`) by requests. */
  requests: boolean;
  /** The liked sensor and switch, save and remove, the liked songs. */
  library: boolean;
  /** The select of the account's own playlists. */
  playlists: boolean;
}

const QUEUE: readonly Scope[] = ['user-read-currently-playing'];

const ALWAYS: readonly Scope[] = [
  'user-read-playback-state',
  'user-modify-playback-state',
  'user-read-private',
  'user-read-playback-position',
];

/** Saving a playlist or a person is following to Spotify, which has scopes of its own. */
const LIBRARY: readonly Scope[] = [
  'user-library-read',
  'user-library-modify',
  'user-follow-modify',
  'playlist-modify-public',
];

/** The scopes to ask for when pairing: what the features need and no more. */
export function scopesFor(features: Features): Scope[] {
  return [
    ...ALWAYS,
    ...(features.queue || features.requests ? QUEUE : []),
    ...(features.requests ? (['user-read-recently-played'] as const) : []),
    ...(features.library ? LIBRARY : []),
    ...(features.playlists ? (['playlist-read-private', 'playlist-read-collaborative'] as const) : []),
  ];
}
