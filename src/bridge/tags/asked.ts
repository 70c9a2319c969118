import { z } from 'zod';
import { SAME_TAG } from '../../core/reader.ts';
import { AT_END } from '../../core/tag.ts';
import { asked, transaction } from '../requests/payload.ts';

/** What may come with each request about cards and readers: its shape, the member that plain text stands for, what would be right. */

/** What is kept of each card ends somewhere: a list of all must go through the broker in one message. */
const LONGEST = 1_000;
const text = z.string().trim().min(1).max(LONGEST);
/** Unquoted, an id of digits is a number. */
const id = z.union([text, z.int().min(0).transform(String)]);
const percent = z.int().min(0).max(100);

/** A card's own settings, as they are asked for and told. */
export const tagOptions = z.strictObject({
  account: text.exactOptional(),
  device: text.exactOptional(),
  volume: percent.exactOptional(),
  max_volume: percent.exactOptional(),
  shuffle: z.boolean().exactOptional(),
  repeat: z.enum(['off', 'all', 'one']).exactOptional(),
  queue: z.boolean().exactOptional(),
  same_tag: z.enum(SAME_TAG).exactOptional(),
  offset: z.union([z.int().min(0), text]).exactOptional(),
  resume: z.boolean().exactOptional(),
  at_end: z.enum(AT_END).exactOptional(),
});
export type AskedOptions = z.infer<typeof tagOptions>;

const named = z.strictObject({ uid: id, ...transaction });
const setting = z.strictObject({
  uid: id,
  does: text.exactOptional(),
  name: z.string().trim().max(LONGEST).nullable().exactOptional(),
  cover: z
    .url({ protocol: /^https?$/ })
    .max(LONGEST)
    .nullable()
    .exactOptional(),
  replace: z.boolean().exactOptional(),
  options: tagOptions.exactOptional(),
  ...transaction,
});
const learning = z.strictObject({
  account: text.exactOptional(),
  does: text.exactOptional(),
  uri: text.exactOptional(),
  name: text.exactOptional(),
  reader: text.exactOptional(),
  replace: z.boolean().exactOptional(),
  seconds: z.number().min(1).max(600).exactOptional(),
  options: tagOptions.exactOptional(),
  ...transaction,
});
const reader = z.strictObject({ reader: text, ...transaction });
const locking = z.strictObject({ reader: text, locked: z.boolean(), ...transaction });
const exporting = z.strictObject({ write: z.boolean().default(false), ...transaction });
const importing = z.strictObject({ text: z.string(), replace: z.boolean().default(false), ...transaction });

/** Nothing is asked for, so that nothing can be wrong: whatever else comes is not looked at. */
const nothing = z.looseObject(transaction);

const learn = asked(
  learning,
  'account',
  '{"account":"family","does":"spotify:album:…"}, or nothing for what plays',
);
const one = asked(named, 'uid', '{"uid":"04-72-90-BA-AD-6C-81"}');
const all = asked(nothing, undefined, 'an empty payload');

export const ASKED_OF_TAGS = {
  tags: all,
  'tags/list': all,
  'tags/get': one,
  'tags/set': asked(
    setting,
    undefined,
    '{"uid":"04-72-90-BA-AD-6C-81","does":"spotify:album:…","name":"Abbey Road"}',
  ),
  'tags/remove': one,
  'tags/learn': learn,
  learn,
  'tags/cancel': all,
  'learn/cancel': all,
  'tags/export': asked(exporting, undefined, '{"write":false}'),
  'tags/import': asked(importing, 'text', '{"text":"0594672283 spotify:album:…","replace":false}'),
  readers: all,
  'readers/list': all,
  'readers/forget': asked(reader, 'reader', '{"reader":"kitchen"}'),
  'readers/lock': asked(locking, undefined, '{"reader":"kitchen","locked":true}'),
};
