import { createHash } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The 22 base-62 characters that 128 bits take in Spotify's ids; the same for the same name, always. */
export function idOf(name: string): string {
  let rest = BigInt(`0x${hexOf(name, 32)}`);
  let id = '';
  for (let place = 0; place < 22; place++) {
    id = BASE62.charAt(Number(rest % 62n)) + id;
    rest /= 62n;
  }
  return id;
}

/** Hexadecimal digits that stand for `name`: device ids and image names look like this. At most 64. */
export function hexOf(name: string, digits: number): string {
  return createHash('sha256').update(name).digest('hex').slice(0, digits);
}

export function isId(text: string): boolean {
  return /^[0-9A-Za-z]{22}$/.test(text);
}

/** Text as Spotify writes it inside `spotify:local:` URIs: form-encoded, with `+` for spaces. */
export function localPart(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}

/** What a URI that may be a context says; `spotify:user:<name>:playlist:<id>` is the old form of a playlist. */
export interface ContextName {
  type: 'album' | 'artist' | 'playlist' | 'show' | 'collection';
  /** The id of the thing, or the user's id for a collection, or undefined for "my collection". */
  id: string | undefined;
}

/** Reads a context URI in all its forms; undefined for anything that Spotify does not play as a context. */
export function contextName(uri: string): ContextName | undefined {
  const [scheme, type, id, inner, innerId, ...rest] = uri.split(':');
  if (scheme !== 'spotify' || rest.length > 0) return undefined;
  if (type === 'user' && id && inner === 'collection' && innerId === undefined)
    return { type: 'collection', id };
  if (type === 'user' && id && inner === 'playlist' && innerId && isId(innerId)) {
    return { type: 'playlist', id: innerId };
  }
  if (inner !== undefined || id === undefined) return undefined;
  if (type === 'collection' && id === 'tracks') return { type: 'collection', id: undefined };
  if (type === 'album' || type === 'artist' || type === 'playlist' || type === 'show') {
    return isId(id) ? { type, id } : undefined;
  }
  return undefined;
}
