import {
  type Candidate,
  candidatesOf,
  contenders,
  matching,
  nothingLike,
  type Ranked,
  ranked,
  theOneLike,
} from '../core/best-match.ts';
import type { FoundMusic } from '../core/found-music.ts';
import { MOST_ASKED, MOST_FOUND, SEARCHED, type Searched } from '../core/library.ts';
import { IS_NAME, likeness, readingsOf } from '../core/likeness.ts';
import type { Spotify } from '../core/ports.ts';
import { Trouble, troubleIn } from '../core/problem.ts';
import { type Playlist, playlistNames, type State } from '../core/state.ts';
import { parseUri } from '../core/uri.ts';
import { quote } from '../core/values.ts';

interface Means {
  spotify: Spotify;
  state: Pick<State, 'playlists'>;
}

/** What somebody typed or said. */
export interface Sought {
  query: string;
  /** Absent: whatever matches best. */
  type?: Searched;
}

/**
 * The best match: a playlist of one's own that is called so, without a request; else of what Spotify finds, where
 * what is saved comes first. Two requests at most. Throws `refused`, which says what came near.
 */
export async function findMusic(sought: Sought, { spotify, state }: Means): Promise<FoundMusic> {
  const { query, type } = sought;
  const isPlaylist = type === undefined || type === 'playlist';
  const own = isPlaylist ? ownPlaylists(state.playlists) : [];
  const [named] = ranked(query, own);
  if (named && named.like >= IS_NAME) return sayFound(named);
  const types = type === undefined ? SEARCHED : [type];
  const found = candidatesOf(await search(query, types, spotify));
  const all = ranked(query, joined(own, found));
  const [best] = matching(all);
  const other = otherWords(query, best?.like ?? 0);
  if (other !== undefined) {
    const more = candidatesOf(await search(other, types, spotify));
    return theBest(sought, ranked(query, joined(joined(own, found), more)));
  }
  return theBest(sought, await withSaved(query, all, spotify));
}

/** A playlist of one's own by its name, or by one that only it is near. Throws `refused`. */
export function findPlaylist(name: string, { playlists }: Pick<State, 'playlists'>): FoundMusic {
  const names = playlistNames(playlists);
  const exact =
    names.get(name) ?? [...names].find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
  const one = exact ?? theOneLike(name, names);
  if (one) return { uri: one.uri, type: 'playlist', name: one.name, from: 'library' };
  const nearest = [...names.keys()]
    .map((other) => ({ other, like: likeness(name, { title: other, by: null }) }))
    .sort((a, b) => b.like - a.like)
    .slice(0, 10)
    .map(({ other }) => other);
  const known = names.size ? `there are ${nearest.join(', ')}` : 'the list is not read yet';
  throw new Trouble('refused', `no playlist ${quote(name)} in this account; ${known}`);
}

async function search(query: string, types: readonly Searched[], { library }: Spotify) {
  return (await library.search(query, types, { offset: 0, limit: MOST_FOUND })).pieces;
}

/**
 * `Hello von Adele` finds little: Spotify looks for every word. Once
 * more without the one that joins, where nothing was it.
 */
function otherWords(query: string, like: number): string | undefined {
  if (like >= IS_NAME) return undefined;
  const joining = readingsOf(query).find(({ by }) => by !== undefined);
  return joining && `${joining.title} ${joining.by}`;
}

/** Which of those that would be first are saved. What cannot be asked now is no reason to play nothing. */
async function withSaved(query: string, all: readonly Ranked[], { library }: Spotify): Promise<Ranked[]> {
  const uris = contenders(all)
    .map(({ piece }) => piece.uri)
    .filter((uri) => ['track', 'album', 'episode', 'show'].includes(parseUri(uri)?.kind ?? ''))
    .slice(0, MOST_ASKED);
  if (uris.length === 0) return [...all];
  try {
    const saved = await library.saved(uris);
    const mine = new Set(uris.filter((_, at) => saved[at]));
    return ranked(
      query,
      all.map((one) => ({ ...one, owned: one.owned || mine.has(one.piece.uri) })),
    );
  } catch (error) {
    troubleIn(error);
    return [...all];
  }
}

function theBest({ query, type }: Sought, all: readonly Ranked[]): FoundMusic {
  const [best] = matching(all);
  if (!best) throw new Trouble('refused', nothingLike(query, type, all));
  return sayFound(best);
}

function ownPlaylists(playlists: readonly Playlist[]): Candidate[] {
  return playlists.map(({ uri, name, image }, rank) => ({
    piece: {
      type: 'playlist',
      uri,
      id: null,
      title: name,
      by: null,
      image,
      durationMs: null,
      playable: true,
    },
    owned: true,
    rank,
  }));
}

function joined(first: readonly Candidate[], more: readonly Candidate[]): Candidate[] {
  const known = new Set(first.map(({ piece }) => piece.uri));
  return [...first, ...more.filter(({ piece }) => !known.has(piece.uri))];
}

function sayFound({ piece: { uri, type, title, by }, owned }: Ranked): FoundMusic {
  const isMusic = type === 'track' || type === 'album' || type === 'audiobook';
  return {
    uri,
    type,
    name: title,
    ...(isMusic && by !== null && { artists: by }),
    from: owned ? 'library' : 'catalogue',
  };
}
