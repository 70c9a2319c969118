import type { TagCard } from '../../../core/tag-desk.ts';
import { LIKED_SONGS, parseUri } from '../../../core/uri.ts';
import { nameOf } from '../tag-scene.ts';
import type { PrintMusic } from './music.ts';

/** What stands on a card that is printed. */
export interface Face {
  title: string;
  subtitle: string | null;
  cover: string | null;
  /** What the card does, for people who read its back: a link, or a text such as `command:volume/+10`. */
  does: string;
  /** Where a phone finds the same music; null where it does not. */
  link: string | null;
}

export function faceOfCard(card: TagCard): Face {
  const title = nameOf(card);
  const link = linkOf(card.does);
  return {
    title,
    subtitle: card.title === title || card.title === card.does ? null : card.title,
    cover: card.cover,
    does: link ?? card.does,
    link,
  };
}

export function faceOfMusic({ uri, title, subtitle, image }: PrintMusic): Face {
  const link = linkOf(uri);
  return { title, subtitle, cover: image, does: link ?? uri, link };
}

/** A page of Spotify's that every phone opens. */
function linkOf(does: string): string | null {
  const uri = parseUri(does);
  if (uri) return `https://open.spotify.com/${uri.kind}/${uri.id}`;
  if (does === LIKED_SONGS) return 'https://open.spotify.com/collection/tracks';
  return /^https:\/\/open\.spotify\.com\//.test(does) ? does : null;
}
