import type { InjectOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { PagesOptions } from '../../../src/adapters/http/options.ts';
import { FakeHouse } from '../../fakes/house.ts';
import { Browser, HOME, openPages } from './asking.ts';

const TOKEN = '3f1c5a9e0b7d42868a6f0d1e2c3b4a59';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`me:${password}`).toString('base64')}`,
});
const HERE = { remoteAddress: '127.0.0.1', host: '127.0.0.1:8099' };
const IN_THE_HOUSE = { remoteAddress: '192.168.1.77', host: HOME };

async function open(options: Partial<PagesOptions> = {}) {
  const house = new FakeHouse();
  const { app } = await openPages({ house: () => house, ...options });
  const call = (
    method: 'GET' | 'POST',
    { remoteAddress, host }: { remoteAddress: string; host: string },
    headers: Record<string, string> = {},
    url = method === 'GET' ? '/api/accounts' : '/api/family/command',
  ) => {
    const body = method === 'POST' ? { payload: 'pause' } : {};
    const asked: InjectOptions = {
      method,
      url,
      remoteAddress,
      headers: { host, 'content-type': 'text/plain', ...headers },
      ...body,
    };
    return app.inject(asked);
  };
  /** The statuses of a GET and a POST. */
  const both = async (from: typeof HERE, headers: Record<string, string> = {}) => [
    (await call('GET', from, headers)).statusCode,
    (await call('POST', from, headers)).statusCode,
  ];
  return { house, app, call, both };
}

describe('the API is for', () => {
  it('whoever is on this machine', async () => {
    const { both } = await open();
    for (const host of ['127.0.0.1:8099', 'localhost:8099', '[::1]:8099'])
      expect(await both({ ...HERE, host }), host).toEqual([200, 200]);
    expect(await both({ remoteAddress: '::1', host: 'localhost' })).toEqual([200, 200]);
    const guarded = await open({ password: 'secret', token: TOKEN });
    expect(await guarded.both(HERE)).toEqual([200, 200]);
  });

  it('nobody else, where nothing was set by which to know them', async () => {
    const { both, call, house } = await open();
    expect(await both(IN_THE_HOUSE)).toEqual([403, 403]);
    const answer = await call('POST', IN_THE_HOUSE, bearer(TOKEN));
    expect(answer.statusCode).toBe(403);
    expect(answer.json().problem.message).toContain('http.token');
    expect(answer.headers['www-authenticate']).toBeUndefined();
    expect(house.asked).toEqual([]);
  });

  it('no proxy on this machine that brings the world along', async () => {
    for (const header of ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'])
      expect(await (await open()).both(HERE, { [header]: '10.0.0.1' }), header).toEqual([403, 403]);
    // Some do not say that they are one; but where one is configured this machine is no friend any more.
    expect(await (await open({ publicUrl: 'https://spotify.example.com' })).both(HERE)).toEqual([403, 403]);
    expect(await (await open({ trustedHosts: ['jukebox.lan'] })).both(HERE)).toEqual([403, 403]);
  });

  it.each([
    ['the token', bearer(TOKEN), { token: TOKEN }],
    ['the token, in other letters', { authorization: `bearer  ${TOKEN} ` }, { token: TOKEN }],
    ['the password', basic('secret'), { password: 'secret' }],
    ['the token beside a password', bearer(TOKEN), { token: TOKEN, password: 'secret' }],
    ['the password beside a token', basic('secret'), { token: TOKEN, password: 'secret' }],
  ])('who knows %s', async (_what, headers, options) => {
    expect(await (await open(options)).both(IN_THE_HOUSE, headers)).toEqual([200, 200]);
  });

  it.each([
    ['another token', bearer(`${TOKEN}0`), { token: TOKEN }, 'Bearer realm="spotify2mqtt"'],
    ['half a token', bearer(TOKEN.slice(0, -1)), { token: TOKEN }, 'Bearer realm="spotify2mqtt"'],
    ['no token', {}, { token: TOKEN }, 'Bearer realm="spotify2mqtt"'],
    ['the token as password', basic(TOKEN), { token: TOKEN }, 'Bearer realm="spotify2mqtt"'],
    [
      'another password',
      basic('secrets'),
      { password: 'secret' },
      'Basic realm="spotify2mqtt", charset="UTF-8"',
    ],
    [
      'the password as token',
      bearer('secret'),
      { password: 'secret' },
      'Basic realm="spotify2mqtt", charset="UTF-8"',
    ],
  ])('nobody with %s', async (_what, headers, options, challenge) => {
    const { both, call, house } = await open(options);
    expect(await both(IN_THE_HOUSE, headers)).toEqual([401, 401]);
    const answer = await call('GET', IN_THE_HOUSE, headers);
    expect(answer.headers['www-authenticate']).toBe(challenge);
    expect(answer.json().problem.kind).toBe('unauthorized');
    expect(answer.body).not.toContain(TOKEN);
    expect(house.asked).toEqual([]);
  });

  it('whoever Home Assistant let in', async () => {
    const { app } = await open({ ingress: true, password: 'secret' });
    const answer = await app.inject({
      method: 'POST',
      url: '/api/family/command',
      remoteAddress: '::ffff:172.30.32.2',
      headers: {
        host: 'ha.example.com',
        'x-forwarded-host': 'ha.example.com',
        origin: 'https://ha.example.com',
        'sec-fetch-site': 'same-origin',
        'x-ingress-path': '/api/hassio_ingress/abc',
        'content-type': 'text/plain',
      },
      payload: 'pause',
    });
    expect(answer.statusCode).toBe(200);
  });
});

describe('the token', () => {
  it('opens the API, and no page', async () => {
    const { call } = await open({ token: TOKEN, password: 'secret' });
    expect((await call('GET', IN_THE_HOUSE, bearer(TOKEN), '/')).statusCode).toBe(401);
    expect((await call('GET', IN_THE_HOUSE, bearer(TOKEN), '/tags')).statusCode).toBe(401);
  });

  it('cannot be guessed at will, and a wrong password counts as well', async () => {
    const { call } = await open({ token: TOKEN, password: 'secret', limits: { wrongPasswords: 2 } });
    await call('GET', IN_THE_HOUSE, bearer('a'.repeat(32)));
    await call('GET', IN_THE_HOUSE, basic('guess'), '/');
    const answer = await call('GET', IN_THE_HOUSE, bearer(TOKEN));
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = { ...IN_THE_HOUSE, remoteAddress: '192.168.1.78' };
    expect((await call('GET', elsewhere, bearer(TOKEN))).statusCode).toBe(200);
  });
});

describe('our own page', () => {
  const ours = { origin: `http://${HOME}` };

  it('may use it, known by its origin, or by its cookie where a browser tells no origin', async () => {
    const { app, house, call } = await open();
    expect((await call('POST', IN_THE_HOUSE, ours)).statusCode).toBe(200);
    expect((await call('GET', IN_THE_HOUSE, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
    const browser = new Browser(app);
    expect((await browser.get('/api/accounts')).statusCode).toBe(403);
    await browser.get('/');
    expect((await browser.get('/api/accounts')).statusCode).toBe(200);
    expect(house.asked).toHaveLength(3);
  });

  it('is not known by a cookie alone where something is changed', async () => {
    const { app, call } = await open();
    const browser = new Browser(app);
    await browser.get('/');
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
    expect((await call('POST', IN_THE_HOUSE, { cookie })).statusCode).toBe(403);
  });

  it('may use it where a token is set for others, and needs the password where there is one', async () => {
    expect((await (await open({ token: TOKEN })).call('POST', IN_THE_HOUSE, ours)).statusCode).toBe(200);
    const guarded = await open({ password: 'secret' });
    expect((await guarded.call('POST', IN_THE_HOUSE, ours)).statusCode).toBe(401);
    expect((await guarded.call('POST', IN_THE_HOUSE, { ...ours, ...basic('secret') })).statusCode).toBe(200);
  });
});

describe('foreign pages', () => {
  it.each([
    ['a page of another address', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://192.168.1.20:8123' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a page that the browser calls foreign', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site', origin: `http://${HOME}` }],
  ])('are refused before anything is read: %s', async (_what, headers) => {
    // text/plain is what a form or a simple fetch sends without asking first (CORS): this guard alone is in its way.
    for (const from of [HERE, IN_THE_HOUSE]) {
      const { both, house } = await open({ token: TOKEN, password: 'secret' });
      expect(await both(from, { ...headers, ...basic('secret') })).toEqual([403, 403]);
      expect(await both(from, { ...headers, ...bearer(TOKEN) })).toEqual([403, 403]);
      expect(await both(from, headers)).toEqual([403, 403]);
      expect(house.asked).toEqual([]);
    }
  });

  it('cannot come by a name that they had pointed here', async () => {
    const { both, house } = await open({ token: TOKEN });
    const host = 'evil.example';
    const headers = { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' };
    expect(await both({ remoteAddress: '127.0.0.1', host }, headers)).toEqual([421, 421]);
    expect(house.asked).toEqual([]);
  });

  it('find no other page that takes text', async () => {
    const { call } = await open();
    for (const path of ['/pair', '/begin', '/unpair', '/tags/set'])
      expect((await call('POST', IN_THE_HOUSE, { origin: `http://${HOME}` }, path)).statusCode, path).toBe(
        415,
      );
  });
});

describe('many calls', () => {
  it('of a slider are taken, and leave the forms their own number', async () => {
    const { call, app } = await open({ limits: { perAddress: 2 } });
    const headers = { origin: `http://${HOME}` };
    for (let volume = 0; volume < 100; volume++)
      expect((await call('POST', IN_THE_HOUSE, headers)).statusCode).toBe(200);
    const form = async () => (await new Browser(app).post('/pair', { user_code: 'BCDF-GHJK' })).statusCode;
    expect([await form(), await form(), await form()]).toEqual([200, 200, 429]);
  });

  it('are too many at some time, per address and in all', async () => {
    const { call } = await open({ token: TOKEN, limits: { apiPerAddress: 3, apiInAll: 5 } });
    const from = (last: number) => ({ remoteAddress: `192.168.1.${last}`, host: HOME });
    const statuses = async (last: number, count: number) => {
      const all: number[] = [];
      for (let at = 0; at < count; at++) all.push((await call('POST', from(last), bearer(TOKEN))).statusCode);
      return all;
    };
    expect(await statuses(1, 5)).toEqual([200, 200, 200, 429, 429]);
    expect(await statuses(2, 3)).toEqual([200, 200, 429]);
    const answer = await call('GET', from(1), bearer(TOKEN));
    expect(answer.json().problem.kind).toBe('too_many');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});
