import type { House } from '../house/house.ts';
import { SHOWN, shownOf } from '../house/shown.ts';

const STEP_MS = 100;

/** Waits for the next look that Spotify answers, and resolves with how long that took, ms; undefined where none came in time. */
export async function untilLook(
  house: House,
  withinMs: number,
  from = house.sent.length,
): Promise<number | undefined> {
  const began = house.clock.now();
  const isSeen = () => house.sent.slice(from).some(isLook);
  while (!isSeen() && house.clock.now() < began + withinMs) await house.clock.advance(STEP_MS);
  return isSeen() ? house.clock.now() - began : undefined;
}

/** What entities of an account show otherwise than it is, right after a look. */
export async function wrongAfterLook(house: House, user: string): Promise<string[]> {
  // A track that began just now was not seen by that look.
  if (house.simulator.player(user).position_ms < 1_000) await house.clock.advance(5_000);
  const wanted = shownOf(house, user);
  // A single empty answer while music plays is often Spotify's mistake: the look after it, 3 s later, is believed.
  if (wanted.status === 'idle' && house.value(user, 'status') !== 'idle') await house.clock.advance(5_000);
  const shown = house.values(user, ...SHOWN);
  return SHOWN.filter((key) => shown[key] !== wanted[key]).map(
    (key) => `${user}/${key} is ${shown[key]}, right would be ${wanted[key]}`,
  );
}

function isLook({ method, path, status }: House['sent'][number]): boolean {
  return method === 'GET' && path === '/me/player' && (status === 200 || status === 204);
}
