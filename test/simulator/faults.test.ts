import { describe, expect, it } from 'vitest';
import type { FaultRequest } from '../../src/simulator/faults.ts';
import { API, house } from './house.ts';

describe('faults', () => {
  it.each<[FaultRequest, number, object | string]>([
    [{ kind: 'server_error', status: 500 }, 500, { error: { message: 'Server error.' } }],
    [{ kind: 'server_error', status: 503 }, 503, /503/.source],
    [{ kind: 'token_missing' }, 401, { error: { message: 'Access token missing' } }],
    [{ kind: 'premium_required' }, 403, { error: { reason: 'PREMIUM_REQUIRED' } }],
    [{ kind: 'rate_limit', retry_after: 8 }, 429, { error: { message: 'API rate limit exceeded' } }],
    [{ kind: 'rate_limit', plain_text: true }, 429, 'Too many requests'],
    [{ kind: 'quota' }, 429, { error: { reason: 'QUOTA_EXCEEDED' } }],
    [
      { kind: 'patch', fields: { progress_ms: 1e9, 'device.id': null } },
      200,
      { progress_ms: 1e9, device: { id: null, name: 'Kitchen' } },
    ],
  ])('%o is %d, once', async (fault, status, body) => {
    const { get, simulator, playAlbum } = house();
    playAlbum();
    simulator.fault(fault);
    const reply = await get('/me/player');
    expect(reply.status).toBe(status);
    if (typeof body === 'string') expect(reply.text).toContain(body);
    else expect(reply.json).toMatchObject(body);
    expect((await get('/me/player')).status).toBe(200);
  });

  const raw = (home: ReturnType<typeof house>, init: RequestInit = {}) =>
    home.simulator.fetch(`${API}/me/player`, {
      ...init,
      headers: { authorization: `Bearer ${home.simulator.accessToken()}` },
    });

  it('an empty body although music plays, and JSON that ends in the middle', async () => {
    const home = house();
    home.playAlbum();
    home.simulator.fault({ kind: 'empty' });
    home.simulator.fault({ kind: 'broken_json' });
    const empty = await raw(home);
    expect([empty.status, await empty.text()]).toEqual([200, '']);
    await expect((await raw(home)).json()).rejects.toThrow(SyntaxError);
  });

  it('a connection that is lost, before an answer or in the middle of one', async () => {
    const home = house();
    home.playAlbum();
    home.simulator.fault({ kind: 'cut' });
    home.simulator.fault({ kind: 'half_body' });
    await expect(raw(home)).rejects.toThrow(new TypeError('fetch failed'));
    await expect((await raw(home)).text()).rejects.toThrow(new TypeError('terminated'));
  });

  it('an answer that never comes, until somebody gives up', async () => {
    const home = house();
    home.simulator.fault({ kind: 'hang' });
    const giveUp = new AbortController();
    const waiting = raw(home, { signal: giveUp.signal });
    const outcome = expect(waiting).rejects.toThrow('enough');
    await home.clock.advance(3_600_000);
    giveUp.abort(new Error('enough'));
    await outcome;
  });

  it('an answer that takes its time, of the clock', async () => {
    const home = house({ latencyMs: 50 });
    home.simulator.fault({ kind: 'slow', delay_ms: 9_950 });
    let answered: number | undefined;
    const waiting = raw(home).then((response) => {
      answered = response.status;
    });
    await home.clock.advance(9_999);
    expect(answered).toBeUndefined();
    await home.clock.advance(1);
    await waiting;
    expect(answered).toBe(204);
  });

  it.each([
    [{ kind: 'unavailable' }, 'Harbour Lights'],
    [{ kind: 'cut' }, 'Harbour Lights'],
    [{ kind: 'cut', effect: true }, 'Ferryman, Wait'],
    [{ kind: 'server_error', effect: true }, 'Ferryman, Wait'],
    [{ kind: 'slow', delay_ms: 0 }, 'Ferryman, Wait'],
  ] as const)('of a command, %o leaves us at %s', async (fault, name) => {
    const { post, simulator, playAlbum } = house();
    playAlbum();
    simulator.fault(fault);
    await post('/me/player/next').catch(() => undefined);
    expect(simulator.player()).toMatchObject({ name });
  });

  it('last as long or as often as asked, where asked', async () => {
    const { get, put, clock, simulator, playAlbum } = house();
    playAlbum();
    simulator.fault({ kind: 'server_error', count: 2, match: { method: 'GET', path: '/me/player' } });
    simulator.fault({
      kind: 'token_missing',
      duration_ms: 5_000,
      match: { path: '/me/playl*', account: 'guest' },
    });
    const looks = [(await get('/me')).status, (await put('/me/player/pause')).status];
    for (let time = 0; time < 3; time++) looks.push((await get('/me/player')).status);
    expect(looks.map((status) => Math.floor(status / 100))).toEqual([2, 2, 5, 5, 2]);
    expect((await get('/me/playlists')).status).toBe(200);
    expect((await get('/me/playlists', 'guest')).status).toBe(401);
    expect((await get('/me/playlists', 'guest')).status).toBe(401);
    await clock.advance(5_000);
    expect((await get('/me/playlists', 'guest')).status).toBe(200);
  });
});
