import type { Playable } from '../catalogue/pieces.ts';
import type { Look } from './look.ts';
import { fullTrack, localTrack } from './music.ts';
import { chapterAsEpisode, fullEpisode } from './spoken.ts';

/** Anything that can sound, as players, queues and playlists show it; null for what has no item. */
export function item(look: Look, playable: Playable | undefined): object | null {
  switch (playable?.kind) {
    case 'track':
      return fullTrack(look, playable);
    case 'local':
      return localTrack(playable);
    case 'episode':
      return fullEpisode(look, playable);
    case 'chapter':
      return chapterAsEpisode(look, playable);
    default:
      return null;
  }
}

/** `currently_playing_type`. */
export function itemType(playable: Playable | undefined): 'track' | 'episode' | 'ad' | 'unknown' {
  switch (playable?.kind) {
    case 'track':
    case 'local':
      return 'track';
    case 'episode':
    case 'chapter':
      return 'episode';
    case 'ad':
      return 'ad';
    default:
      return 'unknown';
  }
}
