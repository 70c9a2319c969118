import { z } from 'zod';
import { readLink } from './core/read-link.ts';
import { DECIMALS, type ReaderFormat } from './core/reader.ts';
import { readTag } from './core/tag-reading.ts';
import { topicMatches } from './lib/topic-filter.ts';

/** A reader's settings as config.yaml has them; those for what happens then are not asked. */
const reader = z.object({
  presence: z.boolean().default(false),
  decimal: z.enum(DECIMALS).default('keep'),
  id: z.string().exactOptional(),
  text: z.string().exactOptional(),
  id_pattern: z.string().exactOptional(),
  removed_topic: z.string().exactOptional(),
});

/** A message of a reader. `null` is as good as nothing. */
export const tagLine = z.object({
  topic: z.string(),
  payload: z.string(),
  retained: z.preprocess((given) => given ?? false, z.boolean()),
  reader: z.preprocess((given) => given ?? {}, reader),
});

export const TAG_EXAMPLE =
  '{"topic":"pn532/tag","payload":"74-10-37-94","retained":false,"reader":{"decimal":"dec32"}}';

/** What the bridge reads in a message of a reader; `uri` is the canonical one of the tag's text. */
export function explainTag({ reader, ...message }: z.infer<typeof tagLine>): object {
  const { id_pattern: idPattern, removed_topic, decimal, presence, id, text } = reader;
  const format: ReaderFormat = {
    presence,
    decimal,
    ...(id !== undefined && { id }),
    ...(text !== undefined && { text }),
    ...(idPattern !== undefined && { idPattern }),
  };
  const removal = removed_topic !== undefined && topicMatches(removed_topic, message.topic);
  const reading = readTag({ ...message, removal }, format);
  const link = readLink(reading.text);
  return {
    event: reading.event,
    uid: reading.uid,
    text: reading.text,
    id_kind: reading.idKind,
    uri: 'uri' in link ? link.uri : null,
  };
}
