import { expect, it } from 'vitest';
import { type Log, silentLog } from '../../src/lib/log.ts';
import { openHouse } from './house.ts';
import { watchLog } from './tokens-said.ts';

const TOKEN = `BQ${'x'.repeat(180)}`;

it('a house that says a token is no good', async () => {
  const house = await openHouse();
  house.broker.publish({ topic: 'spotify2mqtt/family/title', payload: `now ${TOKEN}`, retain: true });
  await expect(house.close()).rejects.toThrow('tokens were said: spotify2mqtt/family/title');
});

it('nor is one that logs it, at whatever level', () => {
  const found: string[] = [];
  const log: Log = { ...silentLog, level: 'info' };
  const watched = watchLog(log, (line) => found.push(line));
  watched.debug({ token: TOKEN }, 'refreshed');
  watched.error({}, `no ${TOKEN}`);
  watched.warn({ account: 'family' }, 'all is well');
  expect(found).toEqual(['debug: refreshed', 'error: no …']);
  watched.level = 'trace';
  expect(log.level).toBe('trace');
});
