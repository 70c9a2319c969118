import { Trouble } from '../../core/problem.ts';
import { jsonOf, readAs } from './bad-reply.ts';
import { type Answer, exchange, type Line, Unanswered } from './exchange.ts';
import { saidIn } from './judge.ts';
import { retryAt } from './retry-after.ts';
import { tokenShape } from './shapes.ts';

/** The app at Spotify, and where Spotify's accounts are. */
export interface App {
  accountsUrl: string;
  clientId: string;
  /** For apps that have one; without it the app is a public client (PKCE). */
  clientSecret?: string | undefined;
}

export type Refreshed =
  | {
      outcome: 'fresh';
      accessToken: string;
      lifetimeMs: number;
      refreshToken: string | null;
      scope: string | null;
    }
  /** The grant has ended: not to be asked again (Web API, "refreshing tokens"). */
  | { outcome: 'dead'; said: string }
  /** Not now. Without `retryAt` whoever asks decides when to try again. */
  | { outcome: 'failed'; trouble: Trouble; retryAt?: number };

const WHAT = 'POST /api/token';
const TIMEOUT_MS = 10_000;
const LIMIT = 64 * 1024;
/** How long a client id or secret that Spotify refused is not shown to it again. */
const WRONG_APP_MS = 5 * 60_000;

/**
 * RFC 6749 §6. Judged by hand rather than by a library: those insist on `token_type`, refuse `refresh_token: null` and
 * hide an error's body behind a WWW-Authenticate header, and another program than Spotify may answer.
 */
export async function refresh(line: Line, app: App, refreshToken: string): Promise<Refreshed> {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const authorization = authorizationOf(app);
  if (authorization) headers.authorization = authorization;
  else form.set('client_id', app.clientId);
  const began = line.clock.now();
  try {
    const url = `${app.accountsUrl.replace(/\/+$/, '')}/api/token`;
    const body = form.toString();
    const answer = await exchange(line, {
      url,
      method: 'POST',
      headers,
      body,
      timeoutMs: TIMEOUT_MS,
      limit: LIMIT,
      whole: true,
    });
    return judged(answer, line.clock.now());
  } catch (error) {
    if (error instanceof Trouble) return { outcome: 'failed', trouble: error };
    if (!(error instanceof Unanswered)) throw error;
    const trouble = new Trouble('unreachable', `Spotify gives no new access token: ${error.message}`);
    return { outcome: 'failed', trouble, ...(error.fate === 'timeout' ? { retryAt: began + 15_000 } : {}) };
  }
}

function judged(answer: Answer, now: number): Refreshed {
  const { status, text } = answer;
  if (status >= 200 && status < 300) {
    const token = readAs(tokenShape, jsonOf(text, WHAT), WHAT);
    return {
      outcome: 'fresh',
      accessToken: token.access_token,
      lifetimeMs: token.expires_in * 1000,
      refreshToken: token.refresh_token || null,
      scope: token.scope ?? null,
    };
  }
  const { message, reason } = saidIn(text);
  const quoted = message ? ` Spotify says: ${message}` : '';
  if (status === 429) {
    const at = retryAt(answer.header('retry-after'), now, 'rate', answer.header('date'));
    const trouble = new Trouble('rate_limited', 'Spotify renews no access token now: too many requests.', at);
    return { outcome: 'failed', trouble, retryAt: at };
  }
  if (status >= 400 && status < 500) {
    if (reason === 'invalid_grant') return { outcome: 'dead', said: message };
    if (reason === 'invalid_client' || reason === 'unauthorized_client' || reason === 'invalid_request') {
      const words = 'Spotify does not accept the app: check spotify.client_id and, if set, client_secret.';
      const at = now + WRONG_APP_MS;
      return { outcome: 'failed', trouble: new Trouble('refused', words + quoted, at), retryAt: at };
    }
  }
  const words = `Spotify gives no new access token (status ${status}).${quoted}`;
  return { outcome: 'failed', trouble: new Trouble('unreachable', words) };
}

/** How an app with a secret shows it (RFC 6749 §2.3.1: both parts form-encoded before they are joined); undefined without. */
export function authorizationOf({ clientId, clientSecret }: App): string | undefined {
  if (!clientSecret) return undefined;
  const encoded = [clientId, clientSecret].map((part) =>
    new URLSearchParams({ '': part }).toString().slice(1),
  );
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}
