import { type Answer, html, redirect, text } from '../answer.ts';
import type { Spotify } from '../spotify.ts';
import { type Client, judgeRedirect } from './client.ts';
import { AGREE_OR_CANCEL, escapeHtml, page, scopeList, userChoice } from './page.ts';
import { scopesOf, unknownScopes } from './scope.ts';

/** What an app asks a person for, once it has been found in order. */
interface Wish {
  client: Client;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  challenge: string | undefined;
  showDialog: boolean;
}

const COOKIE = 'simulated_listener';

/**
 * `GET /authorize` (RFC 6749 §4.1.1 with RFC 7636): who are you, and may this app? A browser that once agreed is sent back at once,
 * unless `show_dialog=true`.
 */
export function authorizePage(spotify: Spotify, query: URLSearchParams, cookie: string, now: number): Answer {
  const wish = wishIn(spotify, query);
  if ('status' in wish) return wish;
  const known = new RegExp(`${COOKIE}=([^;]+)`).exec(cookie)?.[1];
  const listener = [...spotify.users.keys()].find((id) => encodeURIComponent(id) === known);
  const grant = listener === undefined ? undefined : spotify.grantOf(listener, wish.client.id, now);
  if (grant && !wish.showDialog && wish.scopes.every((scope) => grant.scopes.includes(scope))) {
    return sendBack(wish, { code: codeFor(spotify, wish, grant.user, now) });
  }
  const form = `<p><b>${escapeHtml(wish.client.name)}</b> would like to:</p>${scopeList(wish.scopes)}
<form method="post" action="/authorize?${escapeHtml(query.toString())}">
${userChoice(spotify.users.values())}
${AGREE_OR_CANCEL}</form>`;
  return html(200, page('Choose who you are', form));
}

/** The form of that page, sent: `user` and `decision` (`agree` or anything else). */
export function authorizeDecision(
  spotify: Spotify,
  query: URLSearchParams,
  form: URLSearchParams,
  now: number,
): Answer {
  const wish = wishIn(spotify, query);
  if ('status' in wish) return wish;
  if (form.get('decision') !== 'agree') return sendBack(wish, { error: 'access_denied' });
  const user = spotify.users.get(form.get('user') ?? '');
  if (!user) return text(400, `Unknown user. Known: ${[...spotify.users.keys()].join(', ')}`);
  const cookie = `${COOKIE}=${encodeURIComponent(user.id)}; Path=/; HttpOnly; SameSite=Lax`;
  return sendBack(wish, { code: codeFor(spotify, wish, user.id, now) }, { 'set-cookie': cookie });
}

function codeFor(spotify: Spotify, wish: Wish, user: string, at: number): string {
  const { client, redirectUri, scopes, challenge } = wish;
  return spotify.codes.issue({ user, client: client.id, redirectUri, scopes, challenge, at });
}

/** Errors before the redirect URI is known to be good are shown as plain text, as Spotify does; later ones travel back. */
function wishIn(spotify: Spotify, query: URLSearchParams): Wish | Answer {
  for (const name of ['client_id', 'response_type', 'redirect_uri']) {
    if (!query.get(name)) return text(400, `Missing required parameter: ${name}`);
  }
  const client = spotify.clients.get(query.get('client_id') ?? '');
  if (!client) return text(400, 'INVALID_CLIENT: Invalid client');
  const redirectUri = query.get('redirect_uri') ?? '';
  const verdict = judgeRedirect(client, redirectUri);
  if (verdict === 'insecure') return text(400, 'INVALID_CLIENT: Insecure redirect URI');
  if (verdict === 'invalid') return text(400, 'INVALID_CLIENT: Invalid redirect URI');
  const scopes = scopesOf(query.get('scope') ?? '');
  if (unknownScopes(scopes).length > 0) return text(400, 'INVALID_SCOPE: Invalid scope');
  const challenge = query.get('code_challenge') ?? undefined;
  const showDialog = query.get('show_dialog') === 'true';
  const wish: Wish = { client, redirectUri, scopes, state: query.get('state'), challenge, showDialog };
  if (query.get('response_type') !== 'code') return sendBack(wish, { error: 'unsupported_response_type' });
  if (
    challenge !== undefined &&
    (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge))
  ) {
    return sendBack(wish, {
      error: 'invalid_request',
      error_description: 'code_challenge_method must be S256',
    });
  }
  if (challenge === undefined && client.secret === undefined) {
    return sendBack(wish, { error: 'invalid_request', error_description: 'code_challenge required' });
  }
  return wish;
}

function sendBack(wish: Wish, fields: Record<string, string>, headers: Record<string, string> = {}): Answer {
  const target = new URL(wish.redirectUri);
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  if (wish.state !== null) target.searchParams.set('state', wish.state);
  return redirect(target.toString(), headers);
}
