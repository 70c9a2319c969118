import type { TagDoes } from '../../core/tag.ts';
import { parseUri } from '../../core/uri.ts';
import type { Account } from '../account.ts';
import type { Meaning } from './meaning.ts';
import type { Reader } from './reader.ts';

/** A card that plays, laid on a reader. */
export interface Laid {
  reader: Reader;
  account: Account;
  meaning: Meaning;
  does: Extract<TagDoes, { does: 'play' }>;
  /** Ends all waiting for it. */
  signal: AbortSignal;
}

/** Its name for people: the card's, else that of what it plays where that is known. */
export function titled({ meaning, account }: Laid, uri: string): { title?: string } {
  if (meaning.name !== null) return { title: meaning.name };
  const { playlists, context } = account.store.state;
  const name =
    parseUri(uri)?.kind === 'playlist'
      ? playlists.find((playlist) => playlist.uri === uri)?.name
      : context?.uri === uri
        ? context.name
        : undefined;
  return name ? { title: name } : {};
}
