import type { Command } from '../core/command.ts';
import type { FoundMusic } from '../core/found-music.ts';
import { MOST_RECENT } from '../core/library.ts';
import { readBrowseId } from '../core/media.ts';
import { Trouble, troubleIn } from '../core/problem.ts';
import { type PlayedBefore, playedBefore } from '../core/recent.ts';
import { expectPlaying } from '../core/settle.ts';
import { LIKED_SONGS } from '../core/uri.ts';
import type { Deed } from './deed.ts';
import type { Means } from './means.ts';
import { sending, startPlaying } from './play.ts';

/** Plays again what was on before. Spotify tells of the last fifty songs, and not of podcasts. */
export function playRecent({ ask: _, nth, ...how }: Extract<Command, { ask: 'recent' }>, means: Means): Deed {
  const { now, found } = means;
  const { sent, hear } = sending(means);
  return {
    claims: [expectPlaying(now)],
    repeatable: false,
    do: async () => {
      const one = await nthBefore(nth, means);
      const play = { ask: 'play', uri: one.uri, ...how } as const;
      // Its name is for the answer alone, and must not keep the music waiting.
      const [obeyed, music] = await Promise.all([startPlaying(play, means, hear), named(one, means)]);
      found(music);
      return obeyed;
    },
    sent,
  };
}

/** The nth of those that were played before. Rejects with a Trouble. */
export async function nthBefore(nth: number, { spotify, state }: Means): Promise<PlayedBefore> {
  const before = playedBefore(await spotify.library.recent(MOST_RECENT), state.playback);
  const one = before[nth - 1];
  if (!one) throw new Trouble('refused', nothingBefore(nth, before.length));
  return one;
}

function nothingBefore(nth: number, there: number): string {
  if (there === 0) return 'Spotify tells of nothing that was played before; it does not tell of podcasts';
  return `Spotify tells of fewer that were played before (${there}): there is no number ${nth}`;
}

async function named({ uri, song }: PlayedBefore, { spotify, state }: Means): Promise<FoundMusic> {
  if (uri === song.uri) {
    return {
      uri,
      type: song.type,
      name: song.title,
      ...(song.by && { artists: song.by }),
      from: 'catalogue',
    };
  }
  if (uri === LIKED_SONGS) return { uri, type: 'playlist', name: 'Liked Songs', from: 'library' };
  const own = state.playlists.find((playlist) => playlist.uri === uri);
  if (own) return { uri, type: 'playlist', name: own.name, from: 'library' };
  const place = readBrowseId(uri);
  const about = place && (await spotify.library.about(place.type, place.id).catch(unlessTrouble));
  const artists = place?.type === 'album' ? (about?.by ?? song.by) : undefined;
  // Spotify does not tell what its own playlists are called.
  const name = about?.title ?? song.title;
  return { uri, type: place?.type ?? song.type, name, ...(artists && { artists }), from: 'catalogue' };
}

function unlessTrouble(error: unknown): null {
  troubleIn(error);
  return null;
}
