import { z } from 'zod';
import { tagOptions } from './asked.ts';

/** Cards and readers as answers carry them: the types of `saying.ts`, and what the documentation says of them. */

const text = z.string().nullable();
const moment = z.iso.datetime();

export const cardShape = z.strictObject({
  uid: z.string(),
  name: text,
  does: z.string().describe('In the language of what stands on cards'),
  cover: text,
  source: z.enum(['file', 'learnt']).describe('file: tags.yaml, which only people change'),
  options: tagOptions,
  last_scan: moment.nullable(),
  last_reader: text,
  count: z.int().describe('How often it was laid'),
  resumes_at: z
    .strictObject({ title: text, position: z.number().describe('Seconds') })
    .nullable()
    .describe('Where it would go on; null where at the beginning'),
});

export const unknownShape = z.strictObject({
  uid: z.string(),
  text: z.string().describe('What stands on it'),
  reader: z.string(),
  at: moment.nullable(),
  refused: text.describe('Why it cannot be learnt; null where it can'),
});

export const readerShape = z.strictObject({
  reader: z.string(),
  name: z.string(),
  online: z.boolean().nullable().describe('null where it has no status'),
  card: text.describe('What lies on it; null where nothing does, or where it does not tell'),
  last_scan: moment.nullable(),
  locked: z.boolean(),
  configured: z.boolean(),
});

export const learningShape = z.strictObject({
  account: z.string(),
  title: text.describe('What the card will get; null: what plays when it is laid'),
  reader: text.describe('Where the card must be laid; null: anywhere'),
  until: moment,
});
