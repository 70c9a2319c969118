import { describe, expect, it } from 'vitest';
import { HOME, openPages } from './asking.ts';

const CODE = { user_code: 'BCDF-GHJK' };
const TAG_FORMS = ['learn', 'cancel', 'set', 'remove', 'lock', 'forget', 'import'].map(
  (form) => `/tags/${form}`,
);
const TAG_PAGES = [
  '/tags',
  '/Tags/',
  '/tags/edit?uid=04A1B2C3',
  '/tags/done',
  '/tags/print',
  '/tags/export.yaml',
];
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`me:${password}`).toString('base64')}`,
});

describe('the name in the address', () => {
  it('refuses a foreign one and says how to allow it', async () => {
    const { browser, desk } = await openPages();
    const answer = await browser.post('/pair', CODE, { host: 'evil.example' });
    expect(answer.statusCode).toBe(421);
    expect(answer.body).toContain('http.trusted_hosts');
    expect(answer.body).toContain('evil.example');
    expect(desk.calls).toEqual([]);
  });

  it('takes configured names and this machine', async () => {
    const { browser } = await openPages({ url: 'http://spotify.home:8099', trustedHosts: ['jukebox.lan'] });
    for (const host of ['spotify.home:8099', 'jukebox.lan', 'attic:8099', 'pi.local', HOME]) {
      expect((await browser.get('/pair', { host })).statusCode, host).toBe(200);
    }
  });

  it('lets anybody ask whether it is alive', async () => {
    const { browser } = await openPages({ password: 'secret' });
    expect((await browser.get('/healthz', { host: 'spotify2mqtt:8099' })).statusCode).toBe(200);
  });
});

describe('foreign forms', () => {
  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://${HOME}`, 'sec-fetch-site': 'cross-site' },
  ])('refuses %j', async (headers) => {
    const { browser, desk, tags } = await openPages();
    for (const path of ['/pair', '/paste', '/confirm', '/begin', '/unpair', ...TAG_FORMS]) {
      expect((await browser.post(path, CODE, { headers })).statusCode, path).toBe(403);
    }
    expect([...desk.calls, ...tags.calls]).toEqual([]);
  });

  it('does not let them use up the attempts', async () => {
    const { browser } = await openPages({ limits: { perAddress: 1 } });
    await browser.post('/pair', CODE, { headers: { origin: 'https://evil.example' } });
    expect((await browser.post('/pair', CODE)).statusCode).toBe(200);
  });
});

describe('attempts', () => {
  it('are limited per address, on forms and on the way back', async () => {
    const { browser, desk } = await openPages({ limits: { perAddress: 3 } });
    for (const path of ['/pair', '/paste']) await browser.post(path, CODE);
    await browser.get('/callback?code=a&state=b');
    const answers = [await browser.post('/pair', CODE), await browser.get('/callback?code=a&state=b')];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([429, 429]);
    expect(Number(answers[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(desk.calls).toHaveLength(3);
    expect((await browser.get('/pair')).statusCode).toBe(200);
    expect((await browser.post('/pair', CODE, { from: '192.168.1.78' })).statusCode).toBe(303);
  });

  it('are limited in all, and one address cannot use them up', async () => {
    const { browser } = await openPages({ limits: { perAddress: 2, inAll: 3 } });
    for (let count = 0; count < 5; count++) await browser.post('/pair', CODE, { from: '10.0.0.1' });
    expect((await browser.post('/pair', CODE, { from: '10.0.0.2' })).statusCode).toBe(303);
    expect((await browser.post('/pair', CODE, { from: '10.0.0.3' })).statusCode).toBe(429);
  });
});

describe('the password', () => {
  it('is asked for the overview and its buttons, not for what a code needs', async () => {
    const { browser, desk, tags } = await openPages({ password: 'secret' });
    for (const path of ['/', '/qr/family.png', '/QR/family.png', ...TAG_PAGES]) {
      const answer = await browser.get(path);
      expect(answer.statusCode, path).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
      expect(answer.body).not.toMatch(/BCDF|Bedtime/);
    }
    for (const path of ['/begin', '/unpair', ...TAG_FORMS])
      expect((await browser.post(path, {})).statusCode, path).toBe(401);
    expect([...desk.calls, ...tags.calls]).toEqual([]);
    for (const path of ['/pair', '/pair/done', '/page.css', '/icon.svg', '/healthz', '/PAIR/']) {
      expect((await browser.get(path)).statusCode, path).toBe(200);
    }
    expect((await browser.post('/pair', CODE)).statusCode).toBe(303);
    expect((await browser.get('/pair/steps')).statusCode).toBe(200);
    expect((await browser.post('/paste', {})).statusCode).toBe(303);
  });

  it('opens with the right one alone', async () => {
    const { browser } = await openPages({ password: 'sécret:x' });
    expect((await browser.get('/', { headers: basic('sécret:x') })).statusCode).toBe(200);
    for (const headers of [
      basic('sécret'),
      basic(''),
      { authorization: 'Basic ????' },
      { authorization: 'Bearer x' },
    ]) {
      expect((await browser.get('/', { headers })).statusCode).toBe(401);
    }
  });

  it('cannot be guessed at will', async () => {
    const { browser } = await openPages({ password: 'secret', limits: { wrongPasswords: 2 } });
    for (const guess of ['a', 'b']) await browser.get('/', { headers: basic(guess) });
    expect((await browser.get('/', { headers: basic('secret') })).statusCode).toBe(429);
    expect((await browser.get('/', { headers: basic('secret'), from: '10.0.0.9' })).statusCode).toBe(200);
  });
});

describe('ingress', () => {
  const from = '::ffff:172.30.32.2';
  const host = 'ha.example.com';
  const headers = { 'x-ingress-path': '/api/hassio_ingress/abc-DEF_1' };

  it('puts every link under its path, and asks for no password', async () => {
    const { browser } = await openPages({ ingress: true, password: 'secret' });
    for (const shown of ['/', '/tags', '/tags/edit?uid=04A1B2C3', '/tags/print']) {
      const page = await browser.get(shown, { from, host, headers });
      expect(page.statusCode).toBe(200);
      for (const [, path] of page.body.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)) {
        expect(path).toMatch(/^\/api\/hassio_ingress\/abc-DEF_1\//);
      }
    }
    const form = { ...headers, origin: 'https://ha.example.com' };
    const sent = await browser.post(
      '/tags/cancel',
      {},
      { from, host, headers: { ...form, 'x-forwarded-host': host } },
    );
    expect(sent.headers.location).toBe('/api/hassio_ingress/abc-DEF_1/tags/done');
    const entry = await browser.get('/pair?user_code=BCDF-GHJK', { from, host, headers });
    expect(entry.headers.location).toBe('/api/hassio_ingress/abc-DEF_1/pair');
    expect(entry.cookies[0]).toMatchObject({ name: 's2m', path: '/api/hassio_ingress/abc-DEF_1/' });
  });

  it('takes forms that Home Assistant showed', async () => {
    const { browser, desk } = await openPages({ ingress: true });
    const form = { ...headers, origin: 'https://ha.example.com' };
    expect((await browser.post('/pair', CODE, { from, host, headers: form })).statusCode).toBe(200);
    expect(desk.visits[0]).toMatchObject({ from: '172.30.32.2', via: 'house' });
    const foreign = { ...headers, origin: 'https://evil.example' };
    expect((await browser.post('/pair', CODE, { from, host, headers: foreign })).statusCode).toBe(403);
  });

  it.each([
    ['another address', true, '172.30.32.3', headers],
    ['the Supervisor where we are no App', false, from, headers],
    ['a path that is none', true, from, { 'x-ingress-path': '//evil.example' }],
    ['a path with markup', true, from, { 'x-ingress-path': '/"><script>' }],
  ])('does not believe %s', async (_what, ingress, address, said) => {
    const { browser } = await openPages({ ingress, password: 'secret' });
    expect((await browser.get('/', { from: address, host, headers: said })).statusCode).toBe(421);
    const known = await browser.get('/', { from: address, headers: said });
    expect(known.statusCode).toBe(401);
    expect(known.body).toContain('href="/page.css"');
  });
});

describe('every answer', () => {
  it.each([
    '/',
    '/pair',
    '/callback?code=a&state=b',
    '/nowhere',
    '/page.css',
    '/healthz',
    '/readyz',
    '/api/accounts',
    '/qr/family.png',
    '/tags',
    '/tags/print',
    '/tags/export.yaml',
  ])('%s is not kept, not framed, not sniffed, and runs nothing', async (path) => {
    const { headers } = await (await openPages()).browser.get(path);
    // What is the same for everybody may be kept, if it is asked for again.
    expect(headers['cache-control']).toBe(path === '/page.css' ? 'no-cache' : 'no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(headers['strict-transport-security']).toBeUndefined();
    const csp = String(headers['content-security-policy']).split(';');
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("form-action 'self'");
    expect(csp).toContain("frame-ancestors 'self'");
    expect(csp.join()).not.toMatch(/script-src|unsafe|upgrade-insecure/);
  });
});

describe('odd requests', () => {
  it('has no such page, and other methods are not for this one', async () => {
    const { app, browser } = await openPages();
    expect((await browser.get('/nowhere')).statusCode).toBe(404);
    expect((await browser.get('/qr/anna.png')).statusCode).toBe(404);
    expect((await browser.get('/qr/..%2f..%2fetc')).statusCode).toBe(404);
    for (const [method, url, allow] of [
      ['GET', '/begin', 'POST'],
      ['DELETE', '/pair', 'GET, HEAD, POST'],
      ['POST', '/callback', 'GET, HEAD'],
      ['OPTIONS', '/', 'GET, HEAD'],
    ] as const) {
      const answer = await app.inject({ method, url, headers: { host: HOME } });
      expect(answer.statusCode, `${method} ${url}`).toBe(405);
      expect(answer.headers.allow).toBe(allow);
    }
  });

  it('takes forms alone, and small ones', async () => {
    const { browser, desk } = await openPages();
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await browser.post('/pair', '{"user_code":"BCDF-GHJK"}', {
        headers: { 'content-type': type },
      });
      expect(answer.statusCode, type).toBe(415);
    }
    expect((await browser.post('/paste', { address: 'x'.repeat(17_000) })).statusCode).toBe(413);
    expect((await browser.get(`/pair?user_code=${'x'.repeat(5_000)}`)).statusCode).toBe(414);
    expect((await browser.get('/%ZZ')).statusCode).toBe(400);
    expect(desk.calls).toEqual([]);
  });

  it('is not confused by the names of fields', async () => {
    const { browser, desk } = await openPages();
    const polluted = '__proto__=a&constructor=b&__proto__[user_code]=c&constructor.prototype.user_code=d';
    expect((await browser.post('/pair', polluted)).statusCode).toBe(422);
    expect((await browser.post('/pair', 'user_code=BCDF-GHJK&user_code=BCDF-GHJK')).statusCode).toBe(422);
    expect((await browser.get('/callback?code=a&code=b&state=c&__proto__=d')).statusCode).toBe(303);
    expect(desk.calls).toEqual(['land {"state":"c"}']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('tells nobody what broke, and the log only where', async () => {
    const { browser, desk, log } = await openPages();
    desk.breaks = new TypeError('code=SECRET');
    const answer = await browser.get('/callback?code=SECRET&state=HIDDEN');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('SECRET');
    expect(log).toMatchObject([{ fields: { route: '/callback', error: 'TypeError' } }]);
    expect(JSON.stringify(log)).not.toMatch(/SECRET|HIDDEN/);
  });
});
