import { isDone, isFresh, whyNot } from '../core/allowed.ts';
import type { Command } from '../core/command.ts';
import { Trouble } from '../core/problem.ts';
import type { Clock } from '../lib/clock.ts';
import type { HomeSpeakers } from './home-speakers.ts';
import type { Player } from './player.ts';
import type { Store } from './store.ts';

interface Parts {
  clock: Clock;
  store: Store;
  player: Player;
  home: HomeSpeakers;
}

/** Throws what refuses the command before a request is spent; `done` where what it asks for is so already. */
export function check(command: Command, { clock, store, player, home }: Parts): 'done' | 'go' {
  const { state } = store;
  if (!state.paired && state.problem?.kind === 'unpaired') {
    throw new Trouble('unpaired', 'this account is not paired with Spotify');
  }
  // Home Assistant needs no leave of Spotify's.
  if (home.for(command) || !isFresh(state, clock.now())) return 'go';
  // Only what Spotify said itself refuses: what commands claim may be ahead of it.
  const why = player.claiming ? undefined : whyNot(command, player.look);
  if (why) throw new Trouble('restricted', why);
  return !player.claiming && isDone(command, player.look) ? 'done' : 'go';
}
