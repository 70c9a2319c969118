import { expect, it } from 'vitest';
import { openHome } from './evening/home.ts';
import { tell } from './evening/tale.ts';
import { BURST, budgetBreaks } from './rules.ts';

it.each([false, true])(
  'an evening, a night and a morning, speakers with hooks: %s',
  { timeout: 60_000 },
  async (hints) => {
    const home = await openHome({ hints });
    await tell(home);
    const { sent } = home.house;
    // Whoever waits for a speaker has it searched for as who browses.
    expect(budgetBreaks(sent.filter(({ path }) => path !== '/me/player/devices'))).toEqual([]);
    expect(budgetBreaks(sent, BURST)).toEqual([]);
    expect(sent.filter(({ status }) => status === 429)).toEqual([]);
    await home.close();
  },
);
