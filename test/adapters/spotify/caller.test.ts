import { describe, expect, it } from 'vitest';
import { type Ask, openCaller } from '../../../src/adapters/spotify/caller.ts';
import { openTokens } from '../../../src/adapters/spotify/token.ts';
import type { ProblemKind } from '../../../src/core/problem.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import type { Exchanged } from '../../../src/core/witness.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { type Answer, broken, error, FakeGate, FakeStore, fakeWeb, reply, troubleOf } from './fake-web.ts';

const READ: Ask = {
  method: 'GET',
  path: '/me/player',
  spending: 'poll',
  bucket: 'player',
  scope: 'user-read-playback-state',
  nature: 'read',
};
const PAUSE: Ask = {
  ...READ,
  method: 'PUT',
  path: '/me/player/pause',
  spending: 'command',
  nature: 'settable',
};
const NEXT: Ask = { ...PAUSE, method: 'POST', path: '/me/player/next', nature: 'once' };

async function given(answers: Answer[], { expiresIn = 3_600_000, apiUrl = 'http://api.test/v1/' } = {}) {
  const clock = new FakeClock();
  const gate = new FakeGate();
  const web = fakeWeb(gate, ...answers);
  const token = {
    clientId: 'app',
    refreshToken: 'refresh',
    accessToken: 'access-1',
    expiresAt: clock.now() + expiresIn,
    scope: null,
    authorizedAt: null,
    seededFrom: null,
  };
  const stop = new AbortController();
  const line = { fetch: web.fetch, clock, signal: stop.signal };
  const accountsUrl = 'http://accounts.test';
  const tokens = await openTokens({ ...line, store: new FakeStore(token), accountsUrl, clientId: 'app' });
  const exchanged: Exchanged[] = [];
  const onExchanged = (one: Exchanged) => exchanged.push(one);
  const call = openCaller({ ...line, gate, tokens, apiUrl, onExchanged, random: () => 0 });
  return { call, clock, gate, tokens, stop, sent: web.sent, exchanged };
}

/** Runs until done, however long it sleeps: the seconds it took, and how it ended. */
async function run(answers: Answer[], ask: Ask) {
  const { call, clock, sent, gate } = await given(answers);
  const began = clock.now();
  let end: unknown;
  const done = call(ask).then(
    (answer) => {
      end = answer.status;
    },
    (trouble) => {
      end = trouble.problem.kind;
    },
  );
  while (end === undefined && clock.now() < began + 60_000)
    await clock.advance((clock.next ?? clock.now()) - clock.now());
  await done;
  const methods = sent.map(({ method }) => method);
  return {
    end,
    sent: methods.filter((method) => method === ask.method).length,
    admitted: gate.admitted.length,
    seconds: (clock.now() - began) / 1000,
  };
}

const fresh = reply(200, { access_token: 'access-2', token_type: 'Bearer', expires_in: 3600 });

describe('a request', () => {
  it('goes to the api with the token, after the gate', async () => {
    const { call, sent, gate } = await given([reply(200, '{}')]);
    expect((await call(READ)).status).toBe(200);
    expect(sent[0]).toMatchObject({
      url: 'http://api.test/v1/me/player',
      method: 'GET',
      headers: { authorization: 'Bearer access-1' },
      admitted: 1,
      redirect: 'manual',
    });
    expect(gate.admitted).toMatchObject([{ spending: 'poll', bucket: 'player' }]);
  });

  it.each(['http://api.test', 'http://api.test/', 'http://api.test/v1//'])(
    'finds the api at %s',
    async (apiUrl) => {
      const { call, sent } = await given([reply(204)], { apiUrl });
      await call(READ);
      expect(sent[0]?.url).toBe('http://api.test/v1/me/player');
    },
  );

  it('says that a command has no body', async () => {
    const { call, sent } = await given([reply(204)]);
    await call(NEXT);
    await call({ ...PAUSE, body: '{}' });
    expect(sent[0]?.headers['content-length']).toBe('0');
    expect(sent[1]).toMatchObject({ body: '{}', headers: { 'content-type': 'application/json' } });
    expect(sent[1]?.headers).not.toHaveProperty('content-length');
  });

  it('is measured in its middle', async () => {
    const slow: Answer = async () => {
      await clock.sleep(300);
      return reply(200, '{}')();
    };
    const { call, clock } = await given([slow]);
    const began = clock.now();
    const asked = call(READ);
    await clock.advance(300);
    expect((await asked).measuredAt).toBe(began + 150);
  });

  it('is told to who counts, every time that it goes out', async () => {
    const { call, clock, exchanged } = await given([reply(502), broken('ECONNRESET'), reply(200, '{}')]);
    const asked = call(READ);
    await clock.advance(10_000);
    await asked;
    expect(exchanged).toEqual([
      { bucket: 'player', status: 502, tookMs: 0 },
      { bucket: 'player', status: 'cut', tookMs: 0 },
      { bucket: 'player', status: 200, tookMs: 0 },
    ]);
  });

  it('spends nothing while unpaired', async () => {
    const { call, gate, sent, clock } = await given([reply(400, { error: 'invalid_grant' })], {
      expiresIn: 0,
    });
    expect(await troubleOf(call(READ))).toMatchObject({ problem: { kind: 'unpaired' } });
    expect(await troubleOf(call(READ))).toMatchObject({ problem: { kind: 'unpaired' } });
    expect(sent).toHaveLength(1);
    expect(gate.admitted).toHaveLength(0);
    expect(clock.next).toBeUndefined();
  });

  it('renews no token while the gate is closed, and takes its place after renewing', async () => {
    const { call, gate, sent } = await given([fresh, reply(204)], { expiresIn: 0 });
    await call(READ);
    expect(sent.map(({ admitted }) => admitted)).toEqual([0, 1]);
    const closed = await given([fresh], { expiresIn: 0 });
    closed.gate.close(closed.clock.now() + 1000);
    await troubleOf(closed.call(READ));
    expect(closed.sent).toEqual([]);
    expect(gate.admitted).toHaveLength(1);
  });

  it('ends when all ends, with the reason', async () => {
    const { call, stop } = await given(['hang']);
    const asked = call(READ);
    stop.abort(new Error('goodbye'));
    await expect(asked).rejects.toThrow('goodbye');
    await expect(call(READ)).rejects.toThrow('goodbye');
  });
});

describe('trying again', () => {
  const e503 = error(503, 'Service unavailable');
  const cut = broken('ECONNRESET');
  const refused = broken('ECONNREFUSED', 'connect');
  const ok = reply(204);
  const premium = error(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED');
  const owner = error(403, 'Active premium subscription required for the owner of the app.');
  const stale = error(401, 'The access token expired');

  it.each<[string, Ask, Answer[], unknown, number, number]>([
    // what                        ask    answers                  end            sent, seconds
    ['reads twice on 5xx', READ, [e503, e503, ok], 204, 3, 4],
    ['reads no third time', READ, [e503], 'unreachable', 3, 4],
    ['reads after a cut', READ, [cut, ok], 204, 2, 1],
    ['no timed-out read', READ, ['hang', ok], 'unreachable', 1, 10],
    ['pause once on 5xx', PAUSE, [e503, ok], 204, 2, 1],
    ['pause no second time', PAUSE, [e503], 'unreachable', 2, 1],
    ['pause after a cut', PAUSE, [cut, ok], 204, 2, 1],
    ['no timed-out pause', PAUSE, ['hang', ok], 'unreachable', 1, 10],
    ['no next after 5xx', NEXT, [e503, ok], 'unreachable', 1, 0],
    ['no next after a cut', NEXT, [cut, ok], 'unreachable', 1, 0],
    ['no next after a timeout', NEXT, ['hang', ok], 'unreachable', 1, 10],
    ['next where nothing was sent', NEXT, [refused, ok], 204, 2, 1],
    ['next where the name is not found', NEXT, [broken('ENOTFOUND', 'getaddrinfo'), ok], 204, 2, 1],
    ['next where connecting took too long', NEXT, [broken('UND_ERR_CONNECT_TIMEOUT'), ok], 204, 2, 1],
    ['next where nobody listens', NEXT, [refused], 'unreachable', 2, 1],
    ['a spurious 403', NEXT, [premium, ok], 204, 2, 0],
    ['a true 403 once', NEXT, [premium], 'premium_only', 2, 0],
    ['no 403 about the owner', NEXT, [owner], 'premium_only', 1, 0],
  ])('%s', async (_, ask, answers, end, sent, seconds) => {
    expect(await run(answers, ask)).toEqual({ end, sent, admitted: sent, seconds });
  });

  it.each<[string, Answer[], unknown, string[]]>([
    ['renews', [stale, fresh, ok], 204, ['access-1', 'access-2']],
    ['gives up without unpairing', [stale, fresh, stale], 'unreachable', ['access-1', 'access-2']],
  ])('401: %s', async (_, answers, end, used) => {
    const { call, sent, tokens } = await given(answers);
    const outcome = await call(NEXT).then(
      ({ status }) => status,
      (trouble) => trouble.problem.kind,
    );
    expect(outcome).toBe(end);
    const calls = sent.filter(({ url }) => url.startsWith('http://api'));
    expect(calls.map(({ headers }) => headers.authorization)).toEqual(used.map((token) => `Bearer ${token}`));
    expect(tokens.paired).toBe(true);
  });

  it('goes through the gate each time', async () => {
    const { call, clock, gate, sent } = await given([e503]);
    const trouble = troubleOf(call(READ));
    await clock.advance(500);
    gate.close(clock.now() + 60_000);
    await clock.advance(1000);
    expect(await trouble).toMatchObject({ problem: { kind: 'rate_limited' } });
    expect(sent).toHaveLength(1);
  });
});

describe('429', () => {
  const limit = { error: { status: 429, message: 'API rate limit exceeded' } };
  const quota = { error: { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } };
  it.each<[string, unknown, Record<string, string>, ProblemKind, number]>([
    ['rate limit', limit, { 'retry-after': '7' }, 'rate_limited', 7],
    ['rate limit without a header', limit, {}, 'rate_limited', 30],
    ['rate limit as text', 'Too many requests', { 'retry-after': '8008' }, 'rate_limited', 8008],
    ['rate limit without a word', '', { 'retry-after': 'soon' }, 'rate_limited', 30],
    ['quota', quota, { 'retry-after': '48925' }, 'quota', 48925],
    ['quota without a header', quota, {}, 'quota', 3600],
  ])('%s', async (_, body, headers, kind, seconds) => {
    const { call, clock, gate, sent } = await given([reply(429, body, headers)]);
    const until = clock.now() + seconds * 1000;
    expect(await troubleOf(call(READ))).toMatchObject({ problem: { kind, retryAt: until } });
    expect(gate.closed).toEqual(kind === 'quota' ? { until, bucket: 'player' } : { until });
    expect(sent).toHaveLength(1);
  });
});

describe('refusals', () => {
  it.each<[number, unknown, ProblemKind, RegExp]>([
    [
      404,
      nested(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE'),
      'no_device',
      /device/,
    ],
    [404, nested(404, 'Player command failed: No active device found'), 'no_device', /device/],
    [404, nested(404, 'Device not found'), 'no_device', /not found/],
    [404, nested(404, 'Resource not found'), 'refused', /Resource not found/],
    [404, '', 'refused', /404/],
    [400, nested(400, 'Non supported context uri'), 'refused', /Non supported context uri/],
    [403, nested(403, 'Forbidden'), 'refused', /Forbidden/],
    [403, nested(403, 'Player command failed: Restriction violated', 'UNKNOWN'), 'restricted', /Restriction/],
    [403, nested(403, 'Player command failed: Restricted device', 'UNKNOWN'), 'restricted', /own app/],
    [403, nested(403, 'Cannot control device volume', 'VOLUME_CONTROL_DISALLOW'), 'restricted', /volume/],
    [403, nested(403, 'no', 'NO_PREV_TRACK'), 'restricted', /before/],
    [403, nested(403, 'Insufficient client scope'), 'refused', /user-modify-playback-state/],
    [403, 'User not registered in the Developer Dashboard', 'not_registered', /dashboard/],
    [
      403,
      'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
      'not_registered',
      /User Management/,
    ],
    [
      403,
      nested(403, 'Active premium subscription required for the owner of the app.'),
      'premium_only',
      /owner/,
    ],
    [302, '', 'unreachable', /api_url/],
  ])('%d %j is %s', async (status, body, kind, words) => {
    const { call } = await given([reply(status, body)]);
    const trouble = await troubleOf(call({ ...PAUSE, scope: 'user-modify-playback-state' }));
    expect(trouble.problem.kind).toBe(kind);
    expect(trouble.message).toMatch(words);
    expect(trouble.problem.message).toBe(trouble.message);
  });

  it('tell a missing device from one that is gone', async () => {
    const none = await (await given([error(404, 'Player command failed: No active device found')]))
      .call(NEXT)
      .catch(kinds);
    const gone = await (await given([error(404, 'Device not found')])).call(NEXT).catch(kinds);
    expect({ none, gone }).toEqual({ none: [true, false], gone: [false, true] });
  });

  it('never show what was sent, even where it is echoed', async () => {
    const secret = 'BQ'.repeat(40);
    const { call } = await given([reply(403, `authorization: Bearer ${secret}`)]);
    expect((await troubleOf(call(READ))).message).not.toContain('BQBQ');
  });
});

function nested(status: number, message: string, reason?: string) {
  return { error: { status, message, reason } };
}

function kinds(caught: unknown): unknown {
  return caught instanceof Refusal ? [caught.noActiveDevice, caught.deviceNotFound] : caught;
}
