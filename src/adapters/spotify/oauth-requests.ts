import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  customFetch,
  deviceAuthorizationRequest,
  deviceCodeGrantRequest,
  None,
  validateAuthResponse,
} from 'oauth4webapi';
import { type Answer, exchange, type Line } from './exchange.ts';
import { type App, authorizationOf } from './token-endpoint.ts';

/** The protocol's requests, each with Spotify's answer as it came. They reject with Unanswered, or the signal's reason. */
export interface OAuthRequests {
  device(scopes: readonly string[]): Promise<Answer>;
  poll(deviceCode: string): Promise<Answer>;
  redeem(answer: { code: string; redirectUri: string; codeVerifier: string }): Promise<Answer>;
}

const TIMEOUT_MS = 10_000;
const LIMIT = 64 * 1024;

/** What oauth4webapi hands to whoever carries a request for it. */
interface Built {
  method: string;
  headers: Record<string, string>;
  body: { toString(): string };
}

/**
 * oauth4webapi builds the requests; our own exchange carries them, in the clock's time; and the answers are judged by hand,
 * for the reasons that `refresh` gives.
 */
export function openOAuthRequests(line: Line, app: App): OAuthRequests {
  const base = app.accountsUrl.trim().replace(/\/+$/, '');
  const server = {
    issuer: base,
    token_endpoint: `${base}/api/token`,
    device_authorization_endpoint: `${base}/oauth2/device/authorize`,
  };
  const client: Client = { client_id: app.clientId };
  const authorization = authorizationOf(app);
  const shown: ClientAuth = (_server, _client, _body, headers) => {
    headers.set('authorization', authorization ?? '');
  };
  const authentication = authorization ? shown : None();

  async function carried(
    request: (options: Parameters<typeof deviceCodeGrantRequest>[4]) => Promise<unknown>,
  ): Promise<Answer> {
    let answer: Answer | undefined;
    const carrier = async (url: string, { method, headers, body }: Built): Promise<Response> => {
      const text = body.toString();
      answer = await exchange(line, {
        url,
        method,
        headers,
        body: text,
        timeoutMs: TIMEOUT_MS,
        limit: LIMIT,
        whole: true,
      });
      return new Response();
    };
    // Plain http is for another Spotify than Spotify's, in the house: who writes it in accounts_url means it.
    await request({ [customFetch]: carrier, [allowInsecureRequests]: base.startsWith('http:') });
    if (!answer) throw new Error('oauth4webapi sent nothing');
    return answer;
  }

  return {
    device: (scopes) =>
      carried((options) =>
        deviceAuthorizationRequest(server, client, authentication, { scope: scopes.join(' ') }, options),
      ),
    poll: (deviceCode) =>
      carried((options) => deviceCodeGrantRequest(server, client, authentication, deviceCode, options)),
    redeem: ({ code, redirectUri, codeVerifier }) => {
      // The state was judged where the answer came in, together with whose it is.
      const judged = validateAuthResponse(server, client, new URLSearchParams({ code }));
      return carried((options) =>
        authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          judged,
          redirectUri,
          codeVerifier,
          options,
        ),
      );
    },
  };
}
