import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeSettingsDesk } from '../../../fakes/settings-desk.ts';
import { basic, bearer, HOUSE, openDoor, PASSWORD, type Reply, TOKEN } from './attacking.ts';

const PUBLIC = 'music.example.com';
const access = { show() {}, enter: () => ({ ok: true, pass: 'pass-1' }) as const, knows: () => false };

function cookiesOf({ headers }: Reply): Record<string, string[]> {
  return Object.fromEntries(
    (headers.get('set-cookie') ?? []).map((cookie) => {
      const [pair = '', ...flags] = cookie.split('; ');
      return [pair.split('=')[0], flags.toSorted()];
    }),
  );
}

describe('a cookie', () => {
  it.each([
    [HOUSE, []],
    [PUBLIC, ['Secure']],
  ])('at %s is for no script and no foreign page', async (host, secure) => {
    const settings = { desk: new FakeSettingsDesk(false), access };
    const { ask, form } = await openDoor({ publicUrl: `https://${PUBLIC}`, settings });
    const headers = [`Host: ${host}`];
    const flags = (site: string) => ['HttpOnly', 'Path=/', `SameSite=${site}`, ...secure];
    const linked = cookiesOf(await ask({ path: '/pair?user_code=BCDF-GHJK', headers }));
    expect(linked.s2m).toEqual(expect.arrayContaining(flags('Lax')));
    const code = flags('Lax').map((flag) => (flag === 'Path=/' ? 'Path=/pair' : flag));
    expect(linked.s2m_code).toEqual(expect.arrayContaining(code));
    const unlocked = cookiesOf(await form('/settings/unlock', { code: 'x' }, { headers }));
    expect(unlocked.s2m_settings).toEqual(expect.arrayContaining(flags('Strict')));
  });
});

describe('every answer, good or bad,', () => {
  const asked: [number, Parameters<Awaited<ReturnType<typeof openDoor>>['ask']>[0]][] = [
    [200, { path: '/', headers: [basic(PASSWORD)] }],
    [200, { path: '/tags/print', headers: [basic(PASSWORD)] }],
    [200, { path: '/metrics', headers: [basic(PASSWORD)] }],
    [200, { path: '/api/accounts', headers: [basic(PASSWORD)] }],
    [200, { path: '/pair' }],
    [200, { path: '/readyz' }],
    [303, { path: '/callback?code=a&state=b' }],
    [400, { path: '/', headers: ['Origin: a', 'Origin: b'] }],
    [401, { path: '/' }],
    [401, { path: '/api/accounts' }],
    [403, { method: 'POST', path: '/pair', headers: ['Origin: https://evil.example'] }],
    [404, { path: '/nowhere', headers: [basic(PASSWORD)] }],
    [405, { method: 'DELETE', path: '/pair' }],
    [
      413,
      {
        method: 'POST',
        path: '/pair',
        headers: ['Content-Type: application/x-www-form-urlencoded'],
        body: 'x'.repeat(17_000),
      },
    ],
    [414, { path: `/${'x'.repeat(5_000)}` }],
    [415, { method: 'POST', path: '/pair', headers: ['Content-Type: text/plain'], body: 'x' }],
    [421, { path: '/', headers: ['Host: evil.example'] }],
  ];

  it.each(asked.map(([status, one]) => [status, one.path.slice(0, 40), one] as const))(
    '%d of %s is not kept, framed, sniffed, told on, and runs nothing of others',
    async (status, _path, one) => {
      const { headers, ...answer } = await (await openDoor({ password: PASSWORD })).ask(one);
      expect(answer.status).toBe(status);
      const all = Object.fromEntries([...headers].map(([name, values]) => [name, values.join()]));
      expect(all).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'x-dns-prefetch-control': 'off',
        'cross-origin-resource-policy': 'same-origin',
      });
      for (const directive of [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
      ])
        expect(all['content-security-policy']?.split(';')).toContain(directive);
      expect(all['content-security-policy']).not.toMatch(/unsafe|[ :]\*|script-src (?!'self'(;|$))/);
      expect(Object.keys(all)).not.toContain('x-powered-by');
      expect(Object.keys(all)).not.toContain('server');
    },
  );
});

it.each(['/%ZZ', '/api/%ZZ'])('to %s, which no guard sees, has the headers that matter', async (path) => {
  const { status, headers } = await (await openDoor()).ask({ path });
  expect(status).toBe(400);
  expect(headers.get('cache-control')).toEqual(['no-store']);
  expect(headers.get('x-content-type-options')).toEqual(['nosniff']);
  expect(headers.get('content-security-policy')).toEqual(["default-src 'none';frame-ancestors 'none'"]);
});

describe('a secret that is compared', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it.each([
    ['the token', '/api/accounts', { token: TOKEN }, bearer, TOKEN],
    ['the password', '/tags', { password: PASSWORD }, basic, PASSWORD],
  ])('%s takes the same time for every guess', async (_what, path, options, header, secret) => {
    const compared: [number, number][] = [];
    const real = crypto.timingSafeEqual;
    vi.spyOn(crypto, 'timingSafeEqual').mockImplementation((one, other) => {
      compared.push([one.byteLength, other.byteLength]);
      return real(one, other);
    });
    syncBuiltinESMExports();
    const { ask } = await openDoor(options);
    for (const guess of ['x', secret.slice(0, -1), `${secret.slice(0, -1)}x`, `${secret}x`]) {
      compared.length = 0;
      expect((await ask({ path, headers: [header(guess)] })).status, guess).toBe(401);
      // Digests of one length, so that neither the first wrong letter nor the length shows.
      expect(new Set(compared.map(String)), guess).toEqual(new Set(['32,32']));
    }
    expect((await ask({ path, headers: [header(secret)] })).status).toBe(200);
  });
});
