import { json } from '../answer.ts';
import type { Playlist } from '../catalogue/pieces.ts';
import type { User } from '../people.ts';
import { isId } from '../uri.ts';
import { paging } from '../wire/look.ts';
import { fullPlaylist, playlistItems, simplePlaylist, snapshotId } from '../wire/playlist.ts';
import { fieldsOf } from './fields.ts';
import { type Ask, objectIn, pageIn, Refusal, type Route, requireScopes } from './route.ts';

/** Playlists: one's own in full, others' by name only, Spotify's not at all. */
export const playlistRoutes: Route[] = [
  {
    method: 'GET',
    path: '/me/playlists',
    bucket: 'playlists',
    scopes: ['playlist-read-private'],
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      const withShared = ask.scopes.includes('playlist-read-collaborative');
      const mine = [...catalogue.playlists.values()].filter(
        (playlist) =>
          playlist.owner === ask.user.id ||
          (withShared && playlist.collaborators.includes(ask.user.id)) ||
          ask.user.library.has(playlist.uri),
      );
      const write = (playlist: Playlist) => simplePlaylist(settings, playlist, ownerName(ask, playlist));
      return json(200, paging(settings, '/me/playlists', mine, pageIn(ask.query), write));
    },
  },
  {
    method: 'GET',
    path: '/playlists/:id',
    bucket: 'playlists',
    answer(ask) {
      const { settings, catalogue } = ask.spotify;
      const playlist = wanted(ask);
      const whole = fullPlaylist(
        settings,
        catalogue,
        playlist,
        ownerName(ask, playlist),
        isOf(playlist, ask.user),
      );
      return json(200, fieldsOf(whole, ask.query.get('fields')));
    },
  },
  {
    method: 'GET',
    path: '/playlists/:id/items',
    bucket: 'playlists',
    scopes: ['playlist-read-private'],
    answer: (ask) => contents(ask, ask.spotify.settings.shapes === 'new'),
  },
  {
    method: 'GET',
    path: '/playlists/:id/tracks',
    bucket: 'playlists',
    scopes: ['playlist-read-private'],
    answer(ask) {
      if (ask.spotify.settings.shapes === 'new') throw new Refusal(403, 'Forbidden');
      return contents(ask, false);
    },
  },
  {
    method: 'POST',
    path: '/playlists/:id/items',
    bucket: 'playlists',
    answer(ask) {
      const playlist = changeable(ask);
      const fromBody = objectIn(ask.body).uris;
      const uris = ask.query.get('uris')?.split(',') ?? (Array.isArray(fromBody) ? fromBody : []);
      const position = Number(ask.query.get('position') ?? playlist.entries.length);
      const entries = playableUris(ask, uris).map((uri) => ({ uri, addedAt: ask.now, addedBy: ask.user.id }));
      playlist.entries.splice(position, 0, ...entries);
      return changed(playlist, 201);
    },
  },
  {
    method: 'DELETE',
    path: '/playlists/:id/items',
    bucket: 'playlists',
    answer(ask) {
      const playlist = changeable(ask);
      const { items } = objectIn(ask.body);
      const uris = playableUris(ask, Array.isArray(items) ? items.map((item: unknown) => uriOf(item)) : []);
      playlist.entries = playlist.entries.filter((entry) => !uris.includes(entry.uri));
      return changed(playlist, 200);
    },
  },
];

function contents(ask: Ask, ownOnly: boolean) {
  const { settings, catalogue } = ask.spotify;
  const playlist = wanted(ask);
  if (ownOnly && !isOf(playlist, ask.user)) throw new Refusal(403, 'Forbidden');
  const page = pageIn(ask.query, { usual: 20, most: 50 });
  return json(200, fieldsOf(playlistItems(settings, catalogue, playlist, page), ask.query.get('fields')));
}

/** The playlist that the path names. What Spotify made plays, but to readers it does not exist. */
function wanted(ask: Ask): Playlist {
  const id = ask.params.id ?? '';
  if (!isId(id)) throw new Refusal(400, 'Invalid base62 id');
  const playlist = ask.spotify.catalogue.playlists.get(id);
  const hidden =
    playlist &&
    !playlist.public &&
    !(isOf(playlist, ask.user) && ask.scopes.includes('playlist-read-private'));
  if (!playlist || playlist.owner === 'spotify' || hidden) throw new Refusal(404, 'Resource not found');
  return playlist;
}

function changeable(ask: Ask): Playlist {
  const playlist = wanted(ask);
  requireScopes(ask, [playlist.public ? 'playlist-modify-public' : 'playlist-modify-private']);
  if (!isOf(playlist, ask.user)) throw new Refusal(403, 'You cannot change a playlist you do not own.');
  return playlist;
}

function isOf(playlist: Playlist, user: User): boolean {
  return playlist.owner === user.id || playlist.collaborators.includes(user.id);
}

function ownerName(ask: Ask, playlist: Playlist): string {
  return ask.spotify.users.get(playlist.owner)?.name ?? 'Spotify';
}

function uriOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'uri' in item ? item.uri : undefined;
}

function playableUris(ask: Ask, uris: readonly unknown[]): string[] {
  if (uris.length === 0) throw new Refusal(400, 'No uris provided');
  return uris.map((uri) => {
    if (typeof uri !== 'string' || !ask.spotify.catalogue.playable(uri))
      throw new Refusal(400, `Invalid track uri: ${uri}`);
    return uri;
  });
}

function changed(playlist: Playlist, status: number) {
  playlist.revision++;
  return json(status, { snapshot_id: snapshotId(playlist) });
}
