import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/adapters/spotify/seed.ts';
import { openTokens, type TokenOptions } from '../../../src/adapters/spotify/token.ts';
import type { StoredToken } from '../../../src/core/ports.ts';
import { FakeClock, settle } from '../../fakes/clock.ts';
import {
  type Answer,
  broken,
  FakeGate,
  FakeStore,
  fakeWeb,
  reply,
  type Sent,
  troubleOf,
} from './fake-web.ts';

const clock0 = new FakeClock().now();
const stored: StoredToken = {
  clientId: 'app',
  refreshToken: 'refresh-1',
  accessToken: 'access-1',
  expiresAt: clock0 + 3_600_000,
  scope: 'a b',
  authorizedAt: clock0 - 1000,
  seededFrom: null,
};
const expired = { ...stored, expiresAt: clock0 - 1 };

/** A token answer whose access token is counted up. */
const fresh = (more: object = {}) =>
  reply(200, { access_token: 'access-2', token_type: 'Bearer', expires_in: 3600, ...more });

async function given(kept: StoredToken | undefined, answers: Answer[], options: Partial<TokenOptions> = {}) {
  const clock = new FakeClock();
  const store = new FakeStore(kept);
  const web = fakeWeb(new FakeGate(), ...answers);
  const accountsUrl = 'http://accounts.test/';
  const tokens = await openTokens({
    fetch: web.fetch,
    clock,
    store,
    accountsUrl,
    clientId: 'app',
    ...options,
  });
  const told: boolean[] = [];
  tokens.onChange((paired) => told.push(paired));
  return { clock, store, tokens, told, sent: web.sent, access: async () => tokens.access() };
}

const form = (sent: Sent | undefined) => Object.fromEntries(new URLSearchParams(sent?.body));

describe('access', () => {
  it('is at once where the token is good', async () => {
    const { tokens, sent } = await given(stored, []);
    expect(tokens.access()).toBe('access-1');
    expect(tokens.paired).toBe(true);
    expect(sent).toEqual([]);
  });

  it('renews once for all who ask, as a public client, and stores before use', async () => {
    const { access, sent, store } = await given(expired, [fresh({ refresh_token: 'refresh-2', scope: 'c' })]);
    expect(await Promise.all([access(), access(), access()])).toEqual(['access-2', 'access-2', 'access-2']);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe('http://accounts.test/api/token');
    expect(form(sent[0])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'app',
    });
    expect(store.writes).toEqual([
      {
        ...stored,
        refreshToken: 'refresh-2',
        accessToken: 'access-2',
        scope: 'c',
        expiresAt: clock0 + 3_600_000,
      },
    ]);
  });

  it('is not given out before it is stored', async () => {
    const { tokens, store } = await given(expired, [fresh({ refresh_token: 'refresh-2' })]);
    let written = false;
    store.write = async () => {
      await settle();
      written = true;
    };
    await tokens.access();
    expect(written).toBe(true);
  });

  it.each([{}, { refresh_token: null }, { refresh_token: '' }])(
    'keeps the refresh token with %j',
    async (more) => {
      const { access, store } = await given(expired, [fresh(more)]);
      await access();
      expect(store.kept?.refreshToken).toBe('refresh-1');
    },
  );

  it('sends a client secret in the header', async () => {
    const { access, sent } = await given(expired, [fresh()], { clientSecret: 'se:cret' });
    await access();
    expect(sent[0]?.headers.authorization).toBe(`Basic ${btoa('app:se%3Acret')}`);
    expect(form(sent[0])).not.toHaveProperty('client_id');
  });

  it('renews in the last minute without making anybody wait', async () => {
    const { tokens, clock, sent } = await given(stored, [fresh()]);
    await clock.advance(3_600_000 - 59_000);
    expect(tokens.access()).toBe('access-1');
    await settle();
    expect(tokens.access()).toBe('access-2');
    expect(sent).toHaveLength(1);
  });

  it('does not renew a short-lived token all the time', async () => {
    const { access, sent } = await given(expired, [fresh({ expires_in: 20 })]);
    await access();
    expect(await access()).toBe('access-2');
    expect(sent).toHaveLength(1);
  });

  it('goes on without a disk', async () => {
    const { access, store } = await given(expired, [fresh()]);
    store.write = async () => {
      throw new Error('ENOSPC');
    };
    expect(await access()).toBe('access-2');
  });
});

describe('renew', () => {
  it('renews the token that failed, once', async () => {
    const { tokens, sent } = await given(stored, [fresh()]);
    expect(await Promise.all([tokens.renew('access-1'), tokens.renew('access-1')])).toEqual([
      'access-2',
      'access-2',
    ]);
    expect(await tokens.renew('access-1')).toBe('access-2');
    expect(sent).toHaveLength(1);
  });
});

describe('failures', () => {
  it.each<[string, Answer, string]>([
    ['503', reply(503, '<html>'), 'unreachable'],
    ['cut', broken('ECONNRESET'), 'unreachable'],
    ['refused', broken('ECONNREFUSED', 'connect'), 'unreachable'],
    ['no JSON', reply(200, 'hello'), 'unreachable'],
    ['no access_token', reply(200, { token_type: 'Bearer' }), 'unreachable'],
    ['429', reply(429, '', { 'retry-after': '7' }), 'rate_limited'],
    ['400 of a proxy', reply(400, 'Bad request'), 'unreachable'],
    ['invalid_client', reply(400, { error: 'invalid_client' }), 'refused'],
    [
      '401 with a challenge',
      reply(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic' }),
      'refused',
    ],
  ])('%s leaves the account paired and is not repeated at once', async (_, answer, kind) => {
    const { access, tokens, sent, store, clock } = await given(expired, [answer, fresh()]);
    const { problem } = await troubleOf(access());
    expect(problem.kind).toBe(kind);
    expect(await troubleOf(access())).toMatchObject({ problem });
    expect(sent).toHaveLength(1);
    expect(tokens.paired).toBe(true);
    expect(store.writes).toEqual([]);
    await clock.advance((problem.retryAt ?? 0) - clock.now());
    expect(await access()).toBe('access-2');
  });

  it('waits longer each time, and from the beginning after a success', async () => {
    const { access, clock } = await given(expired, [broken('ECONNRESET')]);
    const pauses: number[] = [];
    for (let times = 0; times < 8; times++) {
      const { problem } = await troubleOf(access());
      pauses.push((problem.retryAt ?? 0) - clock.now());
      await clock.advance(pauses.at(-1) ?? 0);
    }
    expect(pauses.map((ms) => ms / 1000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('gives up on an accounts service that hangs', async () => {
    const { access, clock } = await given(expired, ['hang']);
    const trouble = troubleOf(access());
    await clock.advance(10_000);
    expect(await trouble).toMatchObject({ problem: { kind: 'unreachable' } });
  });

  it('never shows a token', async () => {
    const echo = reply(400, { error: 'bad', error_description: `refresh_token=${'s'.repeat(60)}` });
    const { access } = await given({ ...expired, refreshToken: 's'.repeat(60) }, [echo]);
    expect((await troubleOf(access())).message).not.toContain('sss');
  });
});

describe('a grant that ended', () => {
  const dead = reply(400, { error: 'invalid_grant', error_description: 'Refresh token revoked' });

  it('unpairs, forgets, tells, and is not asked again', async () => {
    const { access, tokens, sent, store, told } = await given(expired, [dead]);
    expect(await troubleOf(access())).toMatchObject({ problem: { kind: 'unpaired' } });
    expect(await troubleOf(access())).toMatchObject({ problem: { kind: 'unpaired' } });
    expect(await troubleOf(tokens.renew('access-1'))).toMatchObject({ problem: { kind: 'unpaired' } });
    expect({ sent: sent.length, paired: tokens.paired, kept: store.kept, told }).toEqual({
      sent: 1,
      paired: false,
      kept: undefined,
      told: [false],
    });
  });

  it('is replaced by a new authorization', async () => {
    const { access, tokens, store, told } = await given(expired, [dead]);
    await troubleOf(access());
    await tokens.replace({ ...stored, accessToken: 'new' });
    expect(tokens.access()).toBe('new');
    expect(store.kept?.accessToken).toBe('new');
    expect(told).toEqual([false, true]);
  });

  it.each([
    ['died', dead],
    ['was renewed', fresh({ refresh_token: 'refresh-2' })],
  ])('cannot undo a new authorization that came while the old one %s', async (_, answer) => {
    const { access, tokens, store } = await given(expired, [answer]);
    const asked = access();
    await tokens.replace({ ...stored, refreshToken: 'refresh-new', accessToken: 'new' });
    expect(await asked).toBe('new');
    await settle();
    expect(tokens.access()).toBe('new');
    expect(store.kept?.refreshToken).toBe('refresh-new');
  });

  it('of the configuration stays dead over restarts, until the configuration changes', async () => {
    const first = await given(undefined, [dead], { seed: 'seed-1' });
    await troubleOf(first.access());
    const again = await given(first.store.kept, [], { seed: 'seed-1' });
    expect(again.tokens.paired).toBe(false);
    const changed = await given(first.store.kept, [fresh()], { seed: 'seed-2' });
    expect(await changed.access()).toBe('access-2');
  });
});

describe('a refresh token in the configuration', () => {
  const seededFrom = digestOf('seed-1');
  it.each<[string, StoredToken | undefined, string | undefined]>([
    ['begins where nothing is stored', undefined, 'seed-1'],
    ['does not overwrite what it has become', { ...expired, seededFrom }, 'refresh-1'],
    ['wins where it is new', { ...expired, seededFrom: digestOf('seed-0') }, 'seed-1'],
    ['wins over a pairing that knew none', expired, 'seed-1'],
    ['wins over the token of another client id', { ...expired, seededFrom, clientId: 'other' }, 'seed-1'],
  ])('%s', async (_, kept, used) => {
    const { access, sent } = await given(kept, [fresh()], { seed: 'seed-1' });
    await access();
    expect(form(sent[0]).refresh_token).toBe(used);
  });

  it('does not win over a later authorization at the next start', async () => {
    const { tokens, store } = await given(undefined, [], { seed: 'seed-1' });
    await tokens.replace(stored);
    const next = await given(store.kept, [], { seed: 'seed-1' });
    expect(next.tokens.access()).toBe('access-1');
  });

  it('is needed where nothing else is there', async () => {
    expect((await given(undefined, [])).tokens.paired).toBe(false);
    expect((await given({ ...stored, clientId: 'other' }, [])).tokens.paired).toBe(false);
  });
});
