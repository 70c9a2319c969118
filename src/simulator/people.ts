import type { Player } from './player/player.ts';

/** Somebody with a Spotify account. */
export interface User {
  id: string;
  /** Immutable, unlike `id` (`GET /me`, May 2026). */
  accountId: string;
  name: string;
  email: string;
  country: string;
  product: 'premium' | 'free';
  /** Listed in the app's dashboard: in development mode nobody else may use it. */
  registered: boolean;
  player: Player;
  /** What is saved or followed, by URI, with the time it was. */
  library: Map<string, number>;
}

/** The liked songs, newest first. */
export function likedTracks(user: User): string[] {
  return savedUris(user, 'spotify:track:');
}

/** Saved URIs that begin with `prefix`, newest first. */
export function savedUris(user: User, prefix: string): string[] {
  return [...user.library]
    .filter(([uri]) => uri.startsWith(prefix))
    .sort(([, one], [, other]) => other - one)
    .map(([uri]) => uri);
}
