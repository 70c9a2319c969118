import { describe, expect, it } from 'vitest';
import { DASHBOARD_CLIENT, SIBLING_CLIENT } from '../../src/simulator/accounts/client.ts';
import { house } from './house.ts';

describe('the rate limit', () => {
  it('holds in any 30 seconds, per client id, and says when it ends', async () => {
    const { get, clock, simulator } = house({ requestsPer30s: 3 });
    await get('/me');
    await clock.advance(10_000);
    await get('/me');
    await get('/me', 'guest');
    await clock.advance(5_000);
    const refused = await get('/me');
    expect(refused).toMatchObject({ status: 429, json: { error: { message: 'API rate limit exceeded' } } });
    expect(refused.headers.get('retry-after')).toBe('15');
    expect((await get('/me', simulator.accessToken({ client_id: SIBLING_CLIENT }))).status).toBe(200);
    await clock.advance(15_000);
    expect((await get('/me')).status).toBe(200);
    expect((await get('/me')).status).toBe(429);
  });

  it.each([
    ['seconds', /^30$/],
    ['date', /^Sat, 21 Nov 2026 08:00:30 GMT$/],
    ['none', undefined],
    ['garbage', /^(?!\d+$)/],
  ] as const)('says it as %s', async (retryAfter, shape) => {
    const { get } = house({ requestsPer30s: 0, retryAfter });
    const header = (await get('/me')).headers.get('retry-after');
    if (shape) expect(header).toMatch(shape);
    else expect(header).toBeNull();
  });

  it('says it in plain text', async () => {
    expect(await house({ requestsPer30s: 0, plainText429: true }).get('/me')).toMatchObject({
      status: 429,
      text: 'Too many requests',
    });
  });

  it('keeps out who keeps calling, where refused calls count', async () => {
    const { get, clock } = house({ requestsPer30s: 1, refusedCallsCount: true });
    const statuses = [];
    for (let time = 0; time < 5; time++) {
      statuses.push((await get('/me')).status);
      await clock.advance(20_000);
    }
    expect(statuses).toEqual([200, 429, 429, 429, 429]);
  });
});

describe('the quota', () => {
  it('is the developer’s, for one bucket, for a day', async () => {
    const { get, clock, simulator } = house({ quotas: { player: 2 } });
    const sibling = simulator.accessToken({ client_id: SIBLING_CLIENT });
    await get('/me/player');
    await clock.advance(1_000);
    await get('/me/player', sibling);
    const refused = await get('/me/player');
    expect(refused).toMatchObject({
      status: 429,
      json: { error: { message: 'Too many requests', reason: 'QUOTA_EXCEEDED' } },
    });
    expect(refused.headers.get('retry-after')).toBe('86399');
    expect((await get('/me/player/devices', sibling)).status).toBe(429);
    expect((await get('/me')).status).toBe(200);
    await clock.advance(86_399_000);
    expect((await get('/me/player')).status).toBe(204);
  });

  it('can be used up from behind the scenes', async () => {
    const { get, clock, simulator } = house();
    simulator.world.control.exhaustQuota({ bucket: 'search', duration_ms: 48_925_000 }, clock.now());
    expect((await get('/search?q=a&type=track')).headers.get('retry-after')).toBe('48925');
    expect((await get('/me')).status).toBe(200);
  });
});

describe('another program on the client id', () => {
  const asks = async (minutes: number, { get, clock }: ReturnType<typeof house>) => {
    const statuses = [];
    for (let time = 0; time < minutes * 3; time++) {
      statuses.push((await get('/me')).status);
      await clock.advance(20_000);
    }
    return statuses;
  };

  it.each([
    ['alone we are never limited', null, false],
    ['one that leaves room does no harm', { clientId: DASHBOARD_CLIENT, per30s: 8, bucket: 'player' }, false],
    [
      'one that takes all leaves us nothing',
      { clientId: DASHBOARD_CLIENT, per30s: 20, bucket: 'player' },
      true,
    ],
    ['one on another id does not matter', { clientId: SIBLING_CLIENT, per30s: 20, bucket: 'player' }, false],
  ] as const)('%s', async (_, stranger, isLimited) => {
    const statuses = await asks(5, house({ requestsPer30s: 10, stranger }));
    expect(statuses.includes(429)).toBe(isLimited);
  });

  it('is in nobody’s journal, and gone when it is told to go', async () => {
    const here = house({ requestsPer30s: 10 });
    const { control } = here.simulator.world;
    control.settings({ stranger: { per30s: 60 } });
    expect(await asks(2, here)).toEqual([200, 429, 429, 429, 429, 429]);
    control.settings({ stranger: null });
    await here.clock.advance(30_000);
    expect(await asks(1, here)).toEqual([200, 200, 200]);
    expect(here.simulator.requests).toHaveLength(9);
  });

  it('spends the developer’s quota, from a sibling too', async () => {
    const { get, clock } = house({
      quotas: { player: 600 },
      stranger: { clientId: SIBLING_CLIENT, per30s: 10, bucket: 'player' },
    });
    expect((await get('/me/player')).status).toBe(204);
    await clock.advance(20 * 60_000);
    expect((await get('/me/player')).status).toBe(204);
    await clock.advance(11 * 60_000);
    expect(await get('/me/player')).toMatchObject({
      status: 429,
      json: { error: { reason: 'QUOTA_EXCEEDED' } },
    });
    expect((await get('/me')).status).toBe(200);
  });
});

describe('who may ask', () => {
  it.each([
    ['nobody', undefined, 401, 'No token provided'],
    ['somebody else', 'Basic abc', 400, 'Only valid bearer authentication supported'],
    ['who made a token up', 'Bearer BQmade-up', 401, 'Invalid access token'],
  ])('not %s', async (_, authorization, status, message) => {
    const { simulator } = house();
    const response = await simulator.fetch(
      'https://api.spotify.com/v1/me',
      authorization ? { headers: { authorization } } : {},
    );
    expect([response.status, await response.json()]).toEqual([status, { error: { status, message } }]);
  });

  it('not who is missing in the dashboard, although signing in works', async () => {
    const { get, simulator, refresh } = house();
    expect((await refresh(simulator.seedRefreshToken({ user: 'stranger' }))).status).toBe(200);
    expect(await get('/me', 'stranger')).toMatchObject({
      status: 403,
      text: 'User not registered in the Developer Dashboard',
    });
  });

  it('nobody, while the app’s owner does not pay', async () => {
    const { get, simulator } = house();
    simulator.world.control.client({ id: DASHBOARD_CLIENT, owner_premium: false });
    expect(await get('/me')).toMatchObject({
      status: 403,
      json: { error: { message: 'Active premium subscription required for the owner of the app.' } },
    });
    simulator.world.control.client({ id: DASHBOARD_CLIENT, owner_premium: true });
    expect((await get('/me')).status).toBe(200);
  });

  it('not without the scope', async () => {
    const { call, simulator } = house();
    const token = simulator.accessToken({ scope: 'user-read-playback-state' });
    expect((await call('GET', '/me/player', undefined, token)).status).toBe(204);
    expect((await call('PUT', '/me/player/pause', undefined, token)).status).toBe(403);
    expect((await call('GET', '/me/player/queue', undefined, token)).status).toBe(403);
  });
});
