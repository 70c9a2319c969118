import { expect, it } from 'vitest';
import type { Message } from '../../../src/core/ports.ts';
import { FakeBroker } from '../../fakes/broker.ts';

const text = ({ topic, payload, retained }: Message) =>
  `${topic} ${Buffer.from(payload)}${retained ? ' R' : ''}`;

it('does as the real one: replays, echoes, drops state and keeps events while it is away', () => {
  const broker = new FakeBroker({ protocol: 4 });
  const heard: string[] = [];
  broker.retained.set('base/old', 'ghost');
  broker.connected(() => heard.push('connected'));
  broker.subscribe('base/#', (message) => heard.push(text(message)), { noLocal: true });
  broker.publish({ topic: 'base/state', payload: 'on', retain: true });
  broker.drop();
  broker.publish({ topic: 'base/state', payload: 'stale', retain: true });
  broker.publish({ topic: 'base/event', payload: 'late' });
  broker.reconnect(5);
  broker.deliver('base/set', 'x', { retained: true });
  broker.publish({ topic: 'base/old', payload: '', retain: true });

  expect(heard).toEqual([
    'connected',
    'base/old ghost R',
    'base/state on',
    'base/old ghost R',
    'base/state on R',
    'connected',
    'base/set x R',
  ]);
  expect(broker.published.map(({ topic }) => topic)).toEqual(['base/state', 'base/event', 'base/old']);
  expect([...broker.retained]).toEqual([['base/state', 'on']]);
});
