import { createHash } from 'node:crypto';
import type { StoredToken } from '../../core/ports.ts';

/** What is kept of a configured refresh token, to know it again without keeping it. */
export function digestOf(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

/**
 * The token to begin with. A refresh token in the configuration wins where it is new; one that was seen before must not
 * overwrite what it has become since (Spotify may rotate), nor be tried again once it died. A token of another client
 * id is of no use to this one.
 */
export function beginning(
  stored: StoredToken | undefined,
  clientId: string,
  seed: string | undefined,
): StoredToken | undefined {
  const own = stored?.clientId === clientId ? stored : undefined;
  if (!seed || own?.seededFrom === digestOf(seed)) return own?.refreshToken ? own : undefined;
  return {
    clientId,
    refreshToken: seed,
    accessToken: null,
    expiresAt: 0,
    scope: null,
    authorizedAt: null,
    seededFrom: digestOf(seed),
  };
}

/** What is stored in the place of a configured token that died, so that it stays dead over restarts. */
export function tombstone(token: StoredToken): StoredToken | undefined {
  if (token.seededFrom === null) return undefined;
  return { ...token, refreshToken: '', accessToken: null, expiresAt: 0, scope: null, authorizedAt: null };
}
