import { expect, it } from 'vitest';
import { Bell } from '../../src/lib/bell.ts';
import { FakeClock, settle } from '../fakes/clock.ts';

/** A wait of a second that somebody began; and whether it is over. */
async function waiting(before: (bell: Bell, stop: AbortController) => void) {
  const clock = new FakeClock();
  const bell = new Bell();
  const stop = new AbortController();
  before(bell, stop);
  const wait = { over: false };
  void bell.wait(clock, 1_000, stop.signal).then(() => {
    wait.over = true;
  });
  await settle();
  return { clock, bell, stop, wait };
}

it.each<[string, (bell: Bell, stop: AbortController) => void, boolean]>([
  ['a ring before', (bell) => bell.ring(), true],
  ['an abort before', (_bell, stop) => stop.abort(), true],
  ['nothing', () => {}, false],
])('%s ends a wait that begins: %j', async (_what, before, over) => {
  expect((await waiting(before)).wait.over).toBe(over);
});

it.each<[string, (house: Awaited<ReturnType<typeof waiting>>) => unknown]>([
  ['a ring', ({ bell }) => bell.ring()],
  ['an abort', ({ stop }) => stop.abort()],
  ['its time', ({ clock }) => clock.advance(1_000)],
])('%s ends a wait that runs', async (_what, act) => {
  const house = await waiting(() => {});
  await act(house);
  await settle();
  expect(house.wait.over).toBe(true);
});
