import { afterEach, describe, expect, it } from 'vitest';
import type { AudienceLimits } from '../../../src/adapters/http/api/audience.ts';
import { WAKE } from '../../../src/home-assistant/contract/event-examples.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { FakeHouse } from '../../fakes/house.ts';
import { playingHouse } from '../../house/house.ts';
import { Listener, startDoor } from './listening.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** A whole bridge on a simulator, in virtual time, and its door on a socket. */
async function openBridge() {
  const house = await playingHouse();
  const pages = await startDoor(() => house.door, { clock: house.clock });
  open.push(house, pages);
  return { house, port: pages.port };
}

async function openFake(audience: Partial<AudienceLimits> = {}) {
  const [house, clock] = [new FakeHouse(), new FakeClock()];
  const pages = await startDoor(() => house, { clock, audience });
  open.push(pages);
  return { house, clock, pages, port: pages.port };
}

describe('the news', () => {
  it('are everything at once, to whoever comes', async () => {
    const { house, port } = await openBridge();
    const listener = await Listener.open(port);
    expect(listener.status).toBe(200);
    expect(listener.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    const { data: readers } = await listener.next('readers');
    expect(readers).toEqual({ readers: [] });
    const player = JSON.parse(house.value('family', 'player') ?? '');
    const [retry, ...events] = listener.text.split('\n\n');
    expect(retry).toBe('retry: 3000');
    const lines = events.map((event) => event.split('\n'));
    const kinds = ['bridge', 'account', 'player', 'devices', 'tags', 'readers'];
    expect(lines.slice(0, -1).map(([event]) => event)).toEqual(kinds.map((kind) => `event: ${kind}`));
    expect(lines[0]?.[1]).toBe('data: {"version":"1.2.3","broker":true,"url":null,"timezone":"UTC"}');
    expect(lines[2]?.[1]).toBe(`data: ${JSON.stringify({ account: 'family', player })}`);
  });

  it('are what changes, and nothing twice', async () => {
    const { house, port } = await openBridge();
    const listener = await Listener.open(port);
    await listener.next('readers');
    const before = listener.text.length;
    await house.ask('family', 'pause');
    const { data } = await listener.next('player');
    expect(data).toMatchObject({ account: 'family', player: { state: 'paused' } });
    // What was looked at and is so already is no news.
    await house.clock.advance(60_000);
    await house.ask('family', 'sleep 30');
    expect((await listener.next('account')).data).toMatchObject({
      key: 'family',
      paired: true,
      available: true,
      problem: null,
      pairing: null,
      learning: null,
      sleep: { at: new Date(house.clock.now() + 30 * 60_000).toISOString(), minutes: 30, left: 30 },
    });
    const news = listener.text.slice(before).match(/^data: .*$/gm) ?? [];
    expect(new Set(news).size).toBe(news.length);
  });

  it('tell of the broker', async () => {
    const { house, port } = await openBridge();
    const listener = await Listener.open(port);
    await listener.next('readers');
    house.broker.drop();
    expect((await listener.next('bridge')).data).toMatchObject({ broker: false });
    house.broker.reconnect();
    expect((await listener.next('bridge')).data).toMatchObject({ broker: true });
  });

  it('tell what was scanned, and what became of it', async () => {
    const { house, port } = await openBridge();
    const listener = await Listener.open(port);
    await listener.next('readers');
    house.broker.deliver('spotify2mqtt/reader/kitchen/tag', '04-A1-B2-C3');
    await house.clock.advance(500);
    const { data, id } = await listener.next('happened');
    expect(data).toEqual({
      time: expect.stringMatching(/^2026-.*Z$/),
      account: 'family',
      reader: 'kitchen',
      event: { event_type: 'tag_unknown', reader: 'kitchen', uid: '04A1B2C3', text: '' },
    });
    expect(Number(id)).toBeGreaterThan(0);
    expect((await listener.next('happened')).data).toMatchObject({
      account: null,
      reader: 'kitchen',
      event: { event_type: 'feedback', result: 'unknown', message: expect.any(String) },
    });
    const late = await Listener.open(port);
    expect((await late.next('tags')).data).toMatchObject({ tags: [], unknown: [{ uid: '04A1B2C3' }] });
    expect((await late.next('readers')).data).toMatchObject({ readers: [{ reader: 'kitchen' }] });
    expect((await late.next('happened')).id).toBe(id);
  });

  it('tell what is learnt', async () => {
    const { house, port } = await openBridge();
    const listener = await Listener.open(port);
    await listener.next('readers');
    await house.ask('bridge', '', { level: 'request/learn' });
    expect((await listener.next('tags')).data).toMatchObject({ learning: { account: 'family' } });
    house.broker.deliver('spotify2mqtt/reader/kitchen/tag', '04-A1-B2-C3');
    await house.clock.advance(500);
    expect((await listener.next('happened')).data).toMatchObject({ event: { event_type: 'tag_learnt' } });
    const learnt = await listener.next('tags', ({ data }) => JSON.stringify(data).includes('spotify:'));
    expect(learnt.data).toMatchObject({ tags: [{ uid: '04A1B2C3' }], unknown: [], learning: null });
  });

  it('tell the last that happened, once to each who heard of it', async () => {
    const { house, port } = await openBridge();
    for (let at = 0; at < 60; at++) {
      const event = { event_type: 'wake' as const, ...WAKE, device: `Speaker ${at}` };
      house.accounts[0]?.tell(event);
    }
    const listener = await Listener.open(port);
    const first = await listener.next('happened');
    expect(first.data).toMatchObject({ event: { device: 'Speaker 10' } });
    const last = await listener.next('happened', ({ data }) => JSON.stringify(data).includes('Speaker 59'));
    listener.leave();
    house.accounts[0]?.tell({ event_type: 'wake', ...WAKE, device: 'Bath' });
    const again = await Listener.open(port, { 'last-event-id': last.id ?? '' });
    expect((await again.next('happened')).data).toMatchObject({ event: { device: 'Bath' } });
    const odd = await Listener.open(port, { 'last-event-id': 'yesterday' });
    expect((await odd.next('happened')).data).toMatchObject({ event: { device: 'Speaker 11' } });
  });
});

describe('whoever listens', () => {
  it('is one of 64 at most, and makes room by leaving', async () => {
    const { house, port } = await openFake({ listeners: 2 });
    const [first] = [await Listener.open(port), await Listener.open(port)];
    const third = await Listener.open(port);
    expect([third.status, third.headers['retry-after']]).toEqual([503, '30']);
    await third.ended;
    expect(JSON.parse(third.text).problem.kind).toBe('too_many');
    first.leave();
    while (house.listeners > 1) await new Promise((resolve) => setImmediate(resolve));
    expect((await Listener.open(port)).status).toBe(200);
    expect(house.listeners).toBe(2);
  });

  it('is cut off where it does not read, and others are not', async () => {
    const { house, port } = await openFake({ backlog: 64 * 1024 });
    const slow = await Listener.open(port);
    slow.stopReading();
    const quick = await Listener.open(port);
    // The kernel takes some megabytes for those who are late.
    for (let at = 0; house.listeners > 1; at++) {
      house.tell({ news: 'tags', data: JSON.stringify({ at, text: 'x'.repeat(32 * 1024) }) });
      await quick.next('tags', ({ data }) => data.at === at);
      expect(at).toBeLessThan(2_000);
    }
    house.tell({ news: 'bridge', data: '{"still":"here"}' });
    expect((await quick.next('bridge')).data).toEqual({ still: 'here' });
    expect(house.listeners).toBe(1);
  });

  it('hears a comment every 15 s, so that proxies do not hang up', async () => {
    const { clock, port } = await openFake();
    const listener = await Listener.open(port);
    while (listener.text === '') await listener.more();
    expect(listener.text).toBe('retry: 3000\n\n');
    await clock.advance(15_000);
    while (!listener.text.endsWith(':\n\n')) await listener.more();
    await clock.advance(15_000);
    while (!listener.text.endsWith(':\n\n:\n\n')) await listener.more();
  });

  it('is sent away from a bridge that another has replaced, and finds the new one', async () => {
    const clock = new FakeClock();
    const [first, second] = [new FakeHouse(), new FakeHouse()];
    second.known = [{ news: 'bridge', data: '{"version":"2"}' }];
    let house = first;
    const pages = await startDoor(() => house, { clock });
    open.push(pages);
    const listener = await Listener.open(pages.port);
    house = second;
    while (listener.text === '') await listener.more();
    await clock.advance(15_000);
    await listener.ended;
    expect(first.listeners).toBe(0);
    expect((await (await Listener.open(pages.port)).next('bridge')).data).toEqual({ version: '2' });
  });

  it('is told that the bridge stops, by an end', async () => {
    const { house, port, pages } = await openFake();
    const listener = await Listener.open(port);
    await Promise.all([listener.ended, pages.close()]);
    expect(listener.text.endsWith('\n\n')).toBe(true);
    expect(house.listeners).toBe(0);
  });
});
