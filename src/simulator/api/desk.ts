import type { AccessToken } from '../accounts/grants.ts';
import { type Answer, apiError, type Call, text } from '../answer.ts';
import type { Spotify } from '../spotify.ts';
import { catalogueRoutes } from './catalogue.ts';
import { libraryRoutes } from './library.ts';
import { meRoutes } from './me.ts';
import { playerCommandRoutes } from './player-commands.ts';
import { playerReadRoutes } from './player-reads.ts';
import { playlistRoutes } from './playlists.ts';
import { isRemoved } from './removed.ts';
import { type Ask, Refusal, type Route, requireScopes } from './route.ts';
import { searchRoutes } from './search.ts';

const ROUTES: Route[] = [
  ...playerReadRoutes,
  ...playerCommandRoutes,
  ...meRoutes,
  ...playlistRoutes,
  ...catalogueRoutes,
  ...searchRoutes,
  ...libraryRoutes,
];

/** Who asks, by the access token: or the 401 that says what is wrong with it. */
export function bearerIn(spotify: Spotify, call: Call, now: number): AccessToken | Answer {
  const header = call.headers.authorization;
  if (header === undefined) return apiError(401, 'No token provided');
  const bearer = /^Bearer (\S+)$/i.exec(header)?.[1];
  if (bearer === undefined) return apiError(400, 'Only valid bearer authentication supported');
  const token = spotify.grants.accessToken(bearer);
  if (!token || token.grant.revoked) return apiError(401, 'Invalid access token');
  if (now >= token.expiresAt) return apiError(401, 'The access token expired');
  return token;
}

/** api.spotify.com/v1, for somebody whose token is good. */
export function apiAnswer(spotify: Spotify, call: Call, url: URL, token: AccessToken, now: number): Answer {
  const user = spotify.users.get(token.grant.user);
  const client = spotify.clients.get(token.grant.client);
  if (!user || !client) return apiError(401, 'Invalid access token');
  if (!client.ownerPremium)
    return apiError(403, 'Active premium subscription required for the owner of the app.');
  // OAuth lets anybody in; only here does development mode turn people away, and in plain text.
  if (!user.registered) return text(403, 'User not registered in the Developer Dashboard');
  const path = url.pathname.replace(/^\/v1/, '');
  if (isRemoved(call.method, path)) return apiError(403, 'Forbidden');
  for (const route of ROUTES) {
    const params = route.method === call.method ? paramsOf(route.path, path) : undefined;
    if (!params) continue;
    const { scopes } = token.grant;
    const ask: Ask = { spotify, user, client, scopes, params, query: url.searchParams, body: call.body, now };
    return spotify.limits.quota(client, route.bucket, now) ?? served(route, ask);
  }
  const known = ROUTES.some((route) => paramsOf(route.path, path));
  return known ? apiError(405, 'Method not allowed') : apiError(404, 'Service not found');
}

function served(route: Route, ask: Ask): Answer {
  try {
    requireScopes(ask, route.scopes ?? []);
    return route.answer(ask);
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.answer;
    throw refusal;
  }
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
