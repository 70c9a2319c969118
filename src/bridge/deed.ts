import type { Obeyed } from '../core/ports.ts';
import type { Expected } from '../core/settle.ts';
import type { Sent } from '../core/silence.ts';
import type { State } from '../core/state.ts';
import type { Via } from './home-speakers.ts';

/** A command, made ready: what to claim at once, and how to do it. */
export interface Deed {
  claims: readonly Expected[];
  change?: Partial<State>;
  /** What is so once it is done, at `now`. */
  after?: (now: number) => Partial<State>;
  /** Whether sending it twice is as good as once, so that it may be repeated where Spotify left it open (202). */
  repeatable: boolean;
  do: () => Promise<Obeyed>;
  /** What the answer tells where Home Assistant carried it out; complete once `confirm` has ended. */
  via?: Via;
  /** Whether it is heard, found out after it was done while others may have their turn. Rejects with a Trouble. */
  confirm?: () => Promise<void>;
  /** Of music that is to be heard: what was asked for, and where, once it is done. */
  sent?: () => Omit<Sent, 'at'>;
}
