import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a Basic Authorization header (RFC 7617) carries the password; the user's name does not matter. */
export function knowsPassword(header: string | undefined, password: string): boolean {
  const encoded = /^basic +([a-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return false;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  // Digests are equally long, so the comparison takes the same time for any guess.
  return colon >= 0 && timingSafeEqual(digest(pair.slice(colon + 1)), digest(password));
}

/** Whether a Bearer Authorization header (RFC 6750 §2.1) carries the token. */
export function knowsToken(header: string | undefined, token: string): boolean {
  const said = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
  return said !== undefined && timingSafeEqual(digest(said), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
