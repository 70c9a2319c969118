import { describe, expect, it } from 'vitest';
import { type Household, openDay } from './day/day.ts';
import { budgetBreaks, limitBreaks } from './rules.ts';

/**
 * Two hundred cards on three readers, with flaps, repeats and slips, restarts of broker, bridge and readers, phones, and a power
 * cut in the night. What must leave for Spotify is told by a model of its own (test/house/day/model.ts).
 */
const HOUSEHOLDS: readonly Household[] = [
  { seed: 1, flaps: true, rules: { box: { onRemoval: 'pause' }, tele: {}, wall: {} } },
  {
    seed: 2,
    flaps: true,
    rules: { box: { sameTag: 'next' }, tele: { sameTag: 'next' }, wall: { sameTag: 'next' } },
  },
  { seed: 3, flaps: false, rules: { box: { onRemoval: 'pause' }, tele: {}, wall: { onRemoval: 'pause' } } },
];

describe('a day at a box', () => {
  it.each(HOUSEHOLDS)(
    'does every deed once, and nothing that nobody asked for (household $seed)',
    async (household) => {
      const day = await openDay(household);
      await day.live(180);
      await day.sleep();
      await day.live(20 - 3);
      const { house, scans } = day;
      expect(day.wrong).toEqual([]);
      expect(scans.length).toBeGreaterThanOrEqual(200);
      for (const reader of ['box', 'tele', 'wall']) {
        const told = house.said
          .filter(({ topic, payload }) => topic === `spotify2mqtt/reader/${reader}/event` && payload !== '')
          .map(({ payload }) => JSON.parse(payload))
          .filter(({ event_type }) => event_type === 'tag_played' || event_type === 'tag_unknown')
          .map(({ event_type, uid }) => ({ reader, event: event_type, uid }));
        expect(told).toEqual(scans.filter((scan) => scan.reader === reader));
      }
      expect(budgetBreaks(house.sent)).toEqual([]);
      expect(limitBreaks(house.sent)).toEqual([]);
      await house.close();
    },
  );
});
