import type { FoundMusic } from '../core/found-music.ts';
import type { Limited } from '../core/loudness.ts';
import type { Problem } from '../core/problem.ts';
import type { Via } from './home-speakers.ts';

/** What is told of a command that was obeyed. */
export interface Told {
  /** A newer command took its place. */
  superseded?: true;
  /** Spotify took it, and whether it is heard could not be found out. */
  unverified?: true;
  /** Home Assistant carried it out. */
  via?: Via;
}

/** What became of a command. `tookMs`: from when it was asked until Spotify had taken it, or until it was given up. */
export type Outcome =
  | ({
      ok: true;
      tookMs: number;
      /** What was taken for a name. */
      found?: FoundMusic;
      /** It is not as loud as was asked. */
      limited?: Limited;
    } & Told)
  | { ok: false; tookMs: number; problem: Problem };
