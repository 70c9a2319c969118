import { expect, it } from 'vitest';
import { silentLog } from '../../src/lib/log.ts';
import { openHouse, playingHouse } from './house.ts';

const HOUR_MS = 3600_000;

/** What people would read: all but what is for those who look for a mistake. */
function listening() {
  const lines: string[] = [];
  const hear = (_fields: object, message: string) => void lines.push(message);
  return { lines, log: { ...silentLog, info: hear, warn: hear, error: hear } };
}

it('writes a line when something changes, and none per look', async () => {
  const { lines, log } = listening();
  const house = await openHouse({ log });
  await house.clock.advance(60_000);
  lines.length = 0;
  const before = house.sent.length;
  await house.clock.advance(HOUR_MS);
  expect(house.sent.length - before).toBeGreaterThan(50);
  expect(lines).toEqual([]);
  await house.close();
});

it('writes one line for each track', async () => {
  const { lines, log } = listening();
  const house = await playingHouse({ log });
  await house.clock.advance(10_000);
  lines.length = 0;
  const titles = new Set<string>();
  for (let minute = 0; minute < 20; minute++) {
    titles.add(house.value('family', 'title') ?? '');
    await house.clock.advance(60_000);
  }
  expect(lines).toEqual(lines.map(() => 'playing'));
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.length).toBeLessThanOrEqual(titles.size + 1);
  await house.close();
});

it('writes one line for a trouble that stays, and one for its end', async () => {
  const { lines, log } = listening();
  const house = await openHouse({ log });
  await house.clock.advance(60_000);
  lines.length = 0;
  house.simulator.fault({ kind: 'server_error', status: 503, duration_ms: HOUR_MS / 2 });
  await house.clock.advance(HOUR_MS);
  expect(lines).toEqual([expect.stringContaining('Spotify'), 'all is well again']);
  await house.close();
});
