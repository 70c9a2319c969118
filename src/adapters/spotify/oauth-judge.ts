/** What an answer of the accounts service that is no success means. Pure. */
import { Trouble } from '../../core/problem.ts';
import { OAuthRefusal } from '../../core/refusal.ts';
import { oauthErrorIn } from '../../core/token-reply.ts';
import type { Answer } from './exchange.ts';
import { saidIn } from './judge.ts';
import { retryAt } from './retry-after.ts';

/** RFC 6749 §5.2 in words for people. */
const WORDS = new Map<string, string>([
  ['unauthorized_client', 'Spotify does not let this app pair in this way.'],
  ['unsupported_grant_type', 'Spotify does not know this way of pairing.'],
  ['invalid_client', 'Spotify does not accept the app: check spotify.client_id and, if set, client_secret.'],
  ['invalid_grant', 'Spotify no longer takes this authorization: pair again.'],
  ['invalid_scope', 'Spotify does not know one of the scopes that were asked for.'],
  ['access_denied', 'It was not allowed at Spotify.'],
]);

/** How the device endpoint may say that it is not for this app, where it says so without an OAuth error code. */
const NOT_FOR_YOU: readonly number[] = [400, 401, 403, 404, 405, 410];

export interface Asked {
  /** The request, for people: `POST /api/token`. */
  what: string;
  /** What was sent and must not come back in a message. */
  secrets: readonly string[];
  now: number;
}

/** The trouble behind an answer other than a success: an OAuthRefusal where it carries an OAuth error code. */
export function judgeOAuth({ status, text, header }: Answer, { what, secrets, now }: Asked): Trouble {
  const said = wordsIn(text, secrets);
  const quoted = said ? ` Spotify says: ${said}` : '';
  if (status === 429) {
    const at = retryAt(header('retry-after'), now, 'rate', header('date'));
    return new Trouble('rate_limited', 'Spotify takes no pairing now: too many requests.', at);
  }
  const error = oauthErrorIn(status, parsed(text));
  if (error !== undefined) {
    return new OAuthRefusal(error, (WORDS.get(error) ?? 'Spotify refused to pair.') + quoted);
  }
  if (status >= 500) {
    return new Trouble('unreachable', `Spotify is in trouble itself (status ${status}).${quoted}`);
  }
  const where = 'is spotify.accounts_url the address of the accounts service?';
  return new Trouble('unreachable', `Spotify answered ${what} with status ${status}: ${where}${quoted}`);
}

/** As above for the device endpoint: how it refuses an app is not documented, so that any plain refusal counts as one. */
export function judgeDevice(answer: Answer, asked: Asked): Trouble {
  const trouble = judgeOAuth(answer, asked);
  if (trouble instanceof OAuthRefusal || !NOT_FOR_YOU.includes(answer.status)) return trouble;
  const words = `${WORDS.get('unauthorized_client')} (Status ${answer.status}.)`;
  return new OAuthRefusal('unauthorized_client', words);
}

/** Spotify's words, clean, without what was sent; empty where there are none beside the error code. */
export function wordsIn(text: string, secrets: readonly string[]): string {
  const hidden = (from: string) =>
    secrets
      .filter(Boolean)
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .reduce((rest, secret) => rest.replaceAll(secret, '…'), from);
  const { message, reason } = saidIn(hidden(text));
  return message === reason ? '' : hidden(message);
}

/** A body's JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
