import type { FoundMusic } from '../core/found-music.ts';
import type { Limited } from '../core/loudness.ts';
import type { Playback } from '../core/playback.ts';
import type { Spotify } from '../core/ports.ts';
import type { State } from '../core/state.ts';
import type { Clock } from '../lib/clock.ts';
import type { HomeSpeakers } from './home-speakers.ts';
import type { Loudness } from './loudness.ts';
import type { Speaker } from './speaker.ts';

/** What a command may use to be carried out. */
export interface Means {
  spotify: Spotify;
  speaker: Speaker;
  /** The speakers that Home Assistant plays for. */
  home: HomeSpeakers;
  loudness: Loudness;
  /** Hears that a volume was held back. */
  limited: (limited: Limited) => void;
  /** What is shown when its turn comes. */
  state: State;
  /** What the last look saw. */
  look: Playback;
  now: number;
  clock: Clock;
  signal: AbortSignal;
  /** Takes what was found for who asked by name, for the answer. */
  found: (music: FoundMusic) => void;
  /** Looks at everything anew. */
  refresh: () => Promise<void>;
  /** Adds minutes to the account's day. Throws a Trouble where they are not counted. */
  allow: (minutes: number) => void;
}
