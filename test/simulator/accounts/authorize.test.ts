import { describe, expect, it } from 'vitest';
import {
  CONFIDENTIAL_CLIENT,
  CONFIDENTIAL_SECRET,
  DASHBOARD_CLIENT,
} from '../../../src/simulator/accounts/client.ts';
import { s256 } from '../../../src/simulator/accounts/codes.ts';
import { ACCOUNTS, house } from '../house.ts';

const VERIFIER = 'v'.repeat(64);
const REDIRECT = 'http://127.0.0.1:8888/callback';

function link(change: Record<string, string | undefined> = {}): string {
  const fields = {
    client_id: DASHBOARD_CLIENT,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'user-read-playback-state user-modify-playback-state',
    state: 's t&a',
    code_challenge: s256(VERIFIER),
    code_challenge_method: 'S256',
    ...change,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, value);
  return `${ACCOUNTS}/authorize?${query}`;
}

async function agreed(home: ReturnType<typeof house>, change: Record<string, string | undefined> = {}) {
  const { headers } = await home.form(link(change).slice(ACCOUNTS.length), {
    user: 'family',
    decision: 'agree',
  });
  const target = new URL(headers.get('location') ?? '');
  return { target, code: target.searchParams.get('code') ?? '', cookie: headers.get('set-cookie') ?? '' };
}

const exchange = (code: string, change: Record<string, string> = {}): Record<string, string> => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT,
  client_id: DASHBOARD_CLIENT,
  code_verifier: VERIFIER,
  ...change,
});

describe('the authorize page', () => {
  it('shows who asks for what, and who may agree', async () => {
    const { simulator } = house();
    const page = await (await simulator.fetch(link())).text();
    expect(page).toContain('My Kitchen Radio');
    expect(page).toContain('user-modify-playback-state');
    expect(page).toContain('Gäste &amp; Co.');
  });

  it.each<[Record<string, string | undefined>, string]>([
    [{ client_id: undefined }, 'Missing required parameter: client_id'],
    [{ client_id: 'nobody' }, 'INVALID_CLIENT: Invalid client'],
    [{ response_type: undefined }, 'Missing required parameter: response_type'],
    [{ redirect_uri: undefined }, 'Missing required parameter: redirect_uri'],
    [{ redirect_uri: 'http://127.0.0.1:8888/other' }, 'INVALID_CLIENT: Invalid redirect URI'],
    [{ redirect_uri: 'https://bridge.example/callback/' }, 'INVALID_CLIENT: Invalid redirect URI'],
    [{ redirect_uri: 'https://bridge.example:8443/callback' }, 'INVALID_CLIENT: Invalid redirect URI'],
    [{ redirect_uri: 'http://localhost:8888/callback' }, 'INVALID_CLIENT: Insecure redirect URI'],
    [{ redirect_uri: 'http://192.168.1.5/callback' }, 'INVALID_CLIENT: Insecure redirect URI'],
    [{ scope: 'user-read-mind' }, 'INVALID_SCOPE: Invalid scope'],
  ])('refuses %o in plain text', async (change, message) => {
    const { simulator } = house();
    const response = await simulator.fetch(link(change));
    expect([response.status, await response.text()]).toEqual([400, message]);
  });

  it.each<[Record<string, string | undefined>, string]>([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
  ])('sends %o back with an error', async (change, error) => {
    const { simulator } = house();
    const target = new URL((await simulator.fetch(link(change))).headers.get('location') ?? '');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ error, state: 's t&a' });
  });

  it.each([
    'http://127.0.0.1/callback',
    'http://127.0.0.1:1/callback',
    'http://[::1]:9/callback',
    'https://bridge.example/callback',
  ])('accepts %s', async (redirect_uri) => {
    const { target } = await agreed(house(), { redirect_uri });
    expect(target.href.startsWith(redirect_uri.replace('127.0.0.1:80/', ''))).toBe(true);
  });

  it('gives codes as long as real ones, and the state as it came', async () => {
    const home = house();
    for (let time = 0; time < 20; time++) {
      const { code, target } = await agreed(home);
      expect(code).toMatch(/^[\w-]{220,450}$/);
      expect(target.searchParams.get('state')).toBe('s t&a');
    }
  });

  it('tells of a refusal', async () => {
    const { headers } = await house().form(link().slice(ACCOUNTS.length), {
      user: 'family',
      decision: 'cancel',
    });
    expect(headers.get('location')).toBe(`${REDIRECT}?error=access_denied&state=s+t%26a`);
  });

  it('does not ask a browser twice, unless told to', async () => {
    const home = house();
    const { code, cookie } = await agreed(home);
    await home.form('/api/token', exchange(code));
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await home.simulator.fetch(link(), { headers })).status).toBe(302);
    expect((await home.simulator.fetch(link({ show_dialog: 'true' }), { headers })).status).toBe(200);
    expect((await home.simulator.fetch(link({ scope: 'user-library-read' }), { headers })).status).toBe(200);
  });
});

describe('a code', () => {
  it('becomes tokens that work', async () => {
    const home = house();
    const { code } = await agreed(home);
    const { status, json } = await home.form('/api/token', exchange(code));
    expect([status, json]).toMatchObject([
      200,
      { token_type: 'Bearer', expires_in: 3600, refresh_token: expect.any(String) },
    ]);
    const token =
      typeof json === 'object' && json !== null && 'access_token' in json ? String(json.access_token) : '';
    expect((await home.get('/me/player', token)).status).toBe(204);
    expect((await home.get('/me/tracks', token)).json).toMatchObject({
      error: { message: 'Insufficient client scope' },
    });
  });

  it('is good once, for ten minutes, for who asked for it', async () => {
    const home = house();
    const { code } = await agreed(home);
    const attempts: [Record<string, string>, string][] = [
      [exchange(`${code}x`), 'Invalid authorization code'],
      [exchange(code, { redirect_uri: 'http://127.0.0.1:8889/callback' }), 'Invalid redirect URI'],
      [exchange(code, { code_verifier: 'w'.repeat(64) }), 'code_verifier was incorrect'],
    ];
    for (const [fields, description] of attempts) {
      expect((await home.form('/api/token', fields)).json).toEqual({
        error: 'invalid_grant',
        error_description: description,
      });
    }
    expect((await home.form('/api/token', exchange(code))).status).toBe(200);
    expect((await home.form('/api/token', exchange(code))).json).toMatchObject({
      error_description: 'Invalid authorization code',
    });
    const late = await agreed(home);
    await home.clock.advance(10 * 60_000 + 1);
    expect((await home.form('/api/token', exchange(late.code))).json).toMatchObject({
      error_description: 'Authorization code expired',
    });
  });

  it.each([
    ['in the body', { client_secret: CONFIDENTIAL_SECRET }, {}, 200],
    [
      'in the header',
      {},
      { authorization: `Basic ${btoa(`${CONFIDENTIAL_CLIENT}:${CONFIDENTIAL_SECRET}`)}` },
      200,
    ],
    ['not at all', {}, {}, 400],
    ['wrongly', { client_secret: 'x' }, {}, 400],
  ])('of an app with a secret is exchanged with the secret %s', async (_, fields, headers, status) => {
    const home = house();
    const { code } = await agreed(home, {
      client_id: CONFIDENTIAL_CLIENT,
      code_challenge: undefined,
      code_challenge_method: undefined,
    });
    const { code_verifier: _unused, ...rest } = exchange(code, { client_id: CONFIDENTIAL_CLIENT, ...fields });
    expect((await home.form('/api/token', rest, headers)).status).toBe(status);
  });
});
