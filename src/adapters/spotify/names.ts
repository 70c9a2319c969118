import type { Bucket } from '../../core/ports.ts';
import { Refusal } from '../../core/refusal.ts';
import { readAs } from './bad-reply.ts';
import type { ReadJson } from './caller.ts';
import { filled } from './decode-item.ts';
import type { Scope } from './scopes.ts';
import { nameShape } from './shapes.ts';

/** Spotify's DJ plays, but can never be read. */
const DJ = 'spotify:playlist:37i9dQZF1EYkqzdj48dyYq';
const REMEMBERED = 500;

const PLURALS = new Map([
  ['album', 'albums'],
  ['artist', 'artists'],
  ['show', 'shows'],
  ['audiobook', 'audiobooks'],
]);

/**
 * Reads what contexts are called, each once: that Spotify has no name to tell (most of its own playlists are 404) is
 * remembered as well, or a playing one would cost a request at every look.
 */
export function nameReader(readJson: ReadJson): (contextUri: string) => Promise<string | null> {
  const known = new Map<string, string | null>();

  const remember = (uri: string, name: string | null): string | null => {
    const oldest = known.size < REMEMBERED ? undefined : known.keys().next().value;
    if (oldest !== undefined) known.delete(oldest);
    known.set(uri, name);
    return name;
  };

  return async (contextUri) => {
    const name = known.get(contextUri);
    if (name !== undefined) return name;
    if (/^spotify:(user:[^:]+:)?collection(:tracks)?$/.test(contextUri)) return 'Liked Songs';
    const place = placeOf(contextUri);
    if (!place) return null;
    try {
      const json = await readJson(place.path, place.bucket, place.scope, 'metadata');
      return remember(contextUri, filled(readAs(nameShape, json, `GET ${place.path}`).name));
    } catch (error) {
      if (error instanceof Refusal && error.problem.kind === 'refused') return remember(contextUri, null);
      throw error;
    }
  };
}

function placeOf(uri: string): { path: string; bucket: Bucket; scope: Scope } | undefined {
  if (uri === DJ) return undefined;
  // Old playlists still name their owner: spotify:user:<name>:playlist:<id>.
  const [type = '', id = ''] = uri.replace(/^spotify:(user:[^:]+:(?=playlist:))?/, '').split(':');
  if (!id || !uri.startsWith('spotify:')) return undefined;
  const encoded = encodeURIComponent(id);
  if (type === 'playlist') {
    return { path: `/playlists/${encoded}?fields=name`, bucket: 'playlists', scope: 'playlist-read-private' };
  }
  const plural = PLURALS.get(type);
  if (!plural) return undefined;
  return { path: `/${plural}/${encoded}`, bucket: 'catalogue', scope: 'user-read-playback-position' };
}
