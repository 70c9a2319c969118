import { readLink } from '../../core/read-link.ts';
import type { TagDoes, TagOptions } from '../../core/tag.ts';
import { normaliseId } from '../../core/tag-id.ts';
import { readTagText } from '../../core/tag-text.ts';
import type { Entry, TagBook } from './book.ts';
import type { Card } from './card.ts';

/** What a card means. */
export interface Meaning {
  /** Under which it is remembered: the id of its assignment, else the card's own. */
  key: string;
  name: string | null;
  does: TagDoes;
  options: TagOptions;
  /** It means nothing because nobody gave it a meaning, and not because it is for another service. */
  unknown: boolean;
}

/**
 * In this order: what was assigned to the card; what was assigned to the Home Assistant tag whose link it carries; the link or
 * command that stands on it.
 */
export function meaningOf(card: Card, book: TagBook): Meaning {
  const own = card.uid === '' ? undefined : book.find(card.uid);
  if (own) return assigned(own);
  const does = readTagText(card.text);
  if (does.does === 'tag') {
    const id = normaliseId(does.id)?.uid;
    const named = id === undefined ? undefined : book.find(id);
    if (named) return assigned(named);
  }
  const isLink = card.text !== '' && ['unsupported', 'dead'].includes(readLink(card.text).result);
  const unknown = does.does === 'tag' || (does.does === 'nothing' && !isLink);
  return { key: card.key, name: null, does, options: {}, unknown };
}

function assigned({ tag, does }: Entry): Meaning {
  const { uid, name, options } = tag;
  return { key: uid, name, does, options, unknown: false };
}
