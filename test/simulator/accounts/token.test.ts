import { describe, expect, it } from 'vitest';
import {
  CONFIDENTIAL_CLIENT,
  DASHBOARD_CLIENT,
  TELEVISION_CLIENT,
} from '../../../src/simulator/accounts/client.ts';
import { sixMonthsAfter } from '../../../src/simulator/accounts/grants.ts';
import { DEVICE_GRANT } from '../../../src/simulator/accounts/token.ts';
import { dig, house } from '../house.ts';

describe('a refresh token', () => {
  it('gives access tokens that live an hour, and keeps itself', async () => {
    const home = house();
    const refreshToken = home.simulator.seedRefreshToken();
    const { json } = await home.refresh(refreshToken);
    expect(json).toMatchObject({ expires_in: 3600 });
    expect(json).not.toHaveProperty('refresh_token');
    const token = String(dig(json, 'access_token'));
    await home.clock.advance(3_599_000);
    expect((await home.get('/me', token)).status).toBe(200);
    await home.clock.advance(1_000);
    expect(await home.get('/me', token)).toMatchObject({
      status: 401,
      json: { error: { message: 'The access token expired' } },
    });
  });

  it('is replaced and revoked where it rotates', async () => {
    const home = house({ rotateRefreshTokens: true });
    const old = home.simulator.seedRefreshToken();
    const next = String(dig((await home.refresh(old)).json, 'refresh_token'));
    expect((await home.refresh(old)).json).toEqual({
      error: 'invalid_grant',
      error_description: 'Refresh token revoked',
    });
    expect((await home.refresh(next)).status).toBe(200);
  });

  it('dies six months after the authorization, however often it is refreshed', async () => {
    const home = house();
    const refreshToken = home.simulator.seedRefreshToken();
    const end = sixMonthsAfter(home.clock.now());
    await home.clock.advance(end - home.clock.now() - 1);
    expect((await home.refresh(refreshToken)).status).toBe(200);
    await home.clock.advance(1);
    expect(await home.refresh(refreshToken)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it.each([
    ['2026-11-21T08:00:00Z', '2027-05-21T08:00:00Z'],
    ['2026-08-31T23:59:59Z', '2027-02-28T23:59:59Z'],
    ['2027-08-30T12:00:00Z', '2028-02-29T12:00:00Z'],
  ])('of %s ends %s', (start, end) => {
    expect(new Date(sixMonthsAfter(Date.parse(start))).toISOString()).toBe(new Date(end).toISOString());
  });

  it('is revoked with the access tokens that came of it', async () => {
    const home = house();
    const refreshToken = home.simulator.seedRefreshToken();
    const token = String(dig((await home.refresh(refreshToken)).json, 'access_token'));
    home.simulator.world.control.revoke({ refresh_token: refreshToken });
    expect((await home.refresh(refreshToken)).json).toMatchObject({
      error_description: 'Refresh token revoked',
    });
    expect((await home.get('/me', token)).status).toBe(401);
  });
});

describe('the token endpoint', () => {
  it.each<[string, Record<string, string> | string, Record<string, string>, string]>([
    ['no grant type', {}, {}, 'unsupported_grant_type'],
    ['a strange grant type', { grant_type: 'password' }, {}, 'unsupported_grant_type'],
    [
      'JSON',
      { grant_type: 'refresh_token' },
      { 'content-type': 'application/json' },
      'unsupported_grant_type',
    ],
    ['a repeated parameter', 'grant_type=refresh_token&client_id=a&client_id=b', {}, 'invalid_request'],
    ['no client', { grant_type: 'refresh_token', refresh_token: 'x' }, {}, 'invalid_request'],
    [
      'an unknown client',
      { grant_type: 'refresh_token', refresh_token: 'x', client_id: 'y' },
      {},
      'invalid_client',
    ],
    ['no refresh token', { grant_type: 'refresh_token', client_id: DASHBOARD_CLIENT }, {}, 'invalid_request'],
    [
      'an unknown refresh token',
      { grant_type: 'refresh_token', client_id: DASHBOARD_CLIENT, refresh_token: 'x' },
      {},
      'invalid_grant',
    ],
    [
      'a wrong secret',
      { grant_type: 'refresh_token', client_id: CONFIDENTIAL_CLIENT, client_secret: 'x' },
      {},
      'invalid_request',
    ],
    [
      'a wrong Basic secret',
      { grant_type: 'refresh_token' },
      { authorization: `Basic ${btoa(`${CONFIDENTIAL_CLIENT}:x`)}` },
      'invalid_client',
    ],
  ])('refuses %s', async (_, fields, headers, error) => {
    expect(await house().form('/api/token', fields, headers)).toMatchObject({ status: 400, json: { error } });
  });

  it('refuses one app the refresh token of another', async () => {
    const home = house();
    const refreshToken = home.simulator.seedRefreshToken();
    expect((await home.refresh(refreshToken, TELEVISION_CLIENT)).json).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('breaks down for a while when told to', async () => {
    const home = house();
    const refreshToken = home.simulator.seedRefreshToken();
    home.simulator.fault({ kind: 'server_error', status: 503, count: 2, match: { path: '/api/token' } });
    const statuses = [];
    for (let time = 0; time < 3; time++) statuses.push((await home.refresh(refreshToken)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });
});

describe('the device grant', () => {
  const start = (home: ReturnType<typeof house>, client = TELEVISION_CLIENT) =>
    home.form('/oauth2/device/authorize', { client_id: client, scope: 'user-read-playback-state' });
  const poll = async (home: ReturnType<typeof house>, deviceCode: string) =>
    (
      await home.form('/api/token', {
        grant_type: DEVICE_GRANT,
        device_code: deviceCode,
        client_id: TELEVISION_CLIENT,
      })
    ).json;

  it('is for listed apps only', async () => {
    expect(await start(house(), DASHBOARD_CLIENT)).toMatchObject({
      status: 400,
      json: { error: 'unauthorized_client' },
    });
  });

  it('waits for the person who types the code, and hands out tokens once', async () => {
    const home = house();
    const { json } = await start(home);
    expect(json).toMatchObject({
      user_code: expect.stringMatching(/^[0-9A-Z]{6}$/),
      expires_in: 3599,
      interval: 5,
    });
    const userCode = String(dig(json, 'user_code'));
    expect(dig(json, 'verification_uri_complete')).toBe(`${dig(json, 'verification_uri')}?code=${userCode}`);
    const deviceCode = String(dig(json, 'device_code'));
    await home.clock.advance(5_000);
    expect(await poll(home, deviceCode)).toEqual({ error: 'authorization_pending' });
    const page = await home.form('/pair', {
      code: ` ${userCode.toLowerCase()}`,
      user: 'guest',
      decision: 'agree',
    });
    expect(page.text).toContain('all set');
    await home.clock.advance(5_000);
    const tokens = await poll(home, deviceCode);
    expect(tokens).toMatchObject({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      scope: 'user-read-playback-state',
    });
    expect((await home.refresh(String(dig(tokens, 'refresh_token')), TELEVISION_CLIENT)).status).toBe(200);
    await home.clock.advance(5_000);
    expect(await poll(home, deviceCode)).toEqual({ error: 'invalid_grant' });
  });

  it('slows down who polls too fast, for good', async () => {
    const home = house();
    const deviceCode = String(dig((await start(home)).json, 'device_code'));
    const answers = [];
    for (const wait of [4_000, 9_999, 14_999, 20_000]) {
      await home.clock.advance(wait);
      answers.push(dig(await poll(home, deviceCode), 'error'));
    }
    expect(answers).toEqual(['slow_down', 'slow_down', 'slow_down', 'authorization_pending']);
  });

  it('ends when refused, and when nobody came', async () => {
    const home = house();
    const refused = (await start(home)).json;
    await home.form('/pair', { code: String(dig(refused, 'user_code')), user: 'family', decision: 'cancel' });
    const forgotten = (await start(home)).json;
    await home.clock.advance(5_000);
    expect(await poll(home, String(dig(refused, 'device_code')))).toEqual({ error: 'access_denied' });
    await home.clock.advance(3_594_000);
    expect(await poll(home, String(dig(forgotten, 'device_code')))).toEqual({ error: 'expired_token' });
    expect(
      (
        await home.form('/pair', {
          code: String(dig(forgotten, 'user_code')),
          user: 'family',
          decision: 'agree',
        })
      ).status,
    ).toBe(404);
  });

  it('fails in ways nobody knows, when told to', async () => {
    const home = house();
    const deviceCode = String(dig((await start(home)).json, 'device_code'));
    home.simulator.fault({ kind: 'oauth_error', error: 'teapot', match: { path: '/api/token' } });
    await home.clock.advance(5_000);
    expect(await poll(home, deviceCode)).toEqual({ error: 'teapot' });
  });
});
