import type { Library } from '../core/library.ts';
import { Trouble } from '../core/problem.ts';
import { parseUri } from '../core/uri.ts';

/** The uri of a context's last item, in at most two requests; null where Spotify does not show it, or not now. */
export async function lastItem(contextUri: string, library: Library): Promise<string | null> {
  const context = parseUri(contextUri);
  if (!context) return null;
  const { kind, id } = context;
  if (kind !== 'album' && kind !== 'playlist' && kind !== 'show') return null;
  try {
    const { total } = await library.contents(kind, id, { offset: 0, limit: 1 });
    if (!total) return null;
    const { pieces } = await library.contents(kind, id, { offset: total - 1, limit: 1 });
    return pieces[0]?.uri ?? null;
  } catch (error) {
    // Without it the music stops once something else is seen to play.
    if (error instanceof Trouble) return null;
    throw error;
  }
}
