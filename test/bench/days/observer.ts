import type { Clock } from '../../../src/lib/clock.ts';
import type { Fetch } from '../../../src/simulator/fetch.ts';
import type { Sight } from './staleness.ts';

/** What somebody who watches Spotify is given. */
export interface Post {
  clock: Clock;
  fetch: Fetch;
  clientId: string;
  refreshToken: string;
  /** Called with what is published, when it is. */
  show: (sight: Sight) => void;
  signal: AbortSignal;
}

/** Watches until the signal aborts. `hint`: somebody says that something changed. */
export interface Observer {
  hint(): void;
  ended: Promise<unknown>;
}
