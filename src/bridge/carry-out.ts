import type { Obeyed } from '../core/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deed } from './deed.ts';
import type { Job } from './job.ts';
import type { Player } from './player.ts';

/** Shows what the deed claims, and does it. */
export async function carryOut(
  job: Job,
  deed: Deed,
  { clock, player }: { clock: Clock; player: Player },
): Promise<Obeyed> {
  const claim = () => {
    job.claim ??= player.claim(deed.claims, deed.change);
  };
  // Music first: that it plays is shown once the request has left.
  if (job.command.ask !== 'play') {
    claim();
    return deed.do();
  }
  const doing = deed.do();
  await Promise.race([doing.catch(() => {}), clock.turn()]);
  claim();
  return doing;
}
