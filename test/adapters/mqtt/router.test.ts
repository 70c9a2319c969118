import { expect, it } from 'vitest';
import { Router } from '../../../src/adapters/mqtt/router.ts';
import type { Message } from '../../../src/core/ports.ts';

function hear(router: Router, topic: string, ids?: number[]): string[] {
  const message: Message = { topic, payload: new Uint8Array(), retained: false };
  names.length = 0;
  for (const heard of router.hearers(topic, ids)) heard(message);
  return [...names];
}
const names: string[] = [];
const called = (name: string) => () => void names.push(name);

it('finds exact topics and wildcards, several who hear one filter, and forgets them', () => {
  const router = new Router();
  router.add('a/b', called('exact'));
  router.add('a/b', called('also'));
  router.add('a/+', called('wild'));
  router.add('#', called('all'));
  expect(hear(router, 'a/b')).toEqual(['exact', 'also', 'wild', 'all']);
  expect(hear(router, 'c')).toEqual(['all']);
  expect([router.remove('a/b'), router.remove('a/b'), router.remove('#')]).toEqual([true, false, true]);
  expect(hear(router, 'a/b')).toEqual(['wild']);
  expect(router.all().map(({ filter }) => filter)).toEqual(['a/+']);
});

it('gives a copy of a message only to the subscriptions that it was sent for', () => {
  const router = new Router();
  const exact = router.add('a/b', called('exact'));
  const wild = router.add('a/#', called('wild'));
  expect(hear(router, 'a/b', [exact.id])).toEqual(['exact']);
  expect(hear(router, 'a/b', [wild.id])).toEqual(['wild']);
  router.remove('a/#');
  expect(hear(router, 'a/b', [wild.id])).toEqual([]);
});

it('asks for no-local only where all who share the filter do, and refuses what is no filter', () => {
  const router = new Router();
  expect(router.add('a', called('one'), true).noLocal).toBe(true);
  expect(router.add('a', called('two')).noLocal).toBe(false);
  expect(() => router.add('a/#/b', called('none'))).toThrow('alone in the last');
});
