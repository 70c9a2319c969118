import { describe, expect, it } from 'vitest';
import { basic, bearer, HOUSE, openDoor, PASSWORD, TOKEN } from './attacking.ts';

const FORMS = [
  '/pair',
  '/paste',
  '/confirm',
  '/begin',
  '/unpair',
  '/tags/set',
  '/tags/remove',
  '/tags/import',
];
const ORDER = { method: 'POST', path: '/api/family/command', body: 'pause' };
const PLAIN = 'Content-Type: text/plain';
const LOOPBACK = 'Host: 127.0.0.1:8099';
const INGRESS = 'X-Ingress-Path: /api/hassio_ingress/abc';

describe('a foreign page', () => {
  it.each([
    [['Origin: https://evil.example']],
    [['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site']],
    [['Origin: null']],
    [[`Origin: http://${HOUSE}.evil.example`]],
    [['Origin: http://192.168.1.20:8123']],
    [[`Origin: http://${HOUSE}`, 'Sec-Fetch-Site: same-site']],
    [['Sec-Fetch-Site: cross-site']],
  ])('sends no form that counts: %j', async (headers) => {
    const { form, ask, desk, tags, house } = await openDoor({ password: PASSWORD });
    // The browser adds what its person once entered.
    const all = [...headers, basic(PASSWORD)];
    for (const path of FORMS)
      expect((await form(path, { account: 'family', uid: '04A1B2C3' }, { headers: all })).status, path).toBe(
        403,
      );
    expect((await ask({ ...ORDER, headers: [...all, PLAIN] })).status).toBe(403);
    expect((await ask({ path: '/api/events', headers: all })).status).toBe(403);
    expect([desk.calls, tags.calls, house.asked]).toEqual([[], [], []]);
  });

  it('is not told that it may ask (CORS)', async () => {
    const { ask } = await openDoor();
    const headers = ['Origin: https://evil.example', 'Access-Control-Request-Method: POST'];
    const preflight = await ask({ method: 'OPTIONS', path: ORDER.path, headers });
    expect(preflight.status).toBe(403);
    for (const path of ['/', '/api/accounts', '/metrics', '/healthz', '/web/1/app.js']) {
      const { headers: said } = await ask({ path, headers: ['Origin: https://evil.example'] });
      expect([...said.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('changes nothing by an address alone', async () => {
    const { ask, desk, tags, house } = await openDoor();
    for (const path of [...FORMS, '/api/family/command', '/api/family/hint', '/api/bridge/request/learn'])
      await ask({ path: `${path}?account=family&user_code=BCDF-GHJK`, headers: [LOOPBACK] });
    expect([desk.calls, tags.calls, house.asked]).toEqual([[], [], []]);
  });
});

describe('a foreign name that was made to point here (DNS rebinding)', () => {
  it.each([
    'evil.example',
    'evil.example:8099',
    `${HOUSE}.evil.example`,
    'localhost.evil.example',
    'evil.local.example',
    'evil',
    '127.0.0.1:8099@evil.example',
    '[::1',
    '127.1',
    '0x7f.0.0.1',
    '',
  ])('%j is refused everywhere', async (name) => {
    const { ask, form, desk, house } = await openDoor();
    const headers = [`Host: ${name}`, `Origin: http://${name}`, 'Sec-Fetch-Site: same-origin'];
    for (const path of ['/', '/pair', '/tags', '/api/accounts', '/api/events', '/metrics', '/web/1/app.js'])
      expect((await ask({ path, headers })).status, path).toBe(421);
    expect((await form('/pair', { user_code: 'BCDF-GHJK' }, { headers })).status).toBe(421);
    expect((await ask({ ...ORDER, headers: [...headers, PLAIN] })).status).toBe(421);
    expect([desk.calls, house.asked]).toEqual([[], []]);
  });

  it('learns nothing from what anybody may ask', async () => {
    const { ask, house } = await openDoor();
    house.ready = { ready: false, why: ['the broker is away'], problems: { family: 'secret trouble' } };
    const { body } = await ask({ path: '/readyz', headers: ['Host: evil.example'] });
    expect(body).toBe('{"ready":false}');
  });
});

describe('a header that somebody wrote himself', () => {
  it('does not make it come through Home Assistant', async () => {
    for (const ingress of [true, false]) {
      const { ask } = await openDoor({ password: PASSWORD, ingress });
      for (const path of ['/', '/tags', '/settings', '/api/accounts', '/metrics']) {
        const { status, body } = await ask({ path, headers: [INGRESS, 'X-Hass-Source: core.ingress'] });
        expect([401, 404], path).toContain(status);
        expect(body).not.toContain('hassio_ingress');
      }
      expect((await ask({ path: '/', headers: [LOOPBACK, INGRESS] })).status).toBe(401);
      expect((await ask({ path: '/', headers: ['Host: evil.example', INGRESS] })).status).toBe(421);
    }
  });

  it.each([
    'X-Forwarded-For: 127.0.0.1',
    'X-Forwarded-For: 172.30.32.2',
    'X-Forwarded-Host: 127.0.0.1:8099',
    'X-Real-IP: 127.0.0.1',
    'Forwarded: for=127.0.0.1;host=localhost',
    'X-Original-URL: /healthz',
    'X-Rewrite-URL: /healthz',
    'X-HTTP-Method-Override: GET',
  ])('%s opens nothing, and is no other address for limits', async (header) => {
    const { ask, form, house } = await openDoor({ token: TOKEN, limits: { perAddress: 1 } });
    const order = { ...ORDER, headers: [header, PLAIN] };
    expect((await ask(order)).status).toBe(401);
    expect((await ask({ path: '/metrics', headers: [header] })).status).toBe(401);
    expect(house.asked).toEqual([]);
    const first = await form('/pair', { user_code: 'BCDF-GHJK' });
    const next = await form('/pair', { user_code: 'BCDF-GHJK' }, { headers: [header] });
    expect([first.status, next.status]).toEqual([200, 429]);
  });

  it('does not make a proxy on this machine the machine itself', async () => {
    const { ask, house } = await openDoor({ token: TOKEN });
    for (const header of ['X-Forwarded-For: 10.0.0.9', 'Forwarded: for=10.0.0.9', 'Via: 1.1 proxy'])
      expect((await ask({ ...ORDER, headers: [LOOPBACK, PLAIN, header] })).status).toBe(401);
    const behind = await openDoor({ token: TOKEN, publicUrl: 'https://music.example.com' });
    expect((await behind.ask({ ...ORDER, headers: [LOOPBACK, PLAIN] })).status).toBe(401);
    expect([...house.asked, ...behind.house.asked]).toEqual([]);
    expect((await ask({ ...ORDER, headers: [LOOPBACK, PLAIN] })).status).toBe(200);
    expect((await ask({ ...ORDER, headers: [bearer(TOKEN), PLAIN] })).status).toBe(200);
  });

  it('puts no address of a stranger into links, where there is a password', async () => {
    const hosts: string[] = [];
    const { ask } = await openDoor({ password: PASSWORD, onHost: (host) => hosts.push(host) });
    const trap = 'Host: 192.168.1.66:8099';
    for (const path of ['/', '/pair', '/healthz', '/page.css', '/nowhere'])
      await ask({ path, headers: [trap] });
    await ask({ path: '/', headers: [trap, basic('guess')] });
    expect(hosts).toEqual([]);
    await ask({ path: '/', headers: [basic(PASSWORD)] });
    expect(hosts).toEqual([HOUSE]);
    // Where no guess is counted none is answered, not even by a link.
    await ask({ path: '/page.css', headers: [trap, basic(PASSWORD)] });
    expect(hosts).toEqual([HOUSE]);
  });
});
