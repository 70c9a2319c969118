import { expect, test } from 'vitest';
import { ownSignal } from '../../src/lib/own-signal.ts';

test('a signal of its own aborts with the other, for the same reason', () => {
  const stop = new AbortController();
  const own = ownSignal(stop.signal);
  const heard: unknown[] = [];
  own.addEventListener('abort', () => heard.push(own.reason));
  expect(own.aborted).toBe(false);
  stop.abort('stopped');
  expect(heard).toEqual(['stopped']);
  expect(ownSignal(stop.signal).reason).toBe('stopped');
});
