import { it } from 'vitest';
import { openHome } from './evening/home.ts';
import { tell } from './evening/tale.ts';

it.each([false, true])('an evening (hints %s)', { timeout: 60_000 }, async (hints) => {
  const home = await openHome({ hints });
  await tell(home);
  console.log(home.figures, home.sight.delays);
  await home.close();
});
