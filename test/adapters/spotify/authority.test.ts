import { afterEach, describe, expect, it } from 'vitest';
import { type AuthorityOptions, openAuthority } from '../../../src/adapters/spotify/authority.ts';
import { openHttp } from '../../../src/adapters/spotify/http.ts';
import { afterPoll, startGrant } from '../../../src/core/grant.ts';
import { OAuthRefusal } from '../../../src/core/refusal.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { challengeOf, newState, newVerifier } from '../../../src/lib/pkce.ts';
import {
  CONFIDENTIAL_CLIENT,
  CONFIDENTIAL_SECRET,
  DASHBOARD_CLIENT,
  TELEVISION_CLIENT,
} from '../../../src/simulator/accounts/client.ts';
import { Simulator } from '../../../src/simulator/simulator.ts';
import { type RunningSimulator, startSimulator } from '../../../src/simulator/start.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { type Answer, broken, FakeGate, fakeWeb, reply, troubleOf } from './fake-web.ts';

const ACCOUNTS = 'https://accounts.spotify.com';
const API = 'https://api.spotify.com/v1';
const REDIRECT = 'http://127.0.0.1:8099/callback';
const SCOPES = ['user-read-playback-state', 'user-read-private'];

function given(clientId: string, more: Partial<AuthorityOptions> = {}) {
  const clock = new FakeClock();
  const simulator = new Simulator(clock);
  const { fetch } = simulator;
  const authority = openAuthority({ fetch, clock, accountsUrl: ACCOUNTS, apiUrl: API, clientId, ...more });
  return { clock, simulator, authority, control: simulator.world.control };
}

/** An authority whose Spotify answers as told. */
function scripted(...answers: Answer[]) {
  const clock = new FakeClock();
  const { fetch, sent } = fakeWeb(new FakeGate(), ...answers);
  const accountsUrl = 'http://accounts.test/';
  const authority = openAuthority({ fetch, clock, accountsUrl, apiUrl: 'http://api.test', clientId: 'app' });
  return { clock, authority, sent, form: (index = 0) => new URLSearchParams(sent[index]?.body) };
}

/** Somebody follows the link and agrees: what comes back to the redirect address. */
function agreed({ authority, control, clock }: ReturnType<typeof given>, user = 'family') {
  const [state, codeVerifier] = [newState(), newVerifier()];
  const url = authority.authorizeUrl({
    redirectUri: REDIRECT,
    state,
    codeChallenge: challengeOf(codeVerifier),
    scopes: SCOPES,
  });
  const back = new URL(control.authorize({ url, user }, clock.now()));
  expect(back.searchParams.get('state')).toBe(state);
  return { code: back.searchParams.get('code') ?? '', redirectUri: REDIRECT, codeVerifier };
}

const REDEEM = { code: 'the-code', redirectUri: REDIRECT, codeVerifier: 'the-verifier' };
const TOKEN = { access_token: 'access', token_type: 'Bearer', expires_in: 3600, refresh_token: 'refresh' };
const DEVICE = { device_code: 'd', user_code: 'AB', verification_uri: 'https://a.test/pair', expires_in: 60 };

const refusalOf = async (promise: Promise<unknown>): Promise<OAuthRefusal> => {
  const trouble = await troubleOf(promise);
  if (!(trouble instanceof OAuthRefusal)) throw trouble;
  return trouble;
};

describe('the device grant', () => {
  it('is asked for in a form, with the client id once', async () => {
    const { authority, sent, form } = scripted(reply(200, DEVICE));
    await authority.requestDevice(SCOPES);
    expect(sent[0]).toMatchObject({ url: 'http://accounts.test/oauth2/device/authorize', method: 'POST' });
    expect(sent[0]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect([...form()]).toEqual([
      ['scope', SCOPES.join(' ')],
      ['client_id', 'app'],
    ]);
  });

  it('is polled with the exact grant, and brings a token once somebody agrees', async () => {
    const { authority, control, simulator, clock } = given(TELEVISION_CLIENT);
    const device = await authority.requestDevice(SCOPES);
    expect(device).toMatchObject({ expiresIn: 3599, interval: 5, verificationUri: `${ACCOUNTS}/pair` });
    const grant = startGrant({ at: clock.now(), ...device });
    await clock.advance(5000);
    const pending = await authority.poll(device.deviceCode);
    expect(pending).toEqual({ kind: 'error', error: 'authorization_pending', description: null });
    expect(afterPoll(grant, clock.now(), pending)).toMatchObject({ next: 'poll' });
    expect(await authority.poll(device.deviceCode)).toMatchObject({ error: 'slow_down' });
    await clock.advance(10_000);
    control.pair({ user_code: device.userCode, user: 'family' }, clock.now());
    const paired = await authority.poll(device.deviceCode);
    expect(paired).toMatchObject({
      kind: 'token',
      token: {
        scope: SCOPES.join(' '),
        authorizedAt: clock.now(),
        expiresAt: clock.now() + 3_600_000,
        refreshToken: expect.stringMatching(/^AQ/),
      },
    });
    if (paired.kind !== 'token') throw new Error('a token was expected');
    expect(await authority.whoIs(paired.token.accessToken)).toMatchObject({ userId: 'family' });
    expect(simulator.requests.map(({ status }) => status)).toEqual([200, 400, 400, 200, 200]);
  });

  it('ends where somebody says no, where the code is over, where it is unknown', async () => {
    const { authority, control, clock } = given(TELEVISION_CLIENT);
    const [one, two] = [await authority.requestDevice(SCOPES), await authority.requestDevice(SCOPES)];
    control.pair({ user_code: one.userCode, user: 'family', agree: false }, clock.now());
    await clock.advance(5000);
    expect(await authority.poll(one.deviceCode)).toMatchObject({ error: 'access_denied' });
    await clock.advance(3_600_000);
    expect(await authority.poll(two.deviceCode)).toMatchObject({ error: 'expired_token' });
    expect(await authority.poll('unknown')).toMatchObject({ error: 'invalid_grant' });
  });

  it('is refused to an app of the dashboard, and to one that is unknown', async () => {
    expect(await refusalOf(given(DASHBOARD_CLIENT).authority.requestDevice(SCOPES))).toMatchObject({
      error: 'unauthorized_client',
    });
    expect(await refusalOf(given('nobody').authority.requestDevice(SCOPES))).toMatchObject({
      error: 'invalid_client',
    });
  });

  it.each<[string, Answer, string]>([
    [
      'a challenge',
      reply(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic' }),
      'invalid_client',
    ],
    ['another status', reply(403, { error: 'unsupported_grant_type' }), 'unsupported_grant_type'],
    ['a wrong scope', reply(400, { error: 'invalid_scope', error_description: 'x' }), 'invalid_scope'],
    ['a page', reply(403, '<html>'), 'unauthorized_client'],
    ['a missing endpoint', reply(404), 'unauthorized_client'],
  ])('is refused with %s', async (_, answer, error) => {
    const { authority } = scripted(answer);
    expect(await refusalOf(authority.requestDevice(SCOPES))).toMatchObject({
      error,
      problem: { kind: 'refused' },
    });
  });

  it.each<[string, Answer, string]>([
    ['429', reply(429, 'Too many requests', { 'retry-after': '7' }), 'rate_limited'],
    ['503', reply(503, '<html>'), 'unreachable'],
    ['503 in words', reply(503, { error: 'temporarily_unavailable' }), 'unreachable'],
    ['a redirect', reply(302), 'unreachable'],
    ['a cut', broken('ECONNRESET'), 'unreachable'],
    ['no JSON', reply(200, '<html>'), 'unreachable'],
    ['no device_code', reply(200, { ...DEVICE, device_code: undefined }), 'unreachable'],
    ['a link that is none', reply(200, { ...DEVICE, verification_uri: 'javascript:x' }), 'unreachable'],
    ['an invisible code', reply(200, { ...DEVICE, user_code: 'A\u202eB' }), 'unreachable'],
  ])('fails for now with %s', async (_, answer, kind) => {
    const { authority, clock } = scripted(answer);
    const { problem } = await troubleOf(authority.requestDevice(SCOPES));
    expect(problem.kind).toBe(kind);
    if (kind === 'rate_limited') expect(problem.retryAt).toBe(clock.now() + 7000);
  });

  it.each<[object, object]>([
    [{}, { interval: 5, verificationUriComplete: null, expiresIn: 60 }],
    [{ interval: null, verification_uri_complete: null, foo: 1 }, { interval: 5 }],
    [
      { interval: '7', expires_in: '90' },
      { interval: 7, expiresIn: 90 },
    ],
    [{ verification_uri_complete: 'javascript:x' }, { verificationUriComplete: null }],
  ])('is read with %j', async (more, expected) => {
    const { authority } = scripted(reply(200, { ...DEVICE, ...more }));
    expect(await authority.requestDevice(SCOPES)).toMatchObject(expected);
  });

  it.each<[string, Answer, object]>([
    ['503', reply(503), { kind: 'timeout' }],
    ['429', reply(429, 'Too many requests'), { kind: 'timeout' }],
    ['a cut', broken('ECONNRESET'), { kind: 'timeout' }],
    ['no network', broken('ENOTFOUND'), { kind: 'timeout' }],
    ['half a token', reply(200, '{"access_token":"x'), { kind: 'timeout' }],
    ['no token_type', reply(200, { ...TOKEN, token_type: undefined }), { kind: 'token' }],
    ['no refresh_token', reply(200, { ...TOKEN, refresh_token: null }), { error: 'invalid_token' }],
    [
      'a token that no header takes',
      reply(200, { ...TOKEN, access_token: 'ä\n' }),
      { error: 'invalid_token' },
    ],
    [
      'an echo of the code',
      reply(400, { error: 'x', error_description: 'bad my-device-code' }),
      { description: 'bad …' },
    ],
  ])('hears %s in a poll', async (_, answer, expected) => {
    const { authority } = scripted(answer);
    expect(await authority.poll('my-device-code')).toMatchObject(expected);
  });

  it('hears a time-out where a poll is not answered for 10 s', async () => {
    const { authority, clock } = scripted('hang');
    const poll = authority.poll('code');
    await clock.advance(10_000);
    expect(await poll).toEqual({ kind: 'timeout' });
  });
});

describe('code and PKCE', () => {
  it('sends people where they are asked, whoever is logged in', () => {
    const url = new URL(
      scripted().authority.authorizeUrl({
        redirectUri: REDIRECT,
        state: 's',
        codeChallenge: 'c',
        scopes: SCOPES,
      }),
    );
    expect(url.origin + url.pathname).toBe('http://accounts.test/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'app',
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: SCOPES.join(' '),
      state: 's',
      code_challenge: 'c',
      code_challenge_method: 'S256',
      show_dialog: 'true',
    });
  });

  it('exchanges the code without a secret', async () => {
    const { authority, form } = scripted(reply(200, TOKEN));
    await authority.exchange(REDEEM);
    expect(Object.fromEntries(form())).toEqual({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: REDIRECT,
      client_id: 'app',
      code_verifier: 'the-verifier',
    });
  });

  it.each([
    [DASHBOARD_CLIENT, undefined],
    [CONFIDENTIAL_CLIENT, CONFIDENTIAL_SECRET],
  ])('pairs app %s', async (clientId, clientSecret) => {
    const home = given(clientId, { clientSecret });
    const token = await home.authority.exchange(agreed(home));
    expect(token).toMatchObject({ scope: SCOPES.join(' '), authorizedAt: home.clock.now() });
    expect(await home.authority.whoIs(token.accessToken)).toMatchObject({ userId: 'family' });
  });

  it.each<[string, object, string]>([
    ['Invalid authorization code', { code: 'AQnever' }, 'invalid_grant'],
    ['code_verifier was incorrect', { codeVerifier: newVerifier() }, 'invalid_grant'],
    ['Invalid redirect URI', { redirectUri: 'http://127.0.0.1:1/callback' }, 'invalid_grant'],
  ])('says “%s”', async (said, change, error) => {
    const home = given(DASHBOARD_CLIENT);
    const refusal = await refusalOf(home.authority.exchange({ ...agreed(home), ...change }));
    expect(refusal).toMatchObject({ error, message: expect.stringContaining(said) });
  });

  it('says that a code is too old, and that it was used', async () => {
    const home = given(DASHBOARD_CLIENT);
    const [used, old] = [agreed(home), agreed(home)];
    await home.authority.exchange(used);
    expect((await refusalOf(home.authority.exchange(used))).message).toContain('Invalid authorization code');
    await home.clock.advance(601_000);
    expect((await refusalOf(home.authority.exchange(old))).message).toContain('Authorization code expired');
  });

  it('says that the secret is wrong', async () => {
    const home = given(CONFIDENTIAL_CLIENT, { clientSecret: 'wrong' });
    expect(await refusalOf(home.authority.exchange(agreed(home)))).toMatchObject({ error: 'invalid_client' });
  });

  it.each<[string, Answer[]]>([
    ['a 503', [reply(503), reply(200, TOKEN)]],
    ['a connection that never stood', [broken('ECONNREFUSED', 'connect'), reply(200, TOKEN)]],
    ['no token_type', [reply(200, { ...TOKEN, token_type: undefined })]],
  ])('succeeds in spite of %s', async (_, answers) => {
    const { authority, clock } = scripted(...answers);
    const token = authority.exchange(REDEEM);
    await clock.advance(1000);
    expect(await token).toMatchObject({ refreshToken: 'refresh' });
  });

  it.each<[string, Answer, string, number]>([
    ['a cut, after which the code may be used', broken('ECONNRESET'), 'unreachable', 1],
    ['503 for longer', reply(503), 'unreachable', 2],
    ['429', reply(429), 'rate_limited', 1],
    ['no refresh_token', reply(200, { ...TOKEN, refresh_token: null }), 'unreachable', 1],
    ['another server', reply(404, '<html>'), 'unreachable', 1],
    ['an echo', reply(400, { error: 'x', error_description: 'the-code the-verifier' }), 'refused', 1],
  ])('fails with %s', async (_, answer, kind, times) => {
    const { authority, clock, sent } = scripted(answer);
    const trouble = troubleOf(authority.exchange(REDEEM));
    await clock.advance(1000);
    const { problem, message } = await trouble;
    expect(problem.kind).toBe(kind);
    expect(message).not.toMatch(/the-code|the-verifier/);
    expect(sent).toHaveLength(times);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const { authority } = given(DASHBOARD_CLIENT, { signal: stop.signal });
    await expect(authority.exchange(REDEEM)).rejects.toThrow('stopped');
    await expect(authority.poll('code')).rejects.toThrow('stopped');
  });
});

describe('whoIs', () => {
  it('says that the account is not listed for the app, and where to list it', async () => {
    const home = given(DASHBOARD_CLIENT);
    home.control.user({ id: 'family', registered: false }, home.clock.now());
    const { accessToken } = await home.authority.exchange(agreed(home));
    expect(await troubleOf(home.authority.whoIs(accessToken))).toMatchObject({
      problem: {
        kind: 'not_registered',
        message: expect.stringContaining('developer.spotify.com/dashboard'),
      },
    });
  });

  it('says that the owner of the app has no Premium', async () => {
    const home = given(DASHBOARD_CLIENT);
    const { accessToken } = await home.authority.exchange(agreed(home));
    home.control.client({ id: DASHBOARD_CLIENT, owner_premium: false });
    expect(await troubleOf(home.authority.whoIs(accessToken))).toMatchObject({
      problem: { kind: 'premium_only' },
    });
  });

  it.each<[string, Answer[], string]>([
    ['a 403 without a word', [reply(403)], 'not_registered'],
    ['a 403 “Forbidden”', [reply(403, { error: { status: 403, message: 'Forbidden' } })], 'not_registered'],
    [
      'a missing scope',
      [reply(403, { error: { status: 403, message: 'Insufficient client scope' } })],
      'refused',
    ],
    ['429', [reply(429, '', { 'retry-after': '3' })], 'rate_limited'],
    ['401 twice', [reply(401)], 'unreachable'],
    ['no profile', [reply(200, {})], 'unreachable'],
    ['no network', [broken('ENOTFOUND')], 'unreachable'],
  ])('fails with %s', async (_, answers, kind) => {
    const { authority, clock } = scripted(...answers);
    const trouble = troubleOf(authority.whoIs('token'));
    await clock.advance(1000);
    expect((await trouble).problem.kind).toBe(kind);
  });

  it.each<[string, Answer]>([
    ['401', reply(401, { error: { status: 401, message: 'Access token missing' } })],
    ['403', reply(403, { error: { status: 403, message: 'Premium required', reason: 'PREMIUM_REQUIRED' } })],
    ['502', reply(502)],
    ['cut', broken('ECONNRESET')],
  ])('overlooks a spurious %s', async (_, answer) => {
    const { authority, clock, sent } = scripted(answer, reply(200, { id: 'me' }));
    const profile = authority.whoIs('token');
    await clock.advance(1000);
    expect(await profile).toMatchObject({ accountId: 'me' });
    expect(sent[0]).toMatchObject({
      url: 'http://api.test/v1/me',
      headers: { authorization: 'Bearer token' },
    });
  });
});

describe('over real HTTP', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function real(clientId: string): Promise<RunningSimulator & ReturnType<typeof opened>> {
    const running = await startSimulator();
    const http = openHttp();
    ends.push(http.close, running.close);
    return { ...running, ...opened(running, http.fetch, clientId) };
  }

  const opened = (running: RunningSimulator, fetch: AuthorityOptions['fetch'], clientId: string) => {
    const { accountsUrl, apiUrl } = running;
    return { authority: openAuthority({ fetch, clock: systemClock, accountsUrl, apiUrl, clientId }) };
  };

  it('pairs with a device code', async () => {
    const { authority, world } = await real(TELEVISION_CLIENT);
    const device = await authority.requestDevice(SCOPES);
    world.control.pair({ user_code: device.userCode, user: 'family' }, Date.now());
    expect(await authority.poll(device.deviceCode)).toMatchObject({ error: 'slow_down' });
    const description = 'gone';
    for (const error of [
      'authorization_pending',
      'slow_down',
      'expired_token',
      'access_denied',
      'invalid_grant',
    ]) {
      const match = { path: '/api/token' };
      world.control.fault({ kind: 'oauth_error', error, description, match }, Date.now());
      expect(await authority.poll(device.deviceCode)).toEqual({ kind: 'error', error, description });
    }
    for (const kind of ['cut', 'half_body', 'server_error'] as const) {
      world.control.fault({ kind, match: { path: '/api/token' }, effect: false }, Date.now());
      expect(await authority.poll(device.deviceCode)).toEqual({ kind: 'timeout' });
    }
  });

  it('pairs by redirect', async () => {
    const { authority, world } = await real(DASHBOARD_CLIENT);
    expect(await refusalOf(authority.requestDevice(SCOPES))).toMatchObject({ error: 'unauthorized_client' });
    const codeVerifier = newVerifier();
    const asked = { redirectUri: REDIRECT, state: newState(), scopes: SCOPES };
    const url = authority.authorizeUrl({ ...asked, codeChallenge: challengeOf(codeVerifier) });
    expect(await (await fetch(url)).text()).toContain('My Kitchen Radio');
    const code =
      new URL(world.control.authorize({ url, user: 'family' }, Date.now())).searchParams.get('code') ?? '';
    for (const error of ['invalid_client', 'unsupported_grant_type', 'invalid_grant']) {
      world.control.fault({ kind: 'oauth_error', error, match: { path: '/api/token' } }, Date.now());
      const refusal = await refusalOf(authority.exchange({ code, redirectUri: REDIRECT, codeVerifier }));
      expect(refusal.error).toBe(error);
    }
    const token = await authority.exchange({ code, redirectUri: REDIRECT, codeVerifier });
    expect(await authority.whoIs(token.accessToken)).toMatchObject({ userId: 'family' });
  });
});
