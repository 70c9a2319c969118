import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { House } from './house.ts';
import { BURST, budgetBreaks, limitBreaks } from './rules.ts';
import { SHOWN, shownOf } from './shown.ts';
import { FIVE, live, story } from './story.ts';

/** More by hand: RUNS=2000 SEED=1 vitest run test/house/budget.test.ts --testTimeout=600000 */
const runs = (usual: number) => ({
  numRuns: Number(process.env.RUNS ?? usual),
  seed: Number(process.env.SEED ?? 20261121),
});

describe('whatever Spotify, phones, people and restarts do', () => {
  it('the budget of a client id is never broken, nor a deadline that Spotify set', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const house = await live(told);
        await house.clock.advance(60_000);
        await house.close();
        // Who waits for a speaker is served as who browses.
        expect(budgetBreaks(house.sent.filter(({ path }) => path !== '/me/player/devices'))).toEqual([]);
        expect(budgetBreaks(house.sent, BURST)).toEqual([]);
        expect(limitBreaks(house.sent)).toEqual([]);
      }),
      runs(80),
    );
  });

  it('every command is answered, and in the end all is shown as it is', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const house = await live(told);
        const residents = FIVE.slice(0, told.accounts).map(({ user }) => user);
        await calm(house, residents);
        for (const user of residents) {
          expect([user, house.values(user, ...SHOWN, 'problem')]).toEqual([
            user,
            { ...shownOf(house, user), problem: 'OK' },
          ]);
        }
        await house.close();
        expect(house.askings.filter(({ answer }) => !answer)).toEqual([]);
      }),
      runs(40),
    );
  });
});

/** Spotify is well again, everybody pauses, and enough time passes for the last deadline and the slowest look. */
async function calm(house: House, residents: readonly string[]): Promise<void> {
  house.control.clearFaults();
  house.control.settings({ requestsPer30s: 100 });
  for (let round = 0; round < 3; round++) {
    const deadlines = residents.map((user) => Date.parse(house.value(user, 'limited_until') ?? ''));
    const last = Math.max(house.clock.now(), ...deadlines.filter((at) => !Number.isNaN(at)));
    await house.clock.advance(last - house.clock.now() + 60_000);
  }
  for (const user of residents) house.phone({ user, action: 'pause' });
  await house.clock.advance(200_000);
}
