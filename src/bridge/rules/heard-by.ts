import { belongs } from '../../core/course.ts';
import type { Playback } from '../../core/playback.ts';
import type { TagBook } from '../tags/book.ts';
import type { Reader } from '../tags/reader.ts';
import type { Readers } from '../tags/readers.ts';

/** Whose card started what plays. */
export interface HeardBy {
  reader: Reader;
  uid: string;
}

/** The reader and the card that started what this look shows; undefined where people chose it otherwise. */
export function heardBy(
  account: string,
  look: Playback,
  { book, readers }: { book: TagBook; readers: Readers },
): HeardBy | undefined {
  const owner = book.owner(account);
  if (!owner?.first || owner.stopped || !belongs(owner, look)) return undefined;
  const reader = readers.find(owner.reader);
  return reader && { reader, uid: owner.uid };
}
