import { describe, expect, it } from 'vitest';
import type { AccountCard } from '../../../../src/core/pairing.ts';
import { card } from '../../../fakes/desk.ts';
import { FakeSettingsDesk } from '../../../fakes/settings-desk.ts';
import { readerCard, tagCard, unknownTag } from '../../../fakes/tag-desk.ts';
import { openDoor, replyIn } from './attacking.ts';

/** Leaves an attribute, a text and a list of words alike. */
const EVIL = `x"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
const SHOWN = 'x&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;';
const SCRIPT = 'javascript:alert(1)';
const LOOPBACK = ['Host: 127.0.0.1:8099'];

const PAIRING = {
  method: 'spotify',
  userCode: EVIL,
  verificationUri: SCRIPT,
  verificationUriComplete: SCRIPT,
  expiresAt: Date.UTC(2027, 1),
} as const;
const PEOPLE: AccountCard[] = [
  card({ key: 'kids', name: EVIL, pairing: PAIRING }),
  card({ name: EVIL, rest: { why: 'failed', message: EVIL } }),
  card({
    key: 'anna',
    name: EVIL,
    paired: true,
    profile: EVIL,
    problem: EVIL,
    pairedUntil: Date.UTC(2027, 1),
  }),
];

async function open() {
  const settings = new FakeSettingsDesk(false);
  settings.accounts = [{ key: 'family', name: EVIL, device: EVIL, written: true }];
  settings.readers = [{ key: 'box', topic: EVIL, account: EVIL, device: EVIL, written: true }];
  settings.faults = [{ place: EVIL, path: ['mqtt'], message: EVIL, line: 1 }];
  const access = { show() {}, enter: () => ({ ok: false }) as const, knows: () => false };
  const door = await openDoor({ settings: { desk: settings, access } });
  door.desk.cards = PEOPLE;
  door.tags.cards = [
    tagCard({ name: EVIL, title: EVIL, does: EVIL, lastReader: EVIL, cover: `${SCRIPT}//i.scdn.co/${EVIL}` }),
    tagCard({ uid: EVIL, name: null, title: EVIL, does: EVIL, cover: null }),
  ];
  door.tags.unknowns = [unknownTag({ uid: EVIL, text: EVIL, reader: EVIL })];
  door.tags.readerCards = [readerCard({ id: EVIL, name: EVIL })];
  door.tags.waits = { account: EVIL, title: EVIL, reader: EVIL, until: door.desk.clock.now() + 60_000 };
  return door;
}

function harmless(body: string): void {
  expect(body).not.toContain('<script>alert');
  expect(body).not.toContain('<img src=x');
  expect(body).not.toMatch(/(?:href|src|action)=["']?\s*javascript:/i);
  // No attribute was left: what stands in quotes has no quote of its own.
  expect(body.replaceAll(/<[a-z][^<>]*>/gi, '')).not.toMatch(/onerror=alert\(1\)"/);
}

describe('a name of a card, a track, a speaker or a person', () => {
  it.each(['/', '/pair', '/tags', '/tags/edit?uid=04A1B2C3', '/tags/print', '/settings'])(
    'is shown as it is on %s, and does nothing',
    async (path) => {
      const { ask, log } = await open();
      const { status, body } = await ask({ path, headers: LOOPBACK });
      expect(status, JSON.stringify(log)).toBe(200);
      if (path !== '/pair') expect(body).toContain(SHOWN);
      harmless(body);
    },
  );

  it('does nothing in what became of a form', async () => {
    const { ask, form, tags } = await open();
    for (const [path, fields] of [
      ['/tags/set', { uid: EVIL, does: EVIL, name: EVIL }],
      ['/tags/remove', { uid: EVIL }],
      ['/tags/learn', { account: EVIL, does: EVIL, name: EVIL }],
      ['/tags/lock', { reader: EVIL, on: '1' }],
      ['/paste', { address: EVIL, account: EVIL, authorize_url: SCRIPT, mode: EVIL }],
      ['/pair', { user_code: EVIL }],
    ] as const) {
      const sent = await form(path, fields, { headers: LOOPBACK });
      harmless(sent.body);
      const [to] = sent.headers.get('location') ?? [];
      const cookies = (sent.headers.get('set-cookie') ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
      if (to !== undefined)
        harmless((await ask({ path: to, headers: [...LOOPBACK, `Cookie: ${cookies}`] })).body);
    }
    expect(tags.calls.join()).toContain('<script>');
  });

  it.each(['/setup/broker', '/setup/spotify', '/setup/finish', '/setup'])(
    'does nothing on %s, where what was written and why it is wrong is shown',
    async (path) => {
      const settings = new FakeSettingsDesk(true);
      const value = { value: EVIL, variable: EVIL };
      settings.values = { 'mqtt.url': value, 'mqtt.username': value, 'spotify.client_id': value };
      settings.accounts = [{ key: EVIL, name: EVIL, device: EVIL, written: true }];
      settings.troublesNow = [{ place: EVIL, path: ['mqtt'], message: EVIL, line: 1 }];
      settings.linesNow = [{ number: 1, text: EVIL }];
      const access = { show() {}, enter: () => ({ ok: false }) as const, knows: () => true };
      const { ask } = await openDoor({ settings: { desk: settings, access } });
      const shown = await ask({ path, headers: LOOPBACK });
      expect(shown.status).toBe(200);
      expect(shown.body).toContain('&lt;script');
      harmless(shown.body);
    },
  );

  it.each(['other_person', 'failed', 'paired'])(
    'does nothing where it tells how a pairing went: %s',
    async (code) => {
      const { ask, form, desk } = await open();
      desk.land = async () =>
        code === 'paired'
          ? { ok: true, account: { key: 'family', name: EVIL }, profile: EVIL, warnings: [EVIL] }
          : code === 'failed'
            ? { ok: false, why: 'failed', message: EVIL }
            : { ok: false, why: 'other_person', message: EVIL, ticket: EVIL, before: EVIL, now: EVIL };
      const back = await ask({ path: '/callback?code=a&state=b', headers: LOOPBACK });
      const [cookie = ''] = back.headers.get('set-cookie') ?? [];
      const headers = [...LOOPBACK, `Cookie: ${cookie.split(';')[0]}`];
      const done = await ask({ path: '/pair/done', headers });
      expect(done.body).toContain(SHOWN);
      harmless(done.body);
      const steps = await form('/pair', { user_code: 'BCDF-GHJK' }, { headers });
      harmless(steps.body);
    },
  );

  it('does nothing where the address or the Host is the name', async () => {
    const { ask, raw } = await open();
    const inAddress = encodeURIComponent(EVIL);
    for (const path of [`/tags/edit?uid=${inAddress}`, `/${inAddress}`, `/pair?user_code=${inAddress}`])
      harmless((await ask({ path, headers: LOOPBACK })).body);
    const host = replyIn(await raw(`GET / HTTP/1.1\r\nHost: ${EVIL}\r\nConnection: close\r\n\r\n`));
    expect(host.status).toBe(421);
    expect(host.body).toContain(SHOWN);
    harmless(host.body);
    harmless(
      (await ask({ path: '/', headers: [...LOOPBACK, `Cookie: s2m=${EVIL}; s2m_code=${EVIL}`] })).body,
    );
  });

  it('is no markup for the scripts either, which have no way to make it any', async () => {
    const { ask } = await open();
    const { body } = await ask({ path: '/', headers: LOOPBACK });
    const scripts = [...body.matchAll(/(?:src|href)="(\/web\/[^"]+\.js)"/g)].flatMap(
      ([, path]) => path ?? [],
    );
    expect(scripts.length).toBeGreaterThan(10);
    for (const path of new Set(scripts)) {
      if (/\/(?:preact|preact-hooks|htm)\.js$/.test(path)) continue;
      const script = (await ask({ path, headers: LOOPBACK })).body;
      expect(script, path).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser/,
      );
    }
  });

  it('is JSON for whoever asks the API, and never a page', async () => {
    const { ask, house } = await open();
    house.results = { 'bridge accounts': { name: EVIL } };
    for (const path of ['/api/accounts', `/api/${encodeURIComponent(EVIL)}/player`, '/api/nowhere']) {
      const { headers } = await ask({ path, headers: LOOPBACK });
      expect(headers.get('content-type')?.[0], path).toMatch(/^application\/json/);
      expect(headers.get('x-content-type-options')).toEqual(['nosniff']);
    }
  });
});
