import { describe, expect, it } from 'vitest';
import { sayWhole } from '../../../src/bridge/house/saying.ts';
import type { State } from '../../../src/core/state.ts';
import { playingAccount } from '../house.ts';

describe('news of an account', () => {
  it.each<[what: string, change: Partial<State>, said: object]>([
    ['no sleep timer', { sleep: null }, { sleep: null, learning: null, waiting: [] }],
    [
      'the end of a track',
      { sleep: { at: 'end_of_track' }, sleepLeft: null },
      { sleep: { at: 'end_of_track', left: null } },
    ],
    [
      'a card that is waited for',
      { learning: { title: 'what plays', until: 0 } },
      { learning: { title: 'what plays', until: '1970-01-01T00:00:00.000Z' } },
    ],
  ])('say %s', async (_what, change, said) => {
    const house = await playingAccount();
    house.account.store.put(change);
    expect(sayWhole(house.account, house.clock.now())).toMatchObject(said);
    await house.close();
  });

  it('say when the music ends, and in how many minutes', async () => {
    const house = await playingAccount();
    await house.account.commander.obey({ ask: 'sleep', minutes: 30 });
    await house.clock.advance(100);
    const said = sayWhole(house.account, house.clock.now());
    expect(said).toMatchObject({ sleep: { at: expect.stringMatching(/Z$/), minutes: 30, left: 30 } });
    await house.close();
  });
});
