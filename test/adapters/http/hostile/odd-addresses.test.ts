import { describe, expect, it } from 'vitest';
import { FakeSettingsDesk } from '../../../fakes/settings-desk.ts';
import { openDoor, PASSWORD, TOKEN } from './attacking.ts';

const OUT = [
  '/../../../../../etc/passwd',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cetc%5cpasswd',
  '/....//....//etc/passwd',
  '/.%00/etc/passwd',
  '/etc/passwd',
];
const BELOW = ['/web', '/web/VERSION', '/qr', '/package', '/api/schemas', '/tags', '/api/family/request'];

describe('a way out of the folder', () => {
  it.each(BELOW)('is none below %s', async (folder) => {
    const { ask } = await openDoor({
      packageOf: (account) => (account === 'family' ? 'media_player:\n' : undefined),
      documents: async () => new Map([['schemas/answer.json', '{}']]),
    });
    const [, version = ''] = /\/web\/([\w-]+)\//.exec((await ask({ path: '/' })).body) ?? [];
    expect(version).not.toBe('');
    for (const way of [...OUT, '/front.ts', '/../front.ts', '/..%2ffront.ts', '/__proto__', '/constructor']) {
      const { status, body } = await ask({ path: `${folder.replace('VERSION', version)}${way}` });
      expect([400, 403, 404], way).toContain(status);
      expect(body).not.toMatch(/root:|import \{/);
    }
  });
});

describe('the password', () => {
  it.each([
    '/%74ags',
    '/TAGS',
    '/tags/',
    '/tags?x=/pair',
    '/tags/print',
    '/tags;/pair',
    '/pair/../tags',
    '//tags',
    '/./tags',
    '/metrics',
    '/%6detrics',
    '/METRICS/',
    '/api/accounts',
    '/API/accounts/',
    '/%61pi/accounts',
    '/api/bridge/request/health',
    '/qr/family.png',
  ])('is not passed by writing %s', async (path) => {
    const { ask, house } = await openDoor({ password: PASSWORD });
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']) {
      const { status, body } = await ask({ method, path });
      expect([401, 404, 405], method).toContain(status);
      expect(body).not.toMatch(/Bedtime|one 1/);
    }
    expect(house.asked).toEqual([]);
  });
});

describe('the token', () => {
  it.each(['/%61pi/accounts', '/API/accounts', '/api/accounts/', '/%6detrics', '/METRICS', '//api/accounts'])(
    'is not passed by writing %s',
    async (path) => {
      const { ask, house } = await openDoor({ token: TOKEN });
      for (const method of ['GET', 'HEAD'])
        expect([401, 404]).toContain((await ask({ method, path })).status);
      expect(house.asked).toEqual([]);
    },
  );
});

describe('who is sent on', () => {
  it('stays here, whatever the address says', async () => {
    const { ask, form } = await openDoor({ settings: { desk: new FakeSettingsDesk(true), access: CLOSED } });
    const { ask: askPages, form: formPages } = await openDoor();
    const evil = 'https://evil.example';
    const answers = [
      await askPages({ path: `/pair?user_code=BCDF-GHJK&next=${evil}` }),
      await askPages({ path: `/pair?user_code=A`, headers: ['Host: localhost:8099'] }),
      await askPages({ path: `//evil.example/pair?user_code=A` }),
      await askPages({ path: `/pair?user_code=A%0d%0aLocation:%20${evil}` }),
      await askPages({ path: `/callback?code=a&state=b&redirect_uri=${evil}` }),
      await askPages({ path: '/confirm' }),
      await formPages('/begin', { account: '//evil.example', next: evil }),
      await formPages('/tags/cancel', { back: evil }, { headers: [`Referer: ${evil}`] }),
      await ask({ path: '/', headers: [`X-Forwarded-Host: evil.example`] }),
      await form('/setup/unlock', { code: 'x', to: evil }),
    ];
    const sent = answers.flatMap(({ headers }) => headers.get('location') ?? []);
    expect(sent.length).toBeGreaterThan(5);
    for (const to of sent) expect(to).toMatch(/^(\/(?!\/)|http:\/\/127\.0\.0\.1:8099\/)/);
    expect(answers.flatMap(({ headers }) => [...headers.values()].flat()).join()).not.toContain('evil');
  });

  it('goes to Spotify and nowhere else', async () => {
    const { form, desk } = await openDoor();
    desk.accountsUrl = 'https://evil.example';
    expect((await form('/pair', { user_code: 'BCDF-GHJK' })).body).not.toContain('evil.example');
    for (const authorize_url of ['https://evil.example/authorize', 'javascript:alert(1)', '//evil.example']) {
      const { status, body } = await form('/paste', { address: 'x', account: 'family', authorize_url });
      expect(status).toBe(422);
      expect(body).not.toMatch(/href="[^"]*(evil|javascript)/);
    }
  });
});

const CLOSED = { show() {}, enter: () => ({ ok: false }) as const, knows: () => false };
