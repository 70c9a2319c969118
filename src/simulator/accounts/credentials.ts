import { type Answer, type Call, oauthError } from '../answer.ts';
import type { Spotify } from '../spotify.ts';
import type { Client } from './client.ts';

export interface Credentials {
  client: Client;
  /** The app showed its secret. */
  authenticated: boolean;
}

/** Which app asks (RFC 6749 §2.3): by Basic authentication, or by fields of the body. */
export function credentialsIn(spotify: Spotify, call: Call, form: URLSearchParams): Credentials | Answer {
  const basic = /^Basic (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
  const [basicId, basicSecret] =
    basic === undefined ? [] : splitPair(Buffer.from(basic, 'base64').toString());
  const id = basicId ?? form.get('client_id');
  const secret = basicSecret ?? form.get('client_secret') ?? undefined;
  if (!id) return oauthError('invalid_request', 'client_id is required');
  const client = spotify.clients.get(id);
  if (!client) return oauthError('invalid_client', 'Invalid client');
  if (secret !== undefined && secret !== client.secret) {
    return basic === undefined
      ? oauthError('invalid_request', 'Invalid client secret')
      : oauthError('invalid_client', 'Invalid client secret');
  }
  return { client, authenticated: secret !== undefined };
}

function splitPair(pair: string): [string, string] {
  const colon = pair.indexOf(':');
  return colon < 0 ? [pair, ''] : [decoded(pair.slice(0, colon)), decoded(pair.slice(colon + 1))];
}

/** RFC 6749 §2.3.1: both halves are form-encoded. */
function decoded(text: string): string {
  return new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v') ?? '';
}
