import type { TagReading } from './scan.ts';
import type { TagId } from './tag-id.ts';

/** The three things that a message can be. */

const NO_ID: TagId = { uid: '', idKind: 'none' };

export function scanned(id: TagId = NO_ID, text = ''): TagReading {
  return { event: 'scanned', ...id, text };
}

/** A tag that leaves is not read any more: it has no text. Without an id it is the one that lay there. */
export function removed(id: TagId = NO_ID): TagReading {
  return { event: 'removed', ...id, text: '' };
}

export function noTag(why: string): TagReading {
  return { event: 'none', ...NO_ID, text: '', why };
}

/** What a replay holds; it says nothing about now. */
export function replayed(reading: TagReading): TagReading {
  return reading.event === 'none'
    ? reading
    : { ...reading, event: 'none', why: 'a retained message is a replay' };
}
