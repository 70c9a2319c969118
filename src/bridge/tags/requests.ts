import { z } from 'zod';
import { BadPayload } from '../../core/problem.ts';
import { SAME_TAG } from '../../core/reader.ts';
import { AT_END, type TagOptions } from '../../core/tag.ts';
import type { TagDesk } from '../../core/tag-desk.ts';
import { quote } from '../../core/values.ts';
import { readPayload, transaction } from '../requests/payload.ts';
import { sayLearning, sayReader, sayTag, sayUnknown } from './saying.ts';

/** What may be asked about tags and readers on `<base>/bridge/request/…`. JSON in, JSON out; names are snake_case. */

type Request = (payload: string) => object | Promise<object>;

const text = z.string().trim().min(1);
/** Unquoted, an id of digits is a number. */
const id = z.union([text, z.int().min(0).transform(String)]);
const percent = z.int().min(0).max(100);

const options = {
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
};

const named = z.strictObject({ uid: id, ...transaction });
const setting = z.strictObject({
  uid: id,
  does: text.exactOptional(),
  name: z.string().trim().nullable().exactOptional(),
  cover: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .exactOptional(),
  replace: z.boolean().exactOptional(),
  options: z.strictObject(options).exactOptional(),
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
  options: z.strictObject(options).exactOptional(),
  ...transaction,
});
const reader = z.strictObject({ reader: text, ...transaction });
const locking = z.strictObject({ reader: text, locked: z.boolean(), ...transaction });
const exporting = z.strictObject({ write: z.boolean().default(false), ...transaction });
const importing = z.strictObject({ text: z.string(), replace: z.boolean().default(false), ...transaction });

export function tagRequests(desk: TagDesk): Record<string, Request> {
  const list: Request = () => ({
    tags: desk.tags().map(sayTag),
    unknown: desk.unknown().map(sayUnknown),
    learning: sayLearning(desk.learning()),
  });
  const learn: Request = async (payload) => {
    const {
      uri,
      seconds,
      options: given,
      transaction: _,
      ...wish
    } = readPayload(learning, payload, 'account', LEARN);
    const learning_ = await desk.learn({
      ...wish,
      ...(uri !== undefined && { does: uri }),
      ...(seconds !== undefined && { forMs: seconds * 1_000 }),
      ...(given && { options: optionsOf(given) }),
    });
    return { learning: sayLearning(learning_) };
  };
  const cancel: Request = () => ({ cancelled: desk.cancel() });
  const readers: Request = () => ({ readers: desk.readers().map(sayReader) });
  return {
    tags: list,
    'tags/list': list,
    'tags/get': (payload) => {
      const { uid } = readPayload(named, payload, 'uid', GET);
      const tag = desk.tag(uid);
      if (!tag) throw new BadPayload(`no card ${quote(uid)} is known; "tags" lists all`);
      return { tag: sayTag(tag) };
    },
    'tags/set': async (payload) => {
      const { uid, options: given, transaction: _, ...wish } = readPayload(setting, payload, undefined, SET);
      const tag = await desk.set(uid, { ...wish, ...(given && { options: optionsOf(given) }) });
      return { tag: sayTag(tag) };
    },
    'tags/remove': (payload) => ({
      removed: sayTag(desk.remove(readPayload(named, payload, 'uid', GET).uid)),
    }),
    'tags/learn': learn,
    learn,
    'tags/cancel': cancel,
    'learn/cancel': cancel,
    'tags/export': (payload) =>
      desk.exportYaml(readPayload(exporting, payload, undefined, '{"write":false}').write),
    'tags/import': (payload) => {
      const asked = readPayload(
        importing,
        payload,
        'text',
        '{"text":"0594672283 spotify:album:…","replace":false}',
      );
      return desk.importText(asked.text, asked.replace);
    },
    readers,
    'readers/list': readers,
    'readers/forget': (payload) => {
      const { reader: id } = readPayload(reader, payload, 'reader', '{"reader":"kitchen"}');
      desk.forget(id);
      return { forgotten: id };
    },
    'readers/lock': (payload) => {
      const asked = readPayload(locking, payload, undefined, '{"reader":"kitchen","locked":true}');
      desk.lock(asked.reader, asked.locked);
      return { reader: asked.reader, locked: asked.locked };
    },
  };
}

const LEARN = '{"account":"family","does":"spotify:album:…"}, or nothing for what plays';
const GET = '{"uid":"04-72-90-BA-AD-6C-81"}';
const SET = '{"uid":"04-72-90-BA-AD-6C-81","does":"spotify:album:…","name":"Abbey Road"}';

function optionsOf({
  max_volume,
  same_tag,
  at_end,
  ...rest
}: z.infer<z.ZodObject<typeof options>>): TagOptions {
  return {
    ...rest,
    ...(max_volume !== undefined && { maxVolume: max_volume }),
    ...(same_tag !== undefined && { sameTag: same_tag }),
    ...(at_end !== undefined && { atEnd: at_end }),
  };
}
