import { tortureDisk } from './disk.ts';
import { tortureFiles } from './files.ts';
import { tortureFuzz } from './fuzz.ts';
import { tortureLine } from './line.ts';
import { tortureRestarts } from './restarts.ts';
import { tortureSpotify } from './spotify.ts';
import { tortureTokens } from './tokens.ts';
import type { Trial } from './trial.ts';

/** Everything that is done to the bridge, by the name that `--only` takes. */
export const TRIALS: Readonly<Record<string, Trial>> = {
  tokens: tortureTokens,
  files: tortureFiles,
  disk: tortureDisk,
  fuzz: tortureFuzz,
  line: tortureLine,
  restarts: tortureRestarts,
  spotify: tortureSpotify,
};
