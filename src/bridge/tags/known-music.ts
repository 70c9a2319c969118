import { canonicalContext } from '../../core/owner.ts';
import type { State } from '../../core/state.ts';
import type { Tag } from '../../core/tag.ts';
import { LIKED_SONGS, parseUri } from '../../core/uri.ts';
import type { Account } from '../account.ts';
import type { TagBook } from './book.ts';

/** What plays, as a card would put it on again; undefined for what no card could. */
export function musicOf({
  playback,
  context,
}: Pick<State, 'playback' | 'context'>): Pick<Tag, 'does' | 'name' | 'cover'> | undefined {
  const { item } = playback;
  const uri = canonicalContext(playback.contextUri);
  if (uri !== null && (parseUri(uri) || uri === LIKED_SONGS)) {
    const isAlbum = /^spotify:(album|show):/.test(uri);
    const named = context?.uri === playback.contextUri ? context.name : null;
    const plain = uri === LIKED_SONGS ? 'Liked Songs' : isAlbum ? (item?.album ?? null) : null;
    return { does: uri, name: named ?? plain, cover: item?.image ?? null };
  }
  if (!item?.uri || !parseUri(item.uri)) return undefined;
  return { does: item.uri, name: item.title, cover: item.image };
}

/**
 * Gives a learnt card that has none the name and the cover of its music, as soon as that plays: a card that was given by its
 * link is called as on Spotify, and no request is spent on it.
 */
export function nameByMusic(account: Account, book: TagBook): void {
  account.store.watch((state) => {
    const owner = book.owner(account.plan.key);
    if (!owner?.first) return;
    const entry = book.find(owner.uid);
    if (entry?.source !== 'learnt') return;
    const music = musicOf(state);
    if (music === undefined || entry.tag.does.replace(/\/shuffle$/, '') !== music.does) return;
    book.complete(owner.uid, music.name, music.cover);
  });
}
