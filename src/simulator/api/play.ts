import { DJ_URI } from '../catalogue/catalogue.ts';
import { likedTracks } from '../people.ts';
import { type PutOn, putOn, resume } from '../player/moves.ts';
import type { PlayerState } from '../player/state.ts';
import { contextName } from '../uri.ts';
import { restrictionViolated } from './command.ts';
import { type Ask, objectIn, Refusal } from './route.ts';

/** Undocumented, found by SpotifyPlus. */
const MOST_URIS = 750;

/** `PUT /me/player/play` with whatever its body says, on a player whose device is chosen already. */
export function play(ask: Ask, state: PlayerState, moved: boolean): PlayerState {
  const { context_uri, uris, offset, position_ms } = objectIn(ask.body);
  const positionMs = typeof position_ms === 'number' && position_ms > 0 ? position_ms : 0;
  if (context_uri === undefined && uris === undefined) {
    // Nothing asked for is "go on", which what plays already does not.
    if ((state.playing && !moved) || !state.sitting) throw restrictionViolated();
    return resume(position_ms === undefined ? state : { ...state, positionMs });
  }
  if (context_uri !== undefined && uris !== undefined)
    throw new Refusal(400, "Can't have both context_uri and uris");
  const wanted = uris === undefined ? contextWanted(ask, context_uri, offset) : urisWanted(ask, uris, offset);
  const { rules } = ask.user.player;
  const chosen = wanted.index === undefined ? undefined : wanted.tracks[wanted.index];
  // Chosen out of a context, what the market does not offer is passed over in silence: 204, and all stays as it was.
  if (chosen !== undefined && wanted.context !== null && rules.durationOf(chosen) === undefined) return state;
  if (wanted.tracks.every((uri) => rules.durationOf(uri) === undefined)) throw restrictionViolated();
  return putOn(state, { ...wanted, positionMs }, rules);
}

type Wanted = Omit<PutOn, 'positionMs'>;

function contextWanted(ask: Ask, uri: unknown, offset: unknown): Wanted {
  const name = typeof uri === 'string' ? contextName(uri) : undefined;
  if (typeof uri !== 'string' || !name) throw new Refusal(400, 'Non supported context uri');
  if (uri === DJ_URI) throw restrictionViolated();
  if (offset !== undefined && name.type === 'artist') {
    throw new Refusal(400, "Can't have offset for context type: ARTIST");
  }
  if (name.type === 'collection' && name.id !== undefined && name.id !== ask.user.id)
    throw new Refusal(403, 'Forbidden');
  const tracks = ask.spotify.catalogue.itemsOf(uri, likedTracks(ask.user));
  if (!tracks || tracks.length === 0) throw new Refusal(404, 'Resource not found');
  // Spotify reports the collection under its owner, whatever it was asked for by.
  const context = name.type === 'collection' ? `spotify:user:${ask.user.id}:collection` : uri;
  return { context, tracks, index: indexIn(tracks, offset) };
}

function urisWanted(ask: Ask, uris: unknown, offset: unknown): Wanted {
  if (!Array.isArray(uris) || uris.length === 0) throw new Refusal(400, 'No uris provided');
  if (uris.length > MOST_URIS) throw new Refusal(413, 'Request Entity Too Large');
  const tracks = uris.map((uri: unknown) => {
    const known = typeof uri === 'string' && /^spotify:(track|episode):[0-9A-Za-z]{22}$/.test(uri);
    if (!known) throw new Refusal(400, `Invalid track uri: ${uri}`);
    if (!ask.spotify.catalogue.playable(uri)) throw new Refusal(404, 'Resource not found');
    return uri;
  });
  if (offset !== undefined && new Set(tracks).size < tracks.length) throw restrictionViolated();
  return { context: null, tracks, index: indexIn(tracks, offset) };
}

/** `offset` is a position or a URI. */
function indexIn(tracks: readonly string[], offset: unknown): number | undefined {
  if (offset === undefined) return undefined;
  if (typeof offset === 'object' && offset !== null) {
    if ('position' in offset && typeof offset.position === 'number' && Number.isInteger(offset.position)) {
      if (offset.position >= 0 && offset.position < tracks.length) return offset.position;
      throw restrictionViolated();
    }
    if ('uri' in offset && typeof offset.uri === 'string') {
      const index = tracks.indexOf(offset.uri);
      if (index >= 0) return index;
      throw restrictionViolated();
    }
  }
  throw new Refusal(400, 'Malformed offset');
}
