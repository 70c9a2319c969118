import { readLink } from '../../core/read-link.ts';
import type { TagReading } from '../../core/scan.ts';

/** A card as it came: under which key it lies there, and what it says. */
export interface Card {
  /** The uid, or the text where the reader tells none. */
  key: string;
  uid: string;
  text: string;
}

/** How the key of a card without an id begins. */
export const TEXT = 'text:';

/** Under which key a card lies on its reader: its id, else what stands on it. */
export function keyOf({ uid, text }: Pick<TagReading, 'uid' | 'text'>): string {
  return uid || TEXT + canonical(text);
}

/** One link is written in many ways. */
export function canonical(text: string): string {
  const link = text === '' ? undefined : readLink(text);
  return link && 'uri' in link ? link.uri : text;
}

/** What is known of a card whose scan was before a restart. */
export function cardOf(key: string): Card {
  return key.startsWith(TEXT) ? { key, uid: '', text: key.slice(TEXT.length) } : { key, uid: key, text: '' };
}
