import type { TagOptions } from '../../core/tag.ts';
import type { Learning, ReaderCard, TagCard, UnknownTag } from '../../core/tag-desk.ts';

/** Tags and readers as answers carry them: snake_case, ISO times, seconds. */

export function sayTag({ uid, name, does, cover, options, ...card }: TagCard): object {
  const { resumesAt } = card;
  return {
    uid,
    name,
    does,
    cover,
    source: card.source,
    options: sayOptions(options),
    last_scan: iso(card.lastScan),
    last_reader: card.lastReader,
    count: card.count,
    resumes_at: resumesAt && { title: resumesAt.title, position: Math.round(resumesAt.positionMs / 1000) },
  };
}

function sayOptions({ maxVolume, sameTag, atEnd, ...rest }: TagOptions): object {
  // What is undefined is left out by JSON.
  return { ...rest, max_volume: maxVolume, same_tag: sameTag, at_end: atEnd };
}

export function sayUnknown({ uid, text, reader, at, refused }: UnknownTag): object {
  return { uid, text, reader, at: iso(at), refused };
}

export function sayReader({ id, name, online, present, lastScan, locked, configured }: ReaderCard): object {
  return { reader: id, name, online, card: present, last_scan: iso(lastScan), locked, configured };
}

export function sayLearning(learning: Learning | null): object | null {
  return learning && { ...learning, until: iso(learning.until) };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
