import type { Heard } from './library.ts';
import { canonicalContext } from './owner.ts';
import type { Playback } from './playback.ts';
import { isContext, LIKED_SONGS } from './uri.ts';

/** Something that was played: an album, a playlist …, or a song that was in none. */
export interface PlayedBefore {
  uri: string;
  /** The song that was heard of it last. */
  song: Heard['piece'];
}

/** What was on before, the last first, each once; without what is on now. */
export function playedBefore(
  heard: readonly Heard[],
  { contextUri, item }: Pick<Playback, 'contextUri' | 'item'>,
): PlayedBefore[] {
  const now = canonicalContext(contextUri) ?? item?.uri;
  const seen = new Set<string | null | undefined>([now]);
  return heard.flatMap(({ piece, contextUri: from }) => {
    const isPlayed = from !== null && (from === LIKED_SONGS || isContext(from));
    const uri = isPlayed ? from : piece.uri;
    if (uri === null || seen.has(uri)) return [];
    seen.add(uri);
    return [{ uri, song: piece }];
  });
}
