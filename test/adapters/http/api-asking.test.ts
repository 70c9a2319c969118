import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Problem, ProblemKind } from '../../../src/core/problem.ts';
import { FakeHouse } from '../../fakes/house.ts';
import { playingHouse } from '../../house/house.ts';
import { HOME, openPages } from './asking.ts';

const AT_HOME = { remoteAddress: '127.0.0.1', headers: { host: 'localhost:8099' } };
const TEXT = { ...AT_HOME.headers, 'content-type': 'text/plain' };
const JSON_ = { ...AT_HOME.headers, 'content-type': 'application/json; charset=utf-8' };

/** The API of a whole bridge on a simulator, in virtual time. */
async function openBridge() {
  const house = await playingHouse();
  const { app } = await openPages({ house: () => house.door, clock: house.clock });
  const ask = async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    let answer: LightMyRequestResponse | undefined;
    void app.inject({ ...AT_HOME, ...options }).then((response) => {
      answer = response;
    });
    for (;;) {
      await house.clock.advance(10);
      if (answer) return answer;
    }
  };
  return { house, ask };
}

async function openFake() {
  const house = new FakeHouse();
  const pages = await openPages({ house: () => house });
  const ask = (options: InjectOptions) => pages.app.inject({ ...AT_HOME, ...options });
  return { house, ask, log: pages.log };
}

describe('commands by HTTP', () => {
  it.each([
    ['a word', TEXT, 'pause', 'pause'],
    ['JSON', JSON_, '{"command":"pause"}', 'pause'],
    ['a word with an argument', TEXT, 'volume 30', 'volume'],
  ])('are obeyed as %s, and answered as over MQTT', async (_what, headers, payload, command) => {
    const { house, ask } = await openBridge();
    const answer = await ask({ method: 'POST', url: '/api/family/command', headers, payload });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json()).toEqual({ ok: true, took_ms: 40, command });
    await house.clock.advance(2_000);
    const { playback } = house.accounts[0]?.store.state ?? {};
    expect(command === 'pause' ? playback?.status : playback?.device?.volume).toBe(
      command === 'pause' ? 'paused' : 30,
    );
    await house.close();
  });

  it('say what would have been right, with the transaction of who asked', async () => {
    const { house, ask } = await openBridge();
    const payload = '{"command":"volumn","transaction":"t1"}';
    const answer = await ask({ method: 'POST', url: '/api/family/command', headers: JSON_, payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual(await house.ask('family', payload));
    expect(answer.json()).toMatchObject({ problem: { kind: 'bad_payload' }, transaction: 't1' });
    await house.close();
  });

  it('have no account that is not there', async () => {
    const { house, ask } = await openBridge();
    for (const account of ['anna', 'Family', '__proto__', 'bridge', '%F0%9F%8E%B5']) {
      const answer = await ask({
        method: 'POST',
        url: `/api/${account}/command`,
        headers: TEXT,
        payload: 'pause',
      });
      expect(answer.statusCode, account).toBe(404);
      expect(answer.json().problem.message).toContain('there are family');
    }
    await house.close();
  });

  it('look at once on a hint, whatever it says', async () => {
    const { house, ask } = await openBridge();
    house.phone({ action: 'volume', volume: 77 });
    const answers = await Promise.all([
      ask({ method: 'POST', url: '/api/family/hint' }),
      ask({ method: 'POST', url: '/api/family/hint', headers: TEXT, payload: 'volume_changed' }),
      ask({ method: 'POST', url: '/api/anna/hint' }),
      ask({ method: 'GET', url: '/api/family/hint' }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 404, 405]);
    expect(answers[0]?.json()).toEqual({ ok: true, took_ms: 0 });
    await house.clock.advance(300);
    expect(house.value('family', 'volume')).toBe('77');
    await house.close();
  });

  it('are no text but UTF-8, and no longer than over MQTT', async () => {
    const { house, ask } = await openBridge();
    const send = (payload: Buffer) =>
      ask({ method: 'POST', url: '/api/family/command', headers: TEXT, payload });
    const latin = await send(Buffer.from([0x70, 0xff]));
    expect(latin.statusCode).toBe(400);
    expect(latin.json().problem.message).toContain('UTF-8');
    expect((await send(Buffer.alloc(16 * 1024 + 1, 0x61))).statusCode).toBe(413);
    await house.close();
  });
});

describe('requests by HTTP', () => {
  it('are those of MQTT, with one level or two', async () => {
    const { house, ask } = await openBridge();
    for (const what of ['info', 'tags', 'tags/list', 'readers']) {
      const answer = await ask({ method: 'GET', url: `/api/bridge/request/${what}` });
      expect(answer.statusCode, what).toBe(200);
      expect(answer.json()).toMatchObject(await house.ask('bridge', '', { level: `request/${what}` }));
    }
    const set = await ask({
      method: 'POST',
      url: '/api/bridge/request/tags/set',
      headers: JSON_,
      payload: '{"uid":"04A1B2C3","does":"spotify:album:0ETFjACtuP2ADo6LFhL6HN"}',
    });
    expect(set.json()).toMatchObject({ ok: true, result: { tag: { uid: '04A1B2C3' } } });
    const get = await ask({ method: 'GET', url: '/api/bridge/request/tags/get?uid=04-A1-B2-C3' });
    expect(get.json()).toMatchObject({ ok: true, result: { tag: { uid: '04A1B2C3' } } });
    await house.close();
  });

  it.each([
    ['/api/family/request/browse', ''],
    [
      '/api/family/request/browse?id=playlists&offset=50&limit=10',
      '{"id":"playlists","offset":50,"limit":10}',
    ],
    ['/api/family/request/search?query=1999&types=album,track', '{"query":"1999","types":["album","track"]}'],
    ['/api/family/request/search?types=album&types=track', '{"types":["album","track"]}'],
    ['/api/family/request/search?query=a%20%2B%3Fb&limit=-1', '{"query":"a +?b","limit":"-1"}'],
    ['/api/family/player', ''],
    ['/api/accounts', ''],
  ])('by GET: %s', async (url, payload) => {
    const { house, ask } = await openFake();
    expect((await ask({ method: 'GET', url })).statusCode).toBe(200);
    expect(house.asked[0]?.payload).toBe(payload);
  });

  it('take each member of a query once', async () => {
    const { house, ask } = await openFake();
    const answer = await ask({ method: 'GET', url: '/api/family/request/search?query=a&query=b' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().problem).toEqual({
      kind: 'bad_payload',
      message: '"query" is there more than once',
    });
    expect(house.asked).toEqual([]);
  });

  it('change nothing by GET, because a foreign page can have a browser send one', async () => {
    const { house, ask } = await openFake();
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await ask({ method, url: '/api/bridge/request/learn' });
      expect(answer.statusCode).toBe(405);
      expect(answer.headers.allow).toBe('POST');
    }
    expect(house.asked).toEqual([]);
    expect((await ask({ method: 'POST', url: '/api/bridge/request/learn' })).statusCode).toBe(200);
    expect(house.asked).toEqual([{ account: null, what: 'learn', payload: '' }]);
  });

  it('are 404 where there are none', async () => {
    const { ask } = await openFake();
    for (const url of [
      '/api/family/request/dance',
      '/api/bridge/request/browse',
      '/api/bob/request/browse',
    ]) {
      const answer = await ask({ method: 'POST', url });
      expect(answer.statusCode, url).toBe(404);
      expect(answer.json().problem.kind).toBe('not_found');
    }
  });

  it('may be longer to the bridge: a list of cards', async () => {
    const { house, ask } = await openFake();
    const payload = 'x'.repeat(100_000);
    const long = (url: string) => ask({ method: 'POST', url, headers: TEXT, payload });
    expect((await long('/api/bridge/request/learn')).statusCode).toBe(200);
    expect(house.asked[0]?.payload).toBe(payload);
    expect((await long('/api/family/request/browse')).statusCode).toBe(413);
  });
});

describe('the status', () => {
  const STATUS = [
    ['bad_payload', 400],
    ['unpaired', 403],
    ['premium_only', 403],
    ['not_registered', 403],
    ['no_device', 409],
    ['restricted', 409],
    ['refused', 409],
    ['silent', 409],
    ['rate_limited', 429],
    ['quota', 429],
    ['unreachable', 502],
  ] as const satisfies [ProblemKind, number][];

  it.each(STATUS)('of %s is %i', async (kind, status) => {
    const { house, ask } = await openFake();
    const problem: Problem = { ...PROBLEM, kind };
    house.problem = problem;
    const answer = await ask({ method: 'POST', url: '/api/family/command', headers: TEXT, payload: 'next' });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({ ok: false, took_ms: 3, problem });
    expect(answer.headers['retry-after']).toBeUndefined();
  });

  it('of a limit says when to try again', async () => {
    const house = new FakeHouse();
    const { app, desk } = await openPages({ house: () => house });
    house.problem = { ...PROBLEM, kind: 'rate_limited', retryAt: desk.clock.now() + 29_100 };
    const answer = await app.inject({ ...AT_HOME, method: 'GET', url: '/api/family/player' });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '30']);
  });

  it('of a bridge that is not there yet is 503', async () => {
    const { app } = await openPages({ house: () => undefined });
    for (const url of ['/api/accounts', '/api/family/player', '/api/events']) {
      const answer = await app.inject({ ...AT_HOME, method: 'GET', url });
      expect([answer.statusCode, answer.headers['retry-after']], url).toEqual([503, '1']);
      expect(answer.json().problem.kind).toBe('starting');
    }
  });
});

const PROBLEM = { message: 'It is so.' };

describe('odd calls', () => {
  it('are answered in JSON, whatever is wrong', async () => {
    const { ask } = await openFake();
    const form = { ...AT_HOME.headers, 'content-type': 'application/x-www-form-urlencoded' };
    const cases: [InjectOptions, number, string][] = [
      [{ method: 'GET', url: '/api' }, 404, 'not_found'],
      [{ method: 'GET', url: '/api/nowhere' }, 404, 'not_found'],
      [{ method: 'GET', url: '/API/family/nowhere/' }, 404, 'not_found'],
      [{ method: 'GET', url: '/api/%ZZ' }, 400, 'bad_payload'],
      [{ method: 'GET', url: `/api/accounts?x=${'y'.repeat(5_000)}` }, 414, 'too_large'],
      [{ method: 'DELETE', url: '/api/family/command' }, 405, 'method_not_allowed'],
      [{ method: 'GET', url: '/api/family/command' }, 405, 'method_not_allowed'],
      [{ method: 'POST', url: '/api/accounts' }, 405, 'method_not_allowed'],
      [
        { method: 'POST', url: '/api/family/command', headers: form, payload: 'pause=' },
        415,
        'unsupported_media_type',
      ],
      [{ method: 'POST', url: '/api/family/command', payload: 'pause' }, 415, 'unsupported_media_type'],
      [{ method: 'GET', url: '/api/accounts', headers: { host: 'evil.example' } }, 421, 'wrong_host'],
    ];
    for (const [options, status, kind] of cases) {
      const answer = await ask(options);
      const what = `${options.method} ${String(options.url).slice(0, 60)}`;
      expect(answer.statusCode, what).toBe(status);
      expect(answer.headers['content-type'], what).toBe('application/json; charset=utf-8');
      expect(answer.json(), what).toEqual({
        ok: false,
        took_ms: 0,
        problem: { kind, message: expect.any(String) },
      });
    }
  });

  it('find descriptions where there are some, and leave an account its name', async () => {
    const house = new FakeHouse();
    house.accounts = () => ['schemas'];
    const documents = async () => new Map([['schemas/player.json', '{"type":"object"}']]);
    const { app } = await openPages({ house: () => house, documents });
    const get = async (url: string) => (await app.inject({ ...AT_HOME, method: 'GET', url })).statusCode;
    expect(await get('/api/schemas/player.json')).toBe(200);
    expect(await get('/api/schemas/nothing.json')).toBe(404);
    expect(await get('/api/asyncapi.json')).toBe(404);
    expect(await get('/api/schemas/player')).toBe(200);
    expect(house.asked).toMatchObject([{ account: 'schemas', what: 'player' }]);
  });

  it('know HEAD and OPTIONS, and no foreign origins (CORS)', async () => {
    const { ask } = await openFake();
    const head = await ask({ method: 'HEAD', url: '/api/family/player' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    const stream = await ask({ method: 'HEAD', url: '/api/events' });
    expect([stream.statusCode, stream.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    for (const [url, allow] of [
      ['/api/family/command', 'POST'],
      ['/api/family/request/browse', 'GET, HEAD, POST'],
      ['/api/events', 'HEAD, GET'],
    ] as const) {
      const options = await ask({ method: 'OPTIONS', url });
      expect([options.statusCode, options.headers.allow], url).toEqual([204, allow]);
      expect(Object.keys(options.headers).join()).not.toContain('access-control');
    }
    const preflight = {
      ...AT_HOME.headers,
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
    };
    const foreign = await ask({ method: 'OPTIONS', url: '/api/family/command', headers: preflight });
    expect(foreign.statusCode).toBe(403);
    expect(Object.keys(foreign.headers).join()).not.toContain('access-control');
  });

  it('tell nobody what broke, and the log only where', async () => {
    const { house, ask, log } = await openFake();
    house.breaks = new TypeError('code=SECRET');
    const answer = await ask({
      method: 'POST',
      url: '/api/family/command',
      headers: TEXT,
      payload: 'pairing HIDDEN',
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.json().problem.kind).toBe('broken');
    expect(answer.body + JSON.stringify(log)).not.toMatch(/SECRET|HIDDEN/);
    expect(log).toMatchObject([{ fields: { route: '/api/:account/command', error: 'TypeError' } }]);
  });
});

describe('those who watch over the process', () => {
  it('learn whether it is alive and ready, by any name, and why not where they may', async () => {
    const { house, ask } = await openFake();
    const anyName = { host: 'spotify2mqtt:8099' };
    const elsewhere = { remoteAddress: '10.0.0.5', headers: anyName };
    expect((await ask({ url: '/healthz', ...elsewhere })).body).toBe('alive\n');
    const ready = await ask({ url: '/readyz', ...elsewhere });
    expect([ready.statusCode, ready.json()]).toEqual([200, { ready: true }]);
    house.ready = { ready: false, why: ['the broker is not connected'], problems: { anna: 'unpaired' } };
    const not = await ask({ url: '/readyz', ...elsewhere });
    expect([not.statusCode, not.json()]).toEqual([503, { ready: false }]);
    expect((await ask({ url: '/readyz' })).json()).toEqual(house.ready);
    // It would tell right passwords from wrong ones, which nobody counts here.
    const guarded = await openPages({ house: () => house, password: 'secret' });
    const headers = { host: HOME, authorization: `Basic ${Buffer.from('me:secret').toString('base64')}` };
    const known = await guarded.app.inject({
      method: 'GET',
      url: '/readyz',
      remoteAddress: '10.0.0.5',
      headers,
    });
    expect(known.json()).toEqual({ ready: false });
  });

  it('read metrics where there are any', async () => {
    const house = new FakeHouse();
    const metrics = async () => ({ contentType: 'text/plain; version=0.0.4', text: 'up 1\n' });
    const { app } = await openPages({ house: () => house, metrics });
    const answer = await app.inject({ ...AT_HOME, method: 'GET', url: '/metrics' });
    expect([answer.statusCode, answer.body]).toEqual([200, 'up 1\n']);
    const elsewhere = { remoteAddress: '10.0.0.5', headers: { host: '10.0.0.2:8099' } };
    expect((await app.inject({ ...elsewhere, method: 'GET', url: '/metrics' })).statusCode).toBe(403);
    const { ask } = await openFake();
    expect((await ask({ url: '/metrics' })).statusCode).toBe(404);
  });
});
