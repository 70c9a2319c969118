import type { Clock } from '../lib/clock.ts';
import type { Poller } from './poller.ts';

/** Long enough for Spotify's state to show a command that it took. */
export const SHOWS_AFTER_MS = 1_000;
/** Longer than a look takes; the budget may have no room for half a minute, and other commands wait behind this one. */
const PATIENCE_MS = 3_000;

/** Looks, but waits no longer than others may be kept waiting: then what is known has to do, and the look comes later. */
export async function lookSoon(poller: Poller, clock: Clock, signal: AbortSignal): Promise<void> {
  const looked = new AbortController();
  const look = poller.sharedLook(signal);
  await Promise.race([look, clock.sleep(PATIENCE_MS, AbortSignal.any([signal, looked.signal]))]);
  looked.abort();
}
