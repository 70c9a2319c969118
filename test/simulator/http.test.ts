import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KNOWN_REFRESH_TOKEN, playSomething, runSimulator } from '../../src/simulator/run.ts';
import { type RunningSimulator, startSimulator } from '../../src/simulator/start.ts';
import { dig } from './house.ts';

describe('over HTTP', () => {
  let running: RunningSimulator;
  let authorization: string;
  beforeEach(async () => {
    running = await startSimulator({ covers: true, settings: { commandBodies: 'empty', lagMs: 0 } });
    authorization = `Bearer ${running.simulator.accessToken()}`;
    playSomething(running.simulator);
  });
  afterEach(() => running.close());

  const api = (path: string, init: RequestInit = {}) =>
    fetch(running.apiUrl + path, { ...init, headers: { authorization } });
  const control = (path: string, body: unknown) =>
    fetch(running.controlUrl + path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('plays, skips, and shows a cover of its own', async () => {
    const before = await (await api('/me/player')).json();
    expect(dig(before, 'item.name')).toBe('Harbour Lights');
    expect((await api('/me/player/next', { method: 'POST' })).status).toBe(204);
    expect(dig(await (await api('/me/player')).json(), 'item.name')).toBe('Ferryman, Wait');
    const cover = await fetch(String(dig(before, 'item.album.images.0.url')));
    expect([cover.status, cover.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(await cover.text()).toContain('Lanterns at Low Tide');
  });

  it('links to itself', async () => {
    const page = await (await api('/me/tracks?limit=1')).json();
    const next = await fetch(String(dig(page, 'next')), { headers: { authorization } });
    expect(dig(await next.json(), 'offset')).toBe(1);
  });

  it('wants to know how long a body is', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(
        `${running.apiUrl}/me/player/pause`,
        { method: 'PUT', headers: { authorization } },
        (response) => resolve(response.resume().statusCode),
      );
      asked.removeHeader('content-length');
      asked.removeHeader('transfer-encoding');
      asked.on('error', reject).end();
    });
    expect(status).toBe(411);
  });

  it('breaks connections as told', async () => {
    await control('/faults', { kind: 'cut' });
    await expect(api('/me/player')).rejects.toThrow('fetch failed');
    await control('/faults', { kind: 'half_body' });
    await expect(api('/me/player').then((response) => response.text())).rejects.toThrow('terminated');
    await control('/faults', { kind: 'hang' });
    const giveUp = new AbortController();
    const waiting = api('/me/player', { signal: giveUp.signal });
    // It hangs for as long as somebody waits; another request meanwhile is served.
    expect((await api('/me/player')).status).toBe(200);
    giveUp.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  it.each([
    ['/scene', '{"uri":'],
    ['/scene', { user: 'nobody' }],
    ['/scene', { uri: 'spotify:album:0000000000000000000000' }],
    ['/act', { action: 'dance' }],
    ['/act', { action: 'transfer', device: 'Garage' }],
    ['/faults', { kind: 'server_error', status: 200 }],
    ['/settings', { lagMs: 'long' }],
    ['/pair', { user_code: 'AAAAAA' }],
    ['/authorize', { url: 'http://[' }],
    ['/seed', { user: 'nobody' }],
    ['/devices', []],
    ['/devices', { key: 'Shed', plays: 'loudly' }],
    ['/media_player', { device: 'Living Room', service: 'volume_set', volume_level: 30 }],
    ['/media_player', { device: 'Garage', service: 'turn_on' }],
    ['/media_player', { device: 'Living Room', service: 'play_media', media_content_id: 'radio' }],
  ])('refuses POST /control%s %o with a reason', async (path, body) => {
    const response = await control(path, body);
    expect(response.status).toBe(400);
    expect(String(dig(await response.json(), 'error')).length).toBeGreaterThan(10);
  });

  it.each<[string, unknown, number, object | undefined]>([
    ['/scene', { shuffle: true, volume: 12 }, 200, { shuffle: true, volume: 12 }],
    ['/act', { action: 'volume', volume: 13 }, 200, { volume: 13 }],
    ['/devices', { key: 'Shed', type: 'AVR' }, 200, { user: 'family' }],
    ['/devices', { key: 'Shed', plays: 'stuck', wakes_after_ms: 5, sleeps_after_ms: null }, 200, {}],
    ['/act', { action: 'wake', device: 'Bedroom', after_ms: 0 }, 200, {}],
    [
      '/media_player',
      { device: 'Living Room', service: 'volume_set', volume_level: 0.3 },
      200,
      { volume_level: 0.3 },
    ],
    ['/settings', { stranger: { per30s: 9 } }, 200, { stranger: { per30s: 9, bucket: 'player' } }],
    ['/settings', { stranger: null }, 200, { stranger: null }],
    ['/settings', { autoplay: false }, 200, { autoplay: false, lagMs: 0 }],
    ['/quota', { bucket: 'search', duration_ms: 1 }, 204, undefined],
    ['/seed', { refresh_token: 'fixed' }, 200, { refresh_token: 'fixed' }],
    ['/revoke', { refresh_token: 'fixed' }, 200, { revoked: 0 }],
    ['/users', { id: 'sixth' }, 204, undefined],
    ['/clients', { id: 'mine', device_grant: true }, 204, undefined],
    ['/faults', { kind: 'slow', delay_ms: 1, match: { path: '/nowhere' } }, 200, [{ kind: 'slow' }]],
  ])('takes POST /control%s %o', async (path, body, status, expected) => {
    const response = await control(path, body);
    expect(response.status).toBe(status);
    if (expected) expect(await response.json()).toMatchObject(expected);
  });

  it('revokes what was seeded', async () => {
    const seeded = { refresh_token: 'fixed' };
    await control('/seed', seeded);
    expect(await (await control('/revoke', seeded)).json()).toEqual({ revoked: 1 });
  });

  it('pairs over the control API', async () => {
    await control('/clients', { id: 'mine', device_grant: true });
    const started = await fetch(`${running.accountsUrl}/oauth2/device/authorize`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'mine', scope: 'user-read-private' }),
    });
    const pairing = await started.json();
    expect(dig(pairing, 'verification_uri')).toBe(`${running.accountsUrl}/pair`);
    expect((await control('/pair', { user_code: dig(pairing, 'user_code') })).status).toBe(204);
  });

  it('lists its routes, its faults and its settings', async () => {
    for (const route of ['', '/faults', '/settings', '/players', '/requests', '/media_player?device=Study']) {
      expect((await fetch(running.controlUrl + route)).status).toBe(200);
    }
    expect((await fetch(`${running.controlUrl}/faults`, { method: 'DELETE' })).status).toBe(204);
    expect(await (await fetch(`${running.controlUrl}/faults`)).json()).toEqual([]);
    expect((await fetch(`${running.controlUrl}/reset`, { method: 'POST' })).status).toBe(204);
    playSomething(running.simulator);
  });

  it.each(['/', '/nothing', '/authorize', '/covers/x', '/v1/%ff', '/v1/..//', '/control/nothing'])(
    'survives %s',
    async (path) => {
      expect((await fetch(running.accountsUrl + path)).status).toBeLessThan(500);
    },
  );

  it('counts what was asked, and forgets it when told to', async () => {
    await fetch(`${running.controlUrl}/requests`, { method: 'DELETE' });
    await api('/me');
    await api('/me/radio');
    const seen = await (await fetch(`${running.controlUrl}/requests`)).json();
    expect(seen).toMatchObject({
      total: 2,
      by_status: { 200: 1, 404: 1 },
      entries: [{ method: 'GET', path: '/v1/me', status: 200, account: 'family' }, { path: '/v1/me/radio' }],
    });
  });
});

it('runs by hand until it is told to stop, and says what is where', async () => {
  const stop = new AbortController();
  const lines: string[] = [];
  const said = Promise.withResolvers<void>();
  const print = (line: string): void => {
    lines.push(line);
    if (line.includes('/control')) said.resolve();
  };
  const ended = runSimulator(['--port', '0', '--latency', '0'], print, stop.signal);
  await said.promise;
  const address = /http:\/\/[\d.:]+/.exec(lines.join('\n'))?.[0];
  expect(lines.join('\n')).toContain(KNOWN_REFRESH_TOKEN);
  expect((await fetch(`${address}/control/players?user=family`)).status).toBe(200);
  stop.abort();
  await ended;
  await expect(runSimulator(['--port', 'x'], print, stop.signal)).rejects.toThrow(
    '--port must be a whole number',
  );
});
