import { BadPayload } from '../../core/problem.ts';
import type { TagOptions } from '../../core/tag.ts';
import type { TagDesk } from '../../core/tag-desk.ts';
import { quote } from '../../core/values.ts';
import { ASKED_OF_TAGS, type AskedOptions } from './asked.ts';
import { sayLearning, sayReader, sayTag, sayUnknown } from './saying.ts';

/** What may be asked about tags and readers on `<base>/bridge/request/…`. JSON in, JSON out; names are snake_case. */

type Request = (payload: string) => object | Promise<object>;

export function tagRequests(desk: TagDesk): Record<string, Request> {
  const list: Request = () => ({
    tags: desk.tags().map(sayTag),
    unknown: desk.unknown().map(sayUnknown),
    learning: sayLearning(desk.learning()),
  });
  const learn: Request = async (payload) => {
    const { uri, seconds, options: given, transaction: _, ...wish } = ASKED_OF_TAGS.learn.read(payload);
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
      const { uid } = ASKED_OF_TAGS['tags/get'].read(payload);
      const tag = desk.tag(uid);
      if (!tag) throw new BadPayload(`no card ${quote(uid)} is known; "tags" lists all`);
      return { tag: sayTag(tag) };
    },
    'tags/set': async (payload) => {
      const { uid, options: given, transaction: _, ...wish } = ASKED_OF_TAGS['tags/set'].read(payload);
      const tag = await desk.set(uid, { ...wish, ...(given && { options: optionsOf(given) }) });
      return { tag: sayTag(tag) };
    },
    'tags/remove': (payload) => ({
      removed: sayTag(desk.remove(ASKED_OF_TAGS['tags/remove'].read(payload).uid)),
    }),
    'tags/learn': learn,
    learn,
    'tags/cancel': cancel,
    'learn/cancel': cancel,
    'tags/export': (payload) => desk.exportYaml(ASKED_OF_TAGS['tags/export'].read(payload).write),
    'tags/import': (payload) => {
      const asked = ASKED_OF_TAGS['tags/import'].read(payload);
      return desk.importText(asked.text, asked.replace);
    },
    readers,
    'readers/list': readers,
    'readers/forget': (payload) => {
      const { reader: id } = ASKED_OF_TAGS['readers/forget'].read(payload);
      desk.forget(id);
      return { forgotten: id };
    },
    'readers/lock': (payload) => {
      const asked = ASKED_OF_TAGS['readers/lock'].read(payload);
      desk.lock(asked.reader, asked.locked);
      return { reader: asked.reader, locked: asked.locked };
    },
  } satisfies Record<keyof typeof ASKED_OF_TAGS, Request>;
}

function optionsOf({ max_volume, same_tag, at_end, ...rest }: AskedOptions): TagOptions {
  return {
    ...rest,
    ...(max_volume !== undefined && { maxVolume: max_volume }),
    ...(same_tag !== undefined && { sameTag: same_tag }),
    ...(at_end !== undefined && { atEnd: at_end }),
  };
}
