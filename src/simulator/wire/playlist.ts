import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Playlist, PlaylistEntry } from '../catalogue/pieces.ts';
import { hexOf } from '../uri.ts';
import { item } from './item.ts';
import { hasNewFields, hasOldFields, type Look, links, type Page, paging, unmeasuredImage } from './look.ts';
import { publicUser } from './people.ts';

/** A playlist in a list; its contents are counted only. */
export function simplePlaylist(look: Look, playlist: Playlist, ownerName: string): object {
  const contents = { href: `${look.apiUrl}/playlists/${playlist.id}/items`, total: playlist.entries.length };
  return {
    ...metadata(look, playlist, ownerName),
    // Recorded so: in a list, a playlist without a cover has null for its images.
    ...(playlist.hasCover ? {} : { images: null }),
    ...(hasNewFields(look) ? { items: contents } : {}),
    ...(hasOldFields(look) ? { tracks: contents } : {}),
  };
}

/** A playlist by itself. Since February 2026 only its owner and collaborators are told what is on it. */
export function fullPlaylist(
  look: Look,
  catalogue: Catalogue,
  playlist: Playlist,
  ownerName: string,
  mayRead: boolean,
): object {
  const contents = playlistItems(look, catalogue, playlist, { limit: 100, offset: 0 });
  return {
    ...metadata(look, playlist, ownerName),
    followers: { href: null, total: 3 },
    ...(hasNewFields(look) && mayRead ? { items: contents } : {}),
    ...(hasOldFields(look) ? { tracks: contents } : {}),
  };
}

export function playlistItems(look: Look, catalogue: Catalogue, playlist: Playlist, page: Page): object {
  return paging(look, `/playlists/${playlist.id}/items`, playlist.entries, page, (entry) =>
    entryOf(look, catalogue, entry),
  );
}

export function snapshotId(playlist: Playlist): string {
  return Buffer.from(hexOf(`${playlist.id} ${playlist.revision}`, 48), 'hex').toString('base64');
}

function metadata(look: Look, playlist: Playlist, ownerName: string): object {
  return {
    ...links(look, 'playlist', playlist.id),
    collaborative: playlist.collaborators.length > 0,
    description: playlist.description,
    images: playlist.hasCover ? [unmeasuredImage(look, playlist.id)] : [],
    name: playlist.name,
    owner: { ...publicUser(look, playlist.owner), display_name: ownerName },
    primary_color: null,
    public: playlist.public,
    snapshot_id: snapshotId(playlist),
    type: 'playlist',
    uri: playlist.uri,
  };
}

function entryOf(look: Look, catalogue: Catalogue, entry: PlaylistEntry): object {
  const content = item(look, catalogue.playable(entry.uri));
  return {
    added_at: new Date(entry.addedAt).toISOString().replace('.000Z', 'Z'),
    added_by: publicUser(look, entry.addedBy),
    is_local: entry.uri.startsWith('spotify:local:'),
    primary_color: null,
    ...(hasNewFields(look) ? { item: content } : {}),
    ...(hasOldFields(look) ? { track: content } : {}),
    video_thumbnail: { url: null },
  };
}
