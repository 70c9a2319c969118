import { describe, expect, it } from 'vitest';
import { CodeInLog } from '../../../../src/adapters/http/setup/access.ts';
import { readConfig } from '../../../../src/config/read.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { DASHBOARD_CLIENT } from '../../../../src/simulator/accounts/client.ts';
import { startSimulator } from '../../../../src/simulator/start.ts';
import { startBridge } from '../../../../src/start.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { FakeSettingsDesk } from '../../../fakes/settings-desk.ts';
import { temporaryFolder } from '../../storage/folder.ts';
import { attack, basic, bearer, openDoor, PASSWORD, TOKEN } from './attacking.ts';

/** Whoever guesses has as many addresses as it likes: in IPv6 a house has 2⁶⁴ of them. */
const address = (number: number) => `127.9.9.${number + 1}`;
const WRONG = 'CCCC-CCCC';
const EACH = 20;
const ALL = 200;

/** Guesses until all together have used up what they may; what each guess was answered. */
async function guess(once: (from: string) => Promise<{ status: number }>) {
  const statuses: number[] = [];
  for (let count = 0; count < ALL; count++)
    statuses.push((await once(address(Math.floor(count / EACH)))).status);
  return statuses;
}

describe('whoever guesses', () => {
  it('a pairing code is stopped, whatever addresses it has; the right one helps no more', async () => {
    using folder = temporaryFolder();
    await using cleanUp = new AsyncDisposableStack();
    const spotify = await startSimulator();
    cleanUp.defer(() => spotify.close());
    const text = JSON.stringify({
      mqtt: { url: 'embedded', embedded: { port: 0, host: '127.0.0.1' } },
      http: { port: 0, host: '0.0.0.0' },
      spotify: { client_id: DASHBOARD_CLIENT, accounts_url: spotify.accountsUrl, api_url: spotify.apiUrl },
      data: folder.file('data'),
    });
    const stop = new AbortController();
    const config = readConfig({ env: {}, readFile: () => '', text });
    const bridge = await startBridge(config, silentLog, stop.signal);
    cleanUp.defer(async () => {
      stop.abort();
      await bridge.ended;
    });
    const { form, ask } = attack(bridge.pagesPort);
    const enter = (code: string, from: string) => form('/pair', { user_code: code }, { from });
    expect((await ask({ path: '/pair' })).status).toBe(200);
    expect(new Set(await guess((from) => enter(WRONG, from)))).toEqual(new Set([422]));
    const right = bridge.accounts[0]?.store.state.pairing?.userCode ?? '';
    expect(right).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
    const late = await enter(right, address(ALL));
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after')?.[0])).toBeGreaterThan(3_000);
  });

  it('the code of the settings is stopped too', async () => {
    let code = '';
    const log = {
      ...silentLog,
      warn: (fields: object) => (code = 'code' in fields ? String(fields.code) : ''),
    };
    const access = new CodeInLog({ clock: new FakeClock(), log, address: () => '' });
    const { form, ask } = await openDoor({ settings: { desk: new FakeSettingsDesk(true), access } });
    await ask({ path: '/setup' });
    expect(code).not.toBe('');
    const enter = (typed: string, from: string) => form('/setup/unlock', { code: typed }, { from });
    expect(new Set(await guess((from) => enter(WRONG, from)))).toEqual(new Set([422]));
    expect((await enter(code, address(ALL))).status).toBe(429);
  });

  it.each([
    ['of pairing', '/pair', { user_code: WRONG }],
    ['of the settings', '/setup/unlock', { code: WRONG }],
  ])('a code %s from one address is stopped there alone', async (_what, path, fields) => {
    const access = new CodeInLog({ clock: new FakeClock(), log: silentLog, address: () => '' });
    const { form } = await openDoor(
      path === '/pair'
        ? { limits: { perAddress: EACH } }
        : { settings: { desk: new FakeSettingsDesk(true), access } },
    );
    const enter = async (from: string) => (await form(path, fields, { from })).status;
    for (let count = 0; count < EACH; count++) expect(await enter(address(1))).toBe(422);
    expect(await enter(address(1))).toBe(429);
    expect(await enter(address(2))).toBe(422);
  });

  it('by forms is stopped in all, and no single address uses that up', async () => {
    const { form, ask, desk } = await openDoor({ limits: { perAddress: 2, inAll: 4 } });
    const enter = async (from: string) => (await form('/pair', { user_code: WRONG }, { from })).status;
    for (let count = 0; count < 9; count++) await enter(address(0));
    expect([await enter(address(1)), await enter(address(2)), await enter(address(3))]).toEqual([
      422, 422, 429,
    ]);
    // The way back from Spotify is a guess too, of a state.
    expect((await ask({ path: '/callback?code=a&state=b', from: address(4) })).status).toBe(429);
    expect(desk.calls).toHaveLength(4);
  });

  it.each([
    ['the password', '/', { password: PASSWORD }, basic('guess'), basic(PASSWORD)],
    ['the password, at the API', '/api/accounts', { password: PASSWORD }, basic('guess'), basic(PASSWORD)],
    ['the token', '/api/accounts', { token: TOKEN }, bearer('guess'), bearer(TOKEN)],
    ['the token, at the metrics', '/metrics', { token: TOKEN }, bearer('guess'), bearer(TOKEN)],
  ])('%s is stopped, each address and all together', async (_what, path, options, wrong, right) => {
    const { ask } = await openDoor({ ...options, limits: { wrongPasswords: 2, wrongInAll: 5 } });
    const ask_ = async (said: string, from: string) => (await ask({ path, headers: [said], from })).status;
    expect(await ask_(right, address(0))).toBe(200);
    const one = [wrong, wrong, wrong, right].map((said) => () => ask_(said, address(1)));
    const answered: number[] = [];
    for (const each of one) answered.push(await each());
    expect(answered).toEqual([401, 401, 429, 429]);
    for (const number of [2, 2, 3]) expect(await ask_(wrong, address(number))).toBe(401);
    expect(await ask_(right, address(4))).toBe(429);
    // Those who live here are not locked out by strangers, nor do they guess for ever.
    expect(await ask_(right, address(0))).toBe(200);
    for (const status of [401, 401, 429]) expect(await ask_(wrong, address(0))).toBe(status);
  });
});
