import { MOST_ALBUMS, MOST_AT_ONCE, MOST_RECENT } from '../../core/library.ts';
import { type Container, type Media, type Page, readBrowseId, type Span } from '../../core/media.ts';
import { BadPayload, Trouble } from '../../core/problem.ts';
import type { TagCard } from '../../core/tag-desk.ts';
import { quote } from '../../core/values.ts';
import type { Browsed } from './answered.ts';
import type { Catalogue } from './catalogue.ts';
import { cardsOf, FOLDERS, type Folder, isFolder, ROOT } from './folders.ts';
import { sayPiece } from './say-media.ts';

interface Shelves {
  account: string;
  catalogue: Catalogue;
  cards: () => readonly TagCard[];
}

/** Throws BadPayload for an id that nothing can be in, and a Trouble where Spotify refuses. */
export async function browse(id: string, span: Span, shelves: Shelves): Promise<Browsed> {
  if (id === '' || id === ROOT.id) return whole(ROOT, Object.values(FOLDERS), span);
  if (isFolder(id)) return openFolder(id, span, shelves);
  const inside = readBrowseId(id);
  // What it is and what is in it are two questions; both together are answered in time.
  if (inside) return shelves.catalogue.inTime(openContainer(inside.type, inside.id, span, shelves));
  throw new BadPayload(
    `nothing is in ${quote(id)}; right would be ${Object.keys(FOLDERS).join(', ')}, ` +
      'or the id of an album, artist, playlist, show or audiobook: spotify:album:…',
  );
}

async function openFolder(folder: Folder, span: Span, shelves: Shelves): Promise<Browsed> {
  const { account, catalogue, cards } = shelves;
  const item = FOLDERS[folder];
  switch (folder) {
    case 'tags':
      return whole(item, cardsOf(account, cards()), span);
    case 'recent': {
      const played = await catalogue.recent(MOST_RECENT);
      return whole(
        item,
        played.map(({ piece }) => sayPiece(piece)),
        span,
      );
    }
    default:
      return page(item, await catalogue.list(folder, span), span);
  }
}

async function openContainer(
  type: Container,
  id: string,
  asked: Span,
  { catalogue }: Shelves,
): Promise<Browsed> {
  const span = { ...asked, limit: Math.min(asked.limit, type === 'artist' ? MOST_ALBUMS : MOST_AT_ONCE) };
  const piece = await catalogue.about(type, id);
  const isSpotifys = type === 'playlist' && id.startsWith('37i9');
  if (!piece && !isSpotifys) throw new Trouble('refused', `Spotify knows no such ${type}`);
  const uri = `spotify:${type}:${id}`;
  const item = sayPiece(
    piece ?? {
      type,
      uri,
      id,
      title: 'Playlist by Spotify',
      by: 'Spotify',
      image: null,
      durationMs: null,
      playable: true,
    },
  );
  const found = await catalogue.contents(type, id, span);
  const { children, ...rest } = page(item, found, span);
  // Tracks of an album come without its cover.
  return { ...rest, children: children.map((child) => ({ ...child, image: child.image ?? item.image })) };
}

function page(item: Media, { pieces, total, limit, hidden }: Page, { offset }: Span): Browsed {
  return {
    item,
    children: pieces.map(sayPiece),
    offset,
    limit,
    total,
    ...(hidden === undefined ? {} : { note: hidden }),
  };
}

/** A list that is known as a whole. */
function whole(item: Media, all: readonly Media[], { offset, limit }: Span): Browsed {
  return { item, children: all.slice(offset, offset + limit), offset, limit, total: all.length };
}
