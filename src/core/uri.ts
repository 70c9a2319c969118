/** How Spotify names what can be played: `spotify:<kind>:<id>`, the only form that the bridge keeps and sends. */
export const KINDS = ['track', 'episode', 'album', 'playlist', 'artist', 'show'] as const;
export type Kind = (typeof KINDS)[number];

export interface Uri {
  kind: Kind;
  /** 22 base-62 characters; their case matters. */
  id: string;
}

/** Liked Songs. No context that the Web API promises to take (spotify/web-api#1478), so it is played from /me/tracks. */
export const LIKED_SONGS = 'spotify:collection';

/** The parts of a canonical URI; undefined for everything else (links and older forms are `readLink`'s). */
export function parseUri(uri: string): Uri | undefined {
  const [scheme, word, id, ...rest] = uri.split(':');
  const kind = KINDS.find((one) => one === word);
  return scheme === 'spotify' && kind && isId(id) && rest.length === 0 ? { kind, id } : undefined;
}

export function isId(id: string | undefined): id is string {
  return id !== undefined && /^[0-9A-Za-z]{22}$/.test(id);
}

/** Whether a canonical URI is one track or episode. */
export function isSingle(uri: string): boolean {
  const kind = parseUri(uri)?.kind;
  return kind === 'track' || kind === 'episode';
}

/** Whether a canonical URI is played as `context_uri` (album, playlist, artist, show) and not among `uris`. */
export function isContext(uri: string): boolean {
  return parseUri(uri) !== undefined && !isSingle(uri);
}
