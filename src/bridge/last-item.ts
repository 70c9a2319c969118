import type { Spotify } from '../core/ports.ts';
import { troubleIn } from '../core/problem.ts';
import { parseUri } from '../core/uri.ts';

type Read = (ask: (spotify: Spotify) => Promise<string | null>) => Promise<string | null>;

/** The uri of a context's last item; null where Spotify does not show it, or not now. `read` rejects with a Trouble. */
export async function lastItem(contextUri: string, read: Read): Promise<string | null> {
  const context = parseUri(contextUri);
  if (!context) return null;
  const { kind, id } = context;
  if (kind !== 'album' && kind !== 'playlist' && kind !== 'show') return null;
  try {
    return await read(({ library }) => library.last(kind, id));
  } catch (error) {
    // Without it the music stops once something else is seen to play.
    troubleIn(error);
    return null;
  }
}
