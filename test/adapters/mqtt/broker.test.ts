import { afterEach, describe, expect, it } from 'vitest';
import {
  type BrokerOptions,
  type ConnectedBroker,
  connectBroker,
} from '../../../src/adapters/mqtt/broker.ts';
import { type EmbeddedBroker, startEmbeddedBroker } from '../../../src/adapters/mqtt/embedded.ts';
import type { Message } from '../../../src/core/ports.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { Seen, SeenClock, SeenLog } from './watching.ts';

const HOST = '127.0.0.1';
const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const open of closing.splice(0).reverse()) await open.close();
});

async function start(
  options: Partial<Parameters<typeof startEmbeddedBroker>[0]> = {},
): Promise<EmbeddedBroker> {
  const broker = await startEmbeddedBroker({ port: 0, host: HOST, ...options }, silentLog);
  closing.push(broker);
  return broker;
}

function join(port: number, options: Partial<BrokerOptions> = {}) {
  const log = new SeenLog();
  const clock = new SeenClock();
  const broker = connectBroker(
    { url: `mqtt://${HOST}:${port}`, clientId: 'bridge', baseTopic: 'base', ...options },
    log,
    clock,
    new AbortController().signal,
    () => 1,
  );
  closing.push(broker);
  return { broker, log, clock };
}

/** Somebody else on the same broker, who hears everything. */
async function witness(port: number) {
  const { broker } = join(port, { clientId: 'witness', baseTopic: 'witness' });
  const heard = listen(broker, 'base/#');
  await connected(broker);
  return { broker, heard };
}

function listen(broker: ConnectedBroker, filter: string): Seen<Message> {
  const seen = new Seen<Message>();
  broker.subscribe(filter, (message) => seen.add(message));
  return seen;
}

function connected(broker: ConnectedBroker): Promise<void> {
  return new Promise((resolve) => broker.connected(resolve));
}

const text = ({ topic, payload, retained }: Message) =>
  `${topic} ${Buffer.from(payload)}${retained ? ' R' : ''}`;
const saying = (words: string) => (message: Message) => text(message) === words;

describe('a broker that speaks 3.1.1 only', () => {
  it('is spoken to in 3.1.1, hears the birth first, and routes messages by filter', async () => {
    const { port } = await start();
    const { heard } = await witness(port);
    const { broker, log } = join(port);
    const exact = listen(broker, 'base/family/volume/set');
    const wild = listen(broker, 'base/+/+/set');
    await connected(broker);
    broker.publish({ topic: 'base/family/volume', payload: '30', retain: true });
    broker.publish({ topic: 'base/family/volume/set', payload: '40' });

    expect(text(await wild.first(() => true))).toBe('base/family/volume/set 40');
    expect(text(await exact.first(() => true))).toBe('base/family/volume/set 40');
    await heard.first(saying('base/family/volume 30'));
    expect(heard.all.map(text)[0]).toBe('base/bridge/state online');
    expect(broker.protocol).toBe(4);
    expect(broker.online).toBe(true);
    expect(log.all).toEqual([expect.stringContaining('version 3.1.1')]);
  });

  it('replays what is retained, and says so', async () => {
    const { port } = await start();
    const { broker: other, heard: echo } = await witness(port);
    other.publish({ topic: 'base/kept', payload: 'x', retain: true });
    await echo.first(saying('base/kept x'));
    const { broker } = join(port);
    await connected(broker);
    const seen = listen(broker, 'base/kept');
    await seen.first(saying('base/kept x R'));
    other.publish({ topic: 'base/kept', payload: 'y', retain: true });
    await seen.first(saying('base/kept y'));
  });

  it('has an end to a subscription', async () => {
    const { port } = await start();
    const { broker } = join(port);
    const ended = listen(broker, 'base/a');
    const other = listen(broker, 'base/b');
    await connected(broker);
    broker.unsubscribe('base/a');
    broker.unsubscribe('base/unknown');
    broker.publish({ topic: 'base/a', payload: '1' });
    broker.publish({ topic: 'base/b', payload: '2' });
    await other.count(1);
    expect(ended.all).toEqual([]);
  });
});

describe('an outage', () => {
  it('is told of once; then birth, subscriptions, what waited, and the listeners are back', async () => {
    const first = await start();
    const { broker, log, clock } = join(first.port);
    const seen = listen(broker, 'base/command');
    const connections = new Seen<string>();
    broker.connected(() => connections.add('connected'));
    broker.lost(() => connections.add('lost'));
    await connections.count(1);

    await first.close();
    await clock.sleeps.count(1);
    expect(broker.online).toBe(false);
    broker.publish({ topic: 'base/state', payload: 'stale', retain: true });
    broker.publish({ topic: 'base/event', payload: 'late' });
    await clock.advance(1_000);
    await clock.sleeps.count(2);
    await clock.advance(2_000);
    await clock.sleeps.count(3);
    expect(clock.sleeps.all).toEqual([1_000, 2_000, 4_000]);

    const second = await start({ port: first.port });
    const { broker: other, heard } = await witness(second.port);
    await clock.advance(4_000);
    expect(await connections.count(3)).toEqual(['connected', 'lost', 'connected']);
    expect(broker.online).toBe(true);
    other.publish({ topic: 'base/command', payload: 'next' });
    await seen.first(saying('base/command next'));
    expect((await heard.count(3)).map(text)).toEqual([
      'base/bridge/state online',
      'base/event late',
      'base/command next',
    ]);
    expect(log.all.map((line) => line.slice(0, 18))).toEqual([
      'info Connected to ',
      'warn No connection',
      'info Connected to ',
    ]);
  });

  it('is waited for from the start, in clear words where the login is wrong, and without the password', async () => {
    const free = await start();
    await free.close();
    const { broker, log, clock } = join(free.port, { url: `mqtt://me:wrong-secret@${HOST}:${free.port}` });
    await log.line('ECONNREFUSED');
    await clock.sleeps.count(1);

    const users = [{ username: 'me', password: 'right' }];
    const strict = await start({ port: free.port, users });
    await clock.advance(1_000);
    await log.line('user name or password are wrong');
    expect(broker.protocol).toBeUndefined();
    await clock.sleeps.count(2);
    await strict.close();

    await start({ port: free.port });
    await clock.advance(2_000);
    await connected(broker);
    expect(log.all.join()).not.toContain('secret');
    expect(log.all).toHaveLength(3);
  });

  it('makes the broker say offline for a bridge that vanished', async () => {
    const { port } = await start();
    const { heard } = await witness(port);
    const { broker } = join(port);
    await connected(broker);
    const thief = join(port, { baseTopic: 'thief' });
    await connected(thief.broker);
    await heard.first(saying('base/bridge/state offline'));
  });

  it('keeps the newest thousand events', async () => {
    const { port } = await start();
    const { heard } = await witness(port);
    const { broker, log } = join(port);
    for (let nth = 0; nth < 1_002; nth++) broker.publish({ topic: 'base/event', payload: String(nth) });
    await heard.first(saying('base/event 1001'));
    // A broker keeps the order within a topic (MQTT 5 §4.6): the birth, which it must store, may come after the first of them.
    const events = heard.all.filter(({ topic }) => topic === 'base/event').map(text);
    expect([events[0], events.length]).toEqual(['base/event 2', 1_000]);
    expect(log.lines('warn')).toHaveLength(2);
  });
});

it('says goodbye on close: offline is out before it resolves, and nothing follows', async () => {
  const { port } = await start();
  const { broker: other, heard } = await witness(port);
  const { broker } = join(port);
  await connected(broker);
  broker.publish({ topic: 'base/last', payload: 'word', retain: true });
  await broker.close();
  broker.publish({ topic: 'base/too', payload: 'late', retain: true });
  other.publish({ topic: 'base/end', payload: '' });
  await heard.first(saying('base/end '));
  expect(heard.all.map(text)).toEqual([
    'base/bridge/state online',
    'base/last word',
    'base/bridge/state offline',
    'base/end ',
  ]);
});

it('closes while it still waits for the broker', async () => {
  const free = await start();
  await free.close();
  const { broker, clock } = join(free.port);
  await clock.sleeps.count(1);
  await broker.close();
});

it('does not read what is too large, and warns of it once a minute', async () => {
  const { port } = await start();
  const { broker: other } = await witness(port);
  const { broker, log, clock } = join(port);
  const seen = listen(broker, 'base/in');
  await connected(broker);
  const send = async (bytes: number, mark: string) => {
    other.publish({ topic: 'base/in', payload: Buffer.alloc(bytes) });
    other.publish({ topic: 'base/in', payload: mark });
    await seen.first(saying(`base/in ${mark}`));
  };
  await send(256 * 1024 + 1, 'one');
  await send(256 * 1024 + 1, 'two');
  expect(log.lines('too large')).toHaveLength(1);
  await clock.advance(60_000);
  await send(256 * 1024 + 1, 'three');
  expect(log.lines('too large')).toHaveLength(2);
  expect(seen.all).toHaveLength(3);
});

it('reads what is longer where that is wanted', async () => {
  const { port } = await start();
  const { broker: other } = await witness(port);
  const { broker } = join(port, { maxPayload: 256 * 1024 });
  const seen = listen(broker, 'base/in');
  await connected(broker);
  other.publish({ topic: 'base/in', payload: Buffer.alloc(512 * 1024) });
  other.publish({ topic: 'base/in', payload: Buffer.alloc(512 * 1024 + 1) });
  other.publish({ topic: 'base/in', payload: 'end' });
  await seen.first(saying('base/in end'));
  expect(seen.all.map(({ payload }) => payload.byteLength)).toEqual([512 * 1024, 3]);
});

it('refuses nonsense where it is asked for', () => {
  expect(() => join(1, { url: 'http://broker' })).toThrow('must look like mqtt://host:1883');
  const { broker } = join(1);
  expect(() => broker.publish({ topic: 'a/#', payload: '' })).toThrow('no topic');
  expect(() => broker.subscribe('a/#/b', () => {})).toThrow('no MQTT topic filter');
});
