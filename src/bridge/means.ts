import type { FoundMusic } from '../core/found-music.ts';
import type { Limited } from '../core/loudness.ts';
import type { Playback } from '../core/playback.ts';
import type { Spotify } from '../core/ports.ts';
import type { State } from '../core/state.ts';
import type { Clock } from '../lib/clock.ts';
import type { HomeSpeakers } from './home-speakers.ts';
import type { Job } from './job.ts';
import type { Law } from './law.ts';
import type { Loudness } from './loudness.ts';
import type { Player } from './player.ts';
import type { Speaker } from './speaker.ts';
import type { Store } from './store.ts';

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

/** What one command has: what is shown when its turn comes, and where it tells what it found. */
export function meansFor(
  job: Job,
  parts: Pick<Means, 'spotify' | 'speaker' | 'home' | 'loudness' | 'clock' | 'signal' | 'refresh'> & {
    store: Store;
    player: Player;
  },
  law: Law | undefined,
): Means {
  const { spotify, speaker, home, loudness, store, player, clock, signal, refresh } = parts;
  const found = (music: FoundMusic) => void Object.assign(job, { found: music });
  const limited = (by: Limited) => void Object.assign(job, { limited: by });
  const allow = (minutes: number) => law?.allow(minutes);
  const known = { state: store.state, look: player.look, now: clock.now() };
  return { spotify, speaker, home, loudness, ...known, clock, signal, found, limited, refresh, allow };
}
