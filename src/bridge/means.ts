import type { Spotify } from '../core/ports.ts';
import type { State } from '../core/state.ts';
import type { Speaker } from './speaker.ts';

/** What a command may use to be carried out. */
export interface Means {
  spotify: Spotify;
  speaker: Speaker;
  /** What is shown when its turn comes. */
  state: State;
  now: number;
  signal: AbortSignal;
  /** Looks at everything anew. */
  refresh: () => Promise<void>;
}
