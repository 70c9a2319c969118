/** Every scope that Spotify knows (developer.spotify.com, "Scopes"). */
export const SCOPES: readonly string[] = [
  'app-remote-control',
  'playlist-modify-private',
  'playlist-modify-public',
  'playlist-read-collaborative',
  'playlist-read-private',
  'streaming',
  'ugc-image-upload',
  'user-follow-modify',
  'user-follow-read',
  'user-library-modify',
  'user-library-read',
  'user-modify-playback-state',
  'user-personalized',
  'user-read-currently-playing',
  'user-read-email',
  'user-read-playback-position',
  'user-read-playback-state',
  'user-read-private',
  'user-read-recently-played',
  'user-top-read',
];

/** Scopes out of a request: separated by spaces, or by commas as the device endpoint also takes them. */
export function scopesOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((scope) => scope !== '');
}

export function unknownScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !SCOPES.includes(scope));
}
