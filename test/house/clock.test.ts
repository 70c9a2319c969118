import { describe, expect, it } from 'vitest';
import { SetClock } from '../fakes/set-clock.ts';
import { playingHouse } from './house.ts';

const HOUR = 3_600_000;

async function setHouse() {
  const clocks: SetClock[] = [];
  const house = await playingHouse({
    clockOf: (truth) => {
      const clock = new SetClock(truth);
      clocks.push(clock);
      return clock;
    },
  });
  return { house, jump: (ms: number) => clocks.forEach((clock) => void clock.jump(ms)) };
}

describe.each([
  ['forward', 5 * HOUR],
  ['back', -5 * HOUR],
])('a clock that is set %s', (_, ms) => {
  it('delays no slider, and no look', async () => {
    const { house, jump } = await setHouse();
    await house.ask('family', 'volume 20');
    jump(ms);
    expect(await house.ask('family', 'volume 30', { patience: 3_000 })).toMatchObject({ ok: true });
    house.phone({ action: 'volume', volume: 70 });
    await house.clock.advance(10_000);
    expect(house.value('family', 'volume')).toBe('70');
    await house.close();
  });

  it('delays nobody who waits whether music is heard', async () => {
    const { house, jump } = await setHouse();
    house.phone({ action: 'pause' });
    await house.clock.advance(31_000);
    // Spotify says yes, and nothing is heard.
    house.simulator.fault({ kind: 'answer', status: 204, match: { path: '/me/player/play' } });
    const asking = house.send('family', 'command', 'play');
    await house.clock.advance(100);
    jump(ms);
    await house.clock.advance(15_000);
    expect(asking.answer).toBeDefined();
    await house.close();
  });

  it('stops no health', async () => {
    const { house, jump } = await setHouse();
    const before = house.broker.said('spotify2mqtt/bridge/health').length;
    jump(ms);
    await house.clock.advance(180_000);
    expect(house.broker.said('spotify2mqtt/bridge/health').length).toBeGreaterThanOrEqual(before + 2);
    // It would say that it began in the future: the contract is looked at when the house closes.
    await house.close();
  });
});
