import { join } from 'node:path';
import { z } from 'zod';
import type { KeptListening } from './bridge/rules/ledger.ts';
import type { KeptMemory, KeptTags } from './bridge/tags/book.ts';
import type { KeptReaders } from './bridge/tags/readers.ts';
import type { Owner } from './core/owner.ts';
import { SAME_TAG } from './core/reader.ts';
import { AT_END, type Tag, type TagOptions } from './core/tag.ts';
import type { TagMemory } from './core/tag-memory.ts';
import { type Kept, keepsake } from './keepsake.ts';
import { STEPS } from './kept-steps.ts';
import type { Log } from './lib/log.ts';

/** What is kept of tags and readers, as files of the data folder. */

const percent = z.int().min(0).max(100);

const options: z.ZodType<TagOptions> = z.object({
  account: z.string().exactOptional(),
  device: z.string().exactOptional(),
  volume: percent.exactOptional(),
  maxVolume: percent.exactOptional(),
  shuffle: z.boolean().exactOptional(),
  repeat: z.enum(['off', 'all', 'one']).exactOptional(),
  queue: z.boolean().exactOptional(),
  sameTag: z.enum(SAME_TAG).exactOptional(),
  offset: z.union([z.int().min(0), z.string()]).exactOptional(),
  resume: z.boolean().exactOptional(),
  atEnd: z.enum(AT_END).exactOptional(),
});

const tag: z.ZodType<Tag> = z.object({
  uid: z.string(),
  name: z.string().nullable(),
  does: z.string(),
  cover: z.string().nullable(),
  options,
});

const memory: z.ZodType<TagMemory> = z.object({
  lastScan: z.number(),
  lastReader: z.string(),
  count: z.number(),
  uri: z.string().optional(),
  resume: z
    .object({ item: z.string(), title: z.string().nullable(), positionMs: z.number(), at: z.number() })
    .optional(),
  albumMs: z.number().optional(),
});

const owner: z.ZodType<Owner> = z.object({
  uid: z.string(),
  reader: z.string(),
  uri: z.string(),
  startedAt: z.number(),
  first: z
    .object({ uri: z.string().nullable(), title: z.string().nullable(), album: z.string().nullable() })
    .nullable(),
  stopped: z.boolean().optional(),
});

const past: z.ZodType<KeptMemory> = z.object({
  memory: z.array(z.tuple([z.string(), memory])),
  links: z.array(z.tuple([z.string(), z.string()])),
  owners: z.array(z.tuple([z.string(), owner])),
});

const readers: z.ZodType<KeptReaders> = z.object({
  readers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      plan: z.string().nullable().default(null),
      locked: z.boolean(),
      card: z.string().nullable(),
      tellsRemoval: z.boolean(),
      lastScan: z.number().nullable(),
      proven: z.boolean(),
    }),
  ),
});

const listening: z.ZodType<KeptListening> = z.object({
  listened: z.array(
    z.tuple([
      z.string(),
      z.object({
        date: z.string(),
        ms: z.number(),
        until: z.number(),
        extra: z.number(),
        warned: z.boolean(),
        ended: z.boolean(),
      }),
    ]),
  ),
});

/** While a card's music starts, nothing is written. */
const REST_MS = 1_000;
/** New at every look: a power cut takes no more than this of what was counted. */
const LISTENING_REST_MS = 15_000;

const tags: z.ZodType<KeptTags> = z.object({ tags: z.array(tag) });

/** The shape of each of these files. */
export const TAG_SHAPES = { tags, 'tag-memory': past, readers, listening };

/** The tags that were learnt. */
export function keptTags(folder: string, log: Log): Kept<KeptTags> {
  return keepsake(join(folder, 'tags.json'), tags, log, {
    steps: STEPS.tags,
    loss: 'learn the cards again, or stop, mend the file, give it its name back and start',
  });
}

export function keptTagMemory(folder: string, log: Log): Kept<KeptMemory> {
  return keepsake(join(folder, 'tag-memory.json'), past, log, {
    steps: STEPS['tag-memory'],
    restMs: REST_MS,
  });
}

export function keptReaders(folder: string, log: Log): Kept<KeptReaders> {
  return keepsake(join(folder, 'readers.json'), readers, log, { steps: STEPS.readers, restMs: REST_MS });
}

/** How long was listened today. */
export function keptListening(folder: string, log: Log): Kept<KeptListening> {
  return keepsake(join(folder, 'listening.json'), listening, log, {
    steps: STEPS.listening,
    restMs: LISTENING_REST_MS,
  });
}
