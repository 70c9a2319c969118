import type { Authority, DeviceCode, NewToken, PollReply } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import { readTokenReply } from '../../core/token-reply.ts';
import { BadReply, jsonOf, readAs } from './bad-reply.ts';
import { type Answer, type Line, Unanswered } from './exchange.ts';
import { judgeDevice, judgeOAuth, parsed, wordsIn } from './oauth-judge.ts';
import { openOAuthRequests } from './oauth-requests.ts';
import { deviceCodeShape, tokenShape } from './shapes.ts';
import type { App } from './token-endpoint.ts';
import { whoIs } from './who-is.ts';

export interface AuthorityOptions extends Line, App {
  apiUrl: string;
}

const DEVICE = 'POST /oauth2/device/authorize';
const TOKEN = 'POST /api/token';
const PAUSE_MS = 1_000;

/** Spotify's accounts service for one client id (core/ports). Stateless. */
export function openAuthority(options: AuthorityOptions): Authority {
  const { clock, signal, accountsUrl, clientId } = options;
  const requests = openOAuthRequests(options, options);
  const page = `${accountsUrl.trim().replace(/\/+$/, '')}/authorize`;

  return {
    async requestDevice(scopes): Promise<DeviceCode> {
      const answer = await answered(() => requests.device(scopes));
      if (!isSuccess(answer)) throw judgeDevice(answer, { what: DEVICE, secrets: [], now: clock.now() });
      const raw = readAs(deviceCodeShape, jsonOf(answer.text, DEVICE), DEVICE);
      return {
        deviceCode: raw.device_code,
        userCode: raw.user_code,
        verificationUri: raw.verification_uri,
        verificationUriComplete: raw.verification_uri_complete ?? null,
        expiresIn: raw.expires_in,
        interval: raw.interval,
      };
    },

    async poll(deviceCode): Promise<PollReply> {
      const began = clock.now();
      try {
        return polled(await requests.poll(deviceCode), deviceCode, began);
      } catch (error) {
        if (error instanceof Unanswered) return { kind: 'timeout' };
        throw error;
      }
    },

    authorizeUrl({ redirectUri, state, codeChallenge, scopes }) {
      const query = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
        // Without it a browser that once agreed is sent back at once, as whoever is logged in on it.
        show_dialog: 'true',
      });
      if (scopes.length) query.set('scope', scopes.join(' '));
      return `${page}?${query}`;
    },

    async exchange(given): Promise<NewToken> {
      const began = clock.now();
      // The person need not go all the way again for a hiccup. A code that may have been used is not shown twice.
      let answer = await requests.redeem(given).catch(notSent);
      if (!answer || answer.status >= 500) {
        await clock.sleep(PAUSE_MS, signal);
        signal?.throwIfAborted();
        answer = await answered(() => requests.redeem(given));
      }
      if (isSuccess(answer)) return newToken(jsonOf(answer.text, TOKEN), began);
      const secrets = [given.code, given.codeVerifier];
      throw judgeOAuth(answer, { what: TOKEN, secrets, now: clock.now() });
    },

    whoIs: (accessToken) => whoIs(options, options.apiUrl, accessToken),
  };
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

async function answered(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Unanswered) throw new Trouble('unreachable', `Spotify: ${error.message}`);
    throw error;
  }
}

/** Undefined for a request that never left; what else went wrong goes on. */
function notSent(error: unknown): undefined {
  if (!(error instanceof Unanswered)) throw error;
  if (error.fate !== 'not_sent') throw new Trouble('unreachable', `Spotify: ${error.message}`);
}

function polled({ status, text }: Answer, deviceCode: string, began: number): PollReply {
  const body = parsed(text);
  const heard = readTokenReply({ status, body });
  if (heard.kind === 'timeout') return heard;
  if (heard.kind === 'error') return { ...heard, description: wordsIn(text, [deviceCode]) || null };
  try {
    return { kind: 'token', token: newToken(body, began) };
  } catch (error) {
    if (!(error instanceof BadReply)) throw error;
    // It was agreed to, and is worth nothing: polling on would never bring better.
    return { kind: 'error', error: 'invalid_token', description: error.message };
  }
}

/** `began` is when it was asked for: not later than what counts from the answer. Throws BadReply. */
function newToken(json: unknown, began: number): NewToken {
  const token = readAs(tokenShape, json, TOKEN);
  if (!token.refresh_token) {
    throw new BadReply(TOKEN, 'refresh_token: a new authorization brings one, and this one does not');
  }
  return {
    accessToken: token.access_token,
    refreshToken: token.refresh_token,
    expiresAt: began + token.expires_in * 1000,
    scope: token.scope ?? null,
    authorizedAt: began,
  };
}
