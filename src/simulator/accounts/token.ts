import { type Answer, type Call, json, oauthError } from '../answer.ts';
import type { Spotify } from '../spotify.ts';
import { type Credentials, credentialsIn } from './credentials.ts';
import { formIn } from './form.ts';
import { ACCESS_TOKEN_LIFETIME_S, type Grant } from './grants.ts';

export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** `POST /api/token`: a code, a refresh token or a device code for an access token. */
export function token(spotify: Spotify, call: Call, now: number): Answer {
  const form = formIn(call);
  if ('status' in form) return form;
  const kind = form.get('grant_type');
  if (kind === null) return oauthError('unsupported_grant_type', 'grant_type parameter is missing');
  const exchange = EXCHANGES[kind];
  if (!exchange) {
    return oauthError(
      'unsupported_grant_type',
      `grant_type must be one of ${Object.keys(EXCHANGES).join(', ')}`,
    );
  }
  const credentials = credentialsIn(spotify, call, form);
  if ('status' in credentials) return credentials;
  return exchange(spotify, credentials, form, now);
}

type Exchange = (spotify: Spotify, credentials: Credentials, form: URLSearchParams, now: number) => Answer;

const EXCHANGES: Record<string, Exchange> = {
  authorization_code: redeemCode,
  refresh_token: refresh,
  [DEVICE_GRANT]: pollDevice,
};

function redeemCode(
  spotify: Spotify,
  { client, authenticated }: Credentials,
  form: URLSearchParams,
  now: number,
): Answer {
  const code = form.get('code');
  if (!code) return oauthError('invalid_request', 'code must be supplied');
  const verifier = form.get('code_verifier') ?? undefined;
  if (verifier === undefined && !authenticated)
    return oauthError('invalid_request', 'code_verifier or client secret required');
  const given = { client: client.id, redirectUri: form.get('redirect_uri') ?? '', verifier };
  const authorization = spotify.codes.redeem(code, given, now);
  if (typeof authorization === 'string') return oauthError('invalid_grant', authorization);
  const { user, scopes, at, challenge } = authorization;
  const secretless = challenge !== undefined;
  const grant = spotify.grants.add({ user, client: client.id, scopes, authorizedAt: at, secretless });
  return tokens(spotify, grant, now, grant.refreshToken);
}

/** Refresh answers carry no `refresh_token` since July 2026, unless it was rotated. */
function refresh(
  spotify: Spotify,
  { client, authenticated }: Credentials,
  form: URLSearchParams,
  now: number,
): Answer {
  const refreshToken = form.get('refresh_token');
  if (!refreshToken) return oauthError('invalid_request', 'refresh_token must be supplied');
  const grant = spotify.grants.refresh(refreshToken, now);
  if (typeof grant === 'string') return oauthError('invalid_grant', grant);
  if (grant.client !== client.id) return oauthError('invalid_grant', 'Invalid refresh token');
  if (!grant.secretless && !authenticated) return oauthError('invalid_client', 'Invalid client secret');
  return tokens(
    spotify,
    grant,
    now,
    spotify.settings.rotateRefreshTokens ? spotify.grants.rotate(grant) : undefined,
  );
}

function pollDevice(spotify: Spotify, { client }: Credentials, form: URLSearchParams, now: number): Answer {
  const deviceCode = form.get('device_code');
  if (!deviceCode) return oauthError('invalid_request', 'device_code must be supplied');
  const outcome = spotify.pairings.poll(deviceCode, client.id, now);
  if ('error' in outcome) return oauthError(outcome.error);
  const { user, at: authorizedAt, pairing } = outcome;
  const grant = spotify.grants.add({
    user,
    client: client.id,
    scopes: pairing.scopes,
    authorizedAt,
    secretless: true,
  });
  return tokens(spotify, grant, now, grant.refreshToken);
}

function tokens(spotify: Spotify, grant: Grant, now: number, refreshToken: string | undefined): Answer {
  const body = {
    access_token: spotify.grants.access(grant, now),
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_LIFETIME_S,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: grant.scopes.join(' '),
  };
  return json(200, body, { 'cache-control': 'no-store' });
}
