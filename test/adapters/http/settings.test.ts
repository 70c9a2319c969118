import { describe, expect, it } from 'vitest';
import type { PagesOptions } from '../../../src/adapters/http/options.ts';
import type { Access } from '../../../src/core/settings.ts';
import { FakeSettingsDesk } from '../../fakes/settings-desk.ts';
import { openPages } from './asking.ts';

const CODE = 'BCDF-GHJK';
const LOOPBACK = { host: '127.0.0.1:8099', from: '127.0.0.1' };
const INGRESS = { from: '172.30.32.2', headers: { 'x-ingress-path': '/api/ingress/abc' } };

async function open({ waiting = false, ...options }: Partial<PagesOptions> & { waiting?: boolean } = {}) {
  const desk = new FakeSettingsDesk(waiting);
  desk.accounts = [{ key: 'family', name: 'Family', device: undefined, written: true }];
  const shown: string[] = [];
  const access: Access = {
    show: () => void shown.push('shown'),
    enter: (code) => (code === CODE ? { ok: true, pass: 'pass-1' } : { ok: false }),
    knows: (pass) => pass === 'pass-1',
  };
  return { shown, ...(await openPages({ ...options, settings: { desk, access } })), settings: desk };
}

describe('who may change the settings', () => {
  it('is nobody in the house without the code, which is in the log', async () => {
    const { browser, settings, shown } = await open();
    const locked = await browser.get('/settings');
    expect(locked.statusCode).toBe(403);
    expect(locked.body).toContain('docker logs');
    expect(shown).toEqual(['shown']);
    for (const path of ['/settings/account', '/settings/reader']) {
      expect((await browser.post(path, { key: 'family', do: 'remove' })).statusCode, path).toBe(403);
    }
    expect(settings.calls).toEqual([]);
    expect((await browser.post('/settings/unlock', { code: 'WRONG' })).statusCode).toBe(422);
    const in_ = await browser.post('/settings/unlock', { code: CODE });
    expect(in_.headers.location).toBe('/settings');
    expect(in_.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect((await browser.get('/settings')).statusCode).toBe(200);
  });

  it('is whoever knows the password, sits at the machine, or comes through Home Assistant', async () => {
    const withPassword = await open({ password: 'geheim' });
    expect((await withPassword.browser.get('/settings')).statusCode).toBe(401);
    const authorization = `Basic ${Buffer.from('me:geheim').toString('base64')}`;
    expect((await withPassword.browser.get('/settings', { headers: { authorization } })).statusCode).toBe(
      200,
    );
    const { browser } = await open({ ingress: true });
    expect((await browser.get('/settings', LOOPBACK)).statusCode).toBe(200);
    const inside = await browser.get('/settings', INGRESS);
    expect(inside.statusCode).toBe(200);
    expect(inside.body).toContain('action="/api/ingress/abc/settings/account"');
  });

  it('is no form of a foreign page', async () => {
    const { browser, settings } = await open();
    const headers = { origin: 'https://evil.example' };
    const answer = await browser.post('/settings/account', { key: 'family' }, { ...LOOPBACK, headers });
    expect(answer.statusCode).toBe(403);
    expect(settings.calls).toEqual([]);
  });

  it('needs the code for a first run even at the machine', async () => {
    const { browser } = await open({ waiting: true });
    expect((await browser.get('/setup/broker', LOOPBACK)).statusCode).toBe(403);
    expect((await browser.get('/', LOOPBACK)).headers.location).toBe('/setup');
    expect((await browser.get('/tags', LOOPBACK)).statusCode).toBe(404);
    // A container that were restarted for it would have another code each time.
    expect((await browser.get('/readyz')).statusCode).toBe(200);
    expect((await browser.get('/readyz', LOOPBACK)).body).toContain('/setup');
    const tooMany = await openPages({
      settings: {
        desk: new FakeSettingsDesk(true),
        access: {
          show() {},
          enter: () => ({ ok: false, retryAt: Date.parse('2026-11-21T08:01:30Z') }),
          knows: () => false,
        },
      },
    });
    const refused = await tooMany.browser.post('/setup/unlock', { code: CODE });
    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('90');
    expect(refused.body).toContain('2 minutes');
  });
});

describe('settings', () => {
  it.each([
    [
      'account',
      { key: 'kids', name: 'Kids', device: '', do: 'add' },
      'save accounts.kids=null accounts.kids.name="Kids"',
    ],
    [
      'account',
      { key: 'family', name: 'Family', device: 'Kitchen', do: 'save' },
      'save accounts.family.device="Kitchen"',
    ],
    ['account', { key: 'family', name: '', do: 'save' }, 'save accounts.family.name='],
    [
      'reader',
      { key: 'hall', topic: 'pn532/tag', account: 'family', do: 'add' },
      'save readers.hall=null readers.hall.topic="pn532/tag" readers.hall.account="family"',
    ],
    ['reader', { key: 'hall', do: 'remove' }, 'save readers.hall='],
  ])('writes of %s %j only what is new', async (what, fields, saved) => {
    const { browser, settings } = await open();
    settings.values = { 'accounts.family.name': { value: 'Family' } };
    const answer = await browser.post(`/settings/${what}`, fields, LOOPBACK);
    expect(answer.headers.location).toBe('/settings/saved');
    expect(settings.calls).toEqual([saved]);
  });

  it('names the account that had no name before a second one comes', async () => {
    const { browser, settings } = await open();
    settings.accounts = [];
    await browser.post('/settings/account', { key: 'kids', do: 'add' }, LOOPBACK);
    expect(settings.calls).toEqual(['save accounts.spotify=null accounts.kids=null']);
  });

  it('removes an account with its token, or keeps that, but never the last one', async () => {
    const { browser, settings } = await open();
    const remove = (fields: object) =>
      browser.post('/settings/account', { key: 'family', do: 'remove', ...fields }, LOOPBACK);
    const refused = await remove({});
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('The last account cannot be removed.');
    settings.accounts.push({ key: 'kids', name: undefined, device: undefined, written: true });
    await remove({ token: 'delete' });
    await remove({ token: 'keep' });
    expect(settings.calls).toEqual(['save accounts.family= forget family', 'save accounts.family=']);
  });

  it('says what is wrong and takes nothing over', async () => {
    const { browser, settings } = await open();
    settings.saved = {
      ok: false,
      why: 'faults',
      faults: [{ place: 'config.yaml:9:3 readers.hall.account', path: [], message: 'is no <b>account</b>' }],
    };
    const answer = await browser.post('/settings/reader', { key: 'hall', account: 'nobody' }, LOOPBACK);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(
      '<code>config.yaml:9:3 readers.hall.account</code>: is no &lt;b&gt;account&lt;/b&gt;',
    );
    settings.saved = { ok: false, why: 'changed' };
    expect((await browser.post('/settings/reader', { key: 'hall' }, LOOPBACK)).body).toContain(
      'changed by somebody else',
    );
    const there = await browser.post('/settings/account', { key: 'family', do: 'add' }, LOOPBACK);
    expect(there.body).toContain('one of this key already');
  });

  it('shows why the file on the disk is not what runs, and leaves alone what is not in it', async () => {
    const { browser, settings } = await open();
    settings.troublesNow = [{ place: 'config.yaml:2:1', path: [], message: 'is wrong' }];
    settings.accounts = [{ key: 'kids', name: 'Kids', device: undefined, written: false }];
    const { body } = await browser.get('/settings', { ...LOOPBACK, headers: { 'accept-language': 'de' } });
    expect(body).toContain('Die Konfiguration auf der Platte gilt nicht.');
    expect(body).toContain('Ist anderswo gesetzt');
    expect(body).not.toContain('value="kids"><');
  });

  it('is in the footer of the other pages', async () => {
    const { browser } = await open();
    expect((await browser.get('/pair')).body).toContain('<a href="/settings">');
    const without = await openPages();
    expect((await without.browser.get('/pair')).body).not.toContain('/settings');
    expect((await without.browser.get('/settings')).statusCode).toBe(404);
  });
});
