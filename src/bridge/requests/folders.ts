import type { Media } from '../../core/media.ts';
import { browseId, readBrowseId } from '../../core/media.ts';
import type { TagCard } from '../../core/tag-desk.ts';
import { readTagText } from '../../core/tag-text.ts';
import { LIKED_SONGS } from '../../core/uri.ts';
import { tidy, webAddress } from '../../home-assistant/plain.ts';

/** Where browsing begins: the account's lists, and the cards. */

export const ROOT = folder('root', 'Spotify');

export const FOLDERS = {
  playlists: folder('playlists', 'Playlists'),
  albums: folder('albums', 'Albums'),
  shows: folder('shows', 'Podcasts'),
  tracks: folder('tracks', 'Liked songs', LIKED_SONGS),
  recent: folder('recent', 'Recently played'),
  tags: folder('tags', 'Cards'),
} satisfies Record<string, Media>;
export type Folder = keyof typeof FOLDERS;

export function isFolder(id: string): id is Folder {
  return Object.hasOwn(FOLDERS, id);
}

function folder(id: string, title: string, uri: string | null = null): Media {
  return {
    id,
    uri,
    type: 'folder',
    title,
    subtitle: null,
    image: null,
    duration: null,
    playable: uri !== null,
    expandable: true,
  };
}

/** The cards that play music for this account, by name. */
export function cardsOf(account: string, cards: readonly TagCard[]): Media[] {
  return cards
    .filter(({ options }) => options.account === undefined || options.account === account)
    .flatMap((card) => sayCard(card) ?? [])
    .sort((a, b) => a.title.localeCompare(b.title));
}

function sayCard({ does: text, name, title, cover }: TagCard): Media | undefined {
  const does = readTagText(text);
  if (does.does !== 'play') return undefined;
  const inside = readBrowseId(does.uri);
  return {
    id: inside ? browseId(inside) : null,
    uri: does.shuffle ? `${does.uri}/shuffle` : does.uri,
    type: 'tag',
    title: tidy(name ?? title) || tidy(does.uri),
    subtitle: name === null || name === title ? null : tidy(title) || null,
    image: webAddress(cover) ?? null,
    duration: null,
    playable: true,
    expandable: inside !== undefined,
  };
}
