import { isFresh } from '../core/allowed.ts';
import type { Clock } from '../lib/clock.ts';
import { lookSoon, SHOWS_AFTER_MS } from './look-soon.ts';
import type { Player } from './player.ts';
import type { Poller } from './poller.ts';
import type { Store } from './store.ts';

interface Parts {
  clock: Clock;
  store: Store;
  player: Player;
  poller: Poller;
  signal: AbortSignal;
}

/** Looks anew where what is shown is old, or only claimed yet. Where Spotify does not answer it stays as it is. */
export async function freshen({ clock, store, player, poller, signal }: Parts): Promise<void> {
  const isClaimed = player.claiming;
  if (isClaimed) await clock.sleep(SHOWS_AFTER_MS, signal);
  if (isClaimed || !isFresh(store.state, clock.now())) await lookSoon(poller, clock, signal);
}
