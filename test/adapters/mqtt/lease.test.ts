import { expect, it } from 'vitest';
import { lend } from '../../../src/adapters/mqtt/lease.ts';
import { FakeBroker } from '../../fakes/broker.ts';

it('lends a connection, and leaves nothing behind when it is given back', () => {
  const broker = new FakeBroker();
  const heard: string[] = [];
  const first = lend(broker);
  first.subscribe('a/#', ({ topic }) => heard.push(`first ${topic}`));
  first.connected(() => heard.push('first connected'));
  first.lost(() => heard.push('first lost'));
  first.publish({ topic: 'b', payload: '1' });
  broker.deliver('a/1', '');
  expect(heard).toEqual(['first connected', 'first a/1']);

  first.release();
  const second = lend(broker);
  second.subscribe('a/#', ({ topic }) => heard.push(`second ${topic}`));
  second.connected(() => heard.push('second connected'));
  second.lost(() => heard.push('second lost'));
  expect(second.online).toBe(true);
  heard.length = 0;
  first.publish({ topic: 'b', payload: '2' });
  first.subscribe('c', () => heard.push('first c'));
  broker.deliver('a/2', '');
  broker.deliver('c', '');
  broker.drop();
  broker.reconnect();
  expect(heard).toEqual(['second a/2', 'second lost', 'second connected']);
  expect(broker.said('b')).toEqual(['1']);
});

it('ends a single subscription', () => {
  const broker = new FakeBroker();
  const heard: string[] = [];
  const lease = lend(broker);
  lease.subscribe('a', ({ topic }) => heard.push(topic));
  lease.unsubscribe('a');
  broker.deliver('a', '');
  expect(heard).toEqual([]);
});
