import type { z } from 'zod';
import type { TagOptions } from '../../core/tag.ts';
import type { Learning, ReaderCard, TagCard, UnknownTag } from '../../core/tag-desk.ts';

import type { tagOptions } from './asked.ts';
import type { cardShape, learningShape, readerShape, unknownShape } from './said.ts';

/** Tags and readers as answers carry them: snake_case, ISO times, seconds. */

export function sayTag({ uid, name, does, cover, options, ...card }: TagCard): z.infer<typeof cardShape> {
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

function sayOptions({ maxVolume, sameTag, atEnd, ...rest }: TagOptions): z.infer<typeof tagOptions> {
  return {
    ...rest,
    ...(maxVolume !== undefined && { max_volume: maxVolume }),
    ...(sameTag !== undefined && { same_tag: sameTag }),
    ...(atEnd !== undefined && { at_end: atEnd }),
  };
}

export function sayUnknown({ uid, text, reader, at, refused }: UnknownTag): z.infer<typeof unknownShape> {
  return { uid, text, reader, at: iso(at), refused };
}

export function sayReader({
  id,
  name,
  online,
  present,
  lastScan,
  locked,
  configured,
}: ReaderCard): z.infer<typeof readerShape> {
  return { reader: id, name, online, card: present, last_scan: iso(lastScan), locked, configured };
}

export function sayLearning(learning: Learning | null): z.infer<typeof learningShape> | null {
  return learning && { ...learning, until: new Date(learning.until).toISOString() };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
