import { describe, expect, it } from 'vitest';
import { connectBroker } from '../../../src/adapters/mqtt/broker.ts';
import type { Message } from '../../../src/core/ports.ts';
import { agree, scriptedServer, type Visit } from './scripted-server.ts';
import { Seen, SeenClock, SeenLog } from './watching.ts';

async function bridge(script: (visit: Visit) => void) {
  const server = await scriptedServer(script);
  const log = new SeenLog();
  const clock = new SeenClock();
  const stop = new AbortController();
  const broker = connectBroker(
    { url: server.url, clientId: 'bridge', baseTopic: 'base' },
    log,
    clock,
    stop.signal,
    () => 1,
  );
  return {
    server,
    log,
    clock,
    broker,
    connected: new Promise<void>((resolve) => broker.connected(resolve)),
    async [Symbol.asyncDispose]() {
      await broker.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The versions of the CONNECT packets so far. */
function versions(packets: Awaited<ReturnType<typeof scriptedServer>>['packets']) {
  return packets.all.flatMap((packet) => (packet.cmd === 'connect' ? packet.protocolVersion : []));
}

describe('MQTT 5', () => {
  it('subscribes with no-local where asked, and gives each copy to the subscription it was sent for', async () => {
    await using on = await bridge((visit) => {
      agree(visit);
      if (visit.packet.cmd !== 'subscribe') return;
      const id = visit.packet.properties?.subscriptionIdentifier ?? 0;
      visit.send({
        cmd: 'publish',
        topic: 'base/request/search',
        payload: Buffer.from(`copy ${id}`),
        qos: 0,
        dup: false,
        retain: false,
        properties: { subscriptionIdentifier: id, responseTopic: 'back', correlationData: Buffer.from('7') },
      });
    });
    const exact = new Seen<Message>();
    const wild = new Seen<Message>();
    on.broker.subscribe('base/request/search', (message) => exact.add(message));
    on.broker.subscribe('base/request/+', (message) => wild.add(message), { noLocal: true });
    await Promise.all([exact.count(1), wild.count(1)]);
    await on.connected;
    expect(on.broker.protocol).toBe(5);
    expect(exact.all.map(({ payload }) => `${payload}`)).toEqual(['copy 1']);
    expect(wild.all).toEqual([
      {
        topic: 'base/request/search',
        payload: Buffer.from('copy 2'),
        retained: false,
        responseTopic: 'back',
        correlation: Buffer.from('7'),
      },
    ]);
    const asked = on.server.packets.all.flatMap((packet) =>
      packet.cmd === 'subscribe'
        ? packet.subscriptions.map(({ topic, nl, qos }) => ({ topic, nl, qos }))
        : [],
    );
    expect(asked).toEqual([
      { topic: 'base/request/search', nl: false, qos: 1 },
      { topic: 'base/request/+', nl: true, qos: 1 },
    ]);
  });

  it('answers with the correlation data, at most once; state with QoS 1', async () => {
    await using on = await bridge(agree);
    await on.connected;
    on.broker.publish({ topic: 'back', payload: 'answer', correlation: Buffer.from('7') });
    on.broker.publish({ topic: 'base/state', payload: 'on', retain: true });
    await on.server.packets.first((packet) => packet.cmd === 'publish' && packet.topic === 'base/state');
    const sent = on.server.packets.all.filter((packet) => packet.cmd === 'publish');
    expect(sent).toMatchObject([
      { topic: 'base/bridge/state', qos: 1, retain: true },
      { topic: 'back', qos: 0, retain: false, properties: { correlationData: Buffer.from('7') } },
      { topic: 'base/state', qos: 1, retain: true },
    ]);
  });

  it('does not take a response topic that would have the broker hang up', async () => {
    await using on = await bridge((visit) => {
      agree(visit);
      if (visit.packet.cmd !== 'subscribe') return;
      const properties = { responseTopic: 'back/#' };
      visit.send({ cmd: 'publish', topic: 'a', payload: '', qos: 0, dup: false, retain: false, properties });
    });
    const heard = new Seen<Message>();
    on.broker.subscribe('a', (message) => heard.add(message));
    await heard.count(1);
    expect(heard.all[0]).not.toHaveProperty('responseTopic');
  });

  it('says which messages and subscriptions the broker refuses', async () => {
    await using on = await bridge((visit) => {
      const { packet, send } = visit;
      if (packet.cmd === 'subscribe')
        send({ cmd: 'suback', granted: [0x87], messageId: packet.messageId ?? 0 });
      else if (packet.cmd === 'publish')
        send({ cmd: 'puback', reasonCode: 0x87, messageId: packet.messageId ?? 0 });
      else agree(visit);
    });
    on.broker.subscribe('secret/#', () => {});
    await on.connected;
    await on.log.line('"filter":"secret/#"');
    await on.log.line('"topic":"base/bridge/state"');
  });

  it('backs off for long, and says why, when another client takes the client id', async () => {
    await using on = await bridge((visit) => {
      agree(visit);
      if (visit.nth > 0 || visit.packet.cmd !== 'publish') return;
      visit.send({ cmd: 'disconnect', reasonCode: 0x8e });
      visit.socket.end();
    });
    expect(await on.log.line('another client connected with our client id')).toMatch(/^error/);
    await on.clock.sleeps.count(1);
    expect(on.clock.sleeps.all).toEqual([30_000]);
  });
});

describe('the way down to 3.1.1', () => {
  it.each([
    [
      'refuses the version as MQTT 5 would',
      ({ send }: Visit) => send({ cmd: 'connack', sessionPresent: false, reasonCode: 0x84 }),
    ],
    ['refuses the version as 3.1.1 would', ({ socket }: Visit) => socket.write(Buffer.from([0x20, 2, 0, 1]))],
    ['hangs up', ({ socket }: Visit) => socket.end()],
    ['resets the connection', ({ socket }: Visit) => socket.resetAndDestroy()],
    ['answers what is not MQTT', ({ socket }: Visit) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('is taken at once from a broker that %s', async (_name, refuse) => {
    await using on = await bridge((visit) => {
      if (visit.packet.cmd === 'connect' && visit.protocol === 5) refuse(visit);
      else agree(visit);
    });
    await on.connected;
    expect(on.broker.protocol).toBe(4);
    expect(versions(on.server.packets)).toEqual([5, 4]);
    expect(on.clock.sleeps.all).toEqual([]);
  });

  it('is remembered while the broker is there', async () => {
    await using on = await bridge((visit) => {
      if (visit.packet.cmd === 'connect' && visit.protocol === 5) visit.socket.end();
      else if (visit.nth === 1 && visit.packet.cmd === 'publish') visit.socket.end();
      else agree(visit);
    });
    await on.clock.sleeps.count(1);
    await on.clock.advance(1_000);
    await on.connected;
    expect(versions(on.server.packets)).toEqual([5, 4, 4]);
  });

  it('is not taken for a wrong password, and taken back where nobody answers either way', async () => {
    await using on = await bridge((visit) => {
      if (visit.packet.cmd !== 'connect') agree(visit);
      else if (visit.nth === 0) visit.send({ cmd: 'connack', sessionPresent: false, reasonCode: 0x86 });
      else if (visit.nth < 3) visit.socket.end();
      else agree(visit);
    });
    await on.clock.sleeps.count(1);
    await on.clock.advance(1_000);
    await on.clock.sleeps.count(2);
    await on.clock.advance(2_000);
    await on.connected;
    expect(versions(on.server.packets)).toEqual([5, 5, 4, 5]);
    expect(on.broker.protocol).toBe(5);
    expect(on.log.lines('user name or password')).toHaveLength(1);
  });
});
