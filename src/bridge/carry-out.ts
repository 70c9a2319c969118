import type { Ask } from '../core/command.ts';
import type { Obeyed } from '../core/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { Deed } from './deed.ts';
import type { Job } from './job.ts';
import type { Player } from './player.ts';

/** What is heard more than seen. Music first: what it claims is shown once the request has left. */
const HEARD: ReadonlySet<Ask> = new Set(['play', 'pause', 'play_pause', 'next', 'previous', 'seek']);

/** Shows what the deed claims, and does it. */
export async function carryOut(
  job: Job,
  deed: Deed,
  { clock, player }: { clock: Clock; player: Player },
): Promise<Obeyed> {
  const claim = () => {
    job.claim ??= player.claim(deed.claims, deed.change);
  };
  if (!HEARD.has(job.command.ask)) {
    claim();
    return deed.do();
  }
  const doing = deed.do();
  await Promise.race([doing.catch(() => {}), clock.turn()]);
  claim();
  return doing;
}
