import type { PairingDesk } from '../../core/pairing.ts';
import type { Learning, ReaderCard, TagCard, TagDesk, UnknownTag } from '../../core/tag-desk.ts';
import type { TagOutcome } from './tag-outcome.ts';

/** All that the pages for tags show, at one moment. */
export interface TagScene {
  cards: readonly TagCard[];
  unknown: readonly UnknownTag[];
  readers: readonly ReaderCard[];
  learning: Learning | null;
  accounts: readonly { key: string; name: string }[];
  now: number;
  /** What became of the form that this browser sent last; undefined where that is not to be told. */
  outcome: TagOutcome | undefined;
}

export function sceneOf(tags: TagDesk, desk: PairingDesk, now: number, outcome?: TagOutcome): TagScene {
  return {
    cards: tags.tags(),
    unknown: tags.unknown(),
    readers: tags.readers(),
    learning: tags.learning(),
    accounts: desk.accounts(),
    now,
    outcome,
  };
}

/** What people call a card: its name, else what it plays. */
export function nameOf({ name, title }: Pick<TagCard, 'name' | 'title'>): string {
  return name ?? title;
}

/** What people call a reader; its id where it is not listed. */
export function readerName({ readers }: TagScene, id: string): string {
  return readers.find((reader) => reader.id === id)?.name ?? id;
}

export function accountName({ accounts }: TagScene, key: string): string {
  return accounts.find((account) => account.key === key)?.name ?? key;
}
