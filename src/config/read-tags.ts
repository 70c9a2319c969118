import { cardIdOf } from '../core/card-id.ts';
import { singleLink } from '../core/links.ts';
import type { Tag, TagOptions } from '../core/tag.ts';
import { canonicalText } from '../core/tag-text.ts';
import { type Document, readDocument } from './document.ts';
import { type ReadFile, unreadable } from './environment.ts';
import type { Finding } from './finding.ts';
import { tagsSchema } from './json-schema.ts';
import { located } from './located.ts';
import { BadConfig } from './mistake.ts';
import { findTagsTogether } from './tag-checks.ts';
import { tagsShape, type WrittenTag } from './tag-shape.ts';
import { findingsOf, isMapping } from './words.ts';

export interface TagSources {
  /** Path of the tags.yaml, for messages and for `readFile`. */
  file?: string;
  /** Its text, or how to get it: a file that does not exist has no tags. */
  text?: string;
  readFile?: ReadFile;
  /** The keys of the accounts; none is the one that nobody named. */
  accounts: readonly string[];
}

/** The tags that people wrote, in the order of the file. Throws BadConfig with every mistake at once. */
export function readTags(sources: TagSources): Tag[] {
  const { file, accounts } = sources;
  const text = sources.text ?? textOf(sources);
  // Most houses have none at the start, which should not wait for the shape of what is not there.
  if (text.trim() === '') return [];
  const schema = tagsSchema();
  const document = readDocument(text, schema, { anyKeys: true });
  if (document.broken) throw new BadConfig(located(document.findings, document, file));
  const root = inLongForm(document.value);
  const parsed = tagsShape.safeParse(root);
  const findings = [
    ...document.findings,
    ...(parsed.success ? [] : findingsOf(parsed.error, root, schema)),
    ...findTagsTogether(root, accounts, (key) => document.place([key], true).line),
  ].map((finding) => asWritten(finding, document.value));
  if (!parsed.success || findings.length > 0) throw new BadConfig(located(findings, document, file));
  return inOrder(Object.entries(parsed.data), document).map(([key, tag]) => settleTag(key, tag));
}

function textOf({ file, readFile }: TagSources): string {
  if (file === undefined || !readFile) return '';
  try {
    return readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new BadConfig([{ file, path: [], message: unreadable(error) }]);
  }
}

/** `id: text` is short for `id: {play: text}`. */
function inLongForm(value: unknown): unknown {
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, tag]) => [key, typeof tag === 'string' ? { play: tag } : tag]),
  );
}

/** A finding where people look for it: the short form has no `play`. */
function asWritten(finding: Finding, value: unknown): Finding {
  const [key = ''] = finding.path;
  const isShort = isMapping(value) && Object.hasOwn(value, key) && typeof value[key] === 'string';
  return isShort ? { ...finding, path: [key] } : finding;
}

/** JavaScript puts keys that look like numbers before the others. */
function inOrder<T>(entries: [string, T][], document: Document): [string, T][] {
  const places = new Map(entries.map(([key]) => [key, document.place([key], true)]));
  const at = (key: string) => places.get(key) ?? { line: 0, column: 0 };
  return entries.toSorted(
    ([one], [other]) => at(one).line - at(other).line || at(one).column - at(other).column,
  );
}

function settleTag(key: string, written: WrittenTag): Tag {
  const id = cardIdOf(key);
  return {
    uid: 'uid' in id ? id.uid : key,
    name: written.name ?? null,
    does: deedOf(written),
    cover: written.cover ?? null,
    options: settleOptions(written),
  };
}

/** What it does as a text of core/tag-text. */
function deedOf({ play, command, room, scene, sleep, lock }: WrittenTag): string {
  if (play !== undefined) return canonicalText(play);
  if (command !== undefined) return canonicalText(`command:${command}`);
  if (room !== undefined) return canonicalText(`room:${room}`);
  if (scene !== undefined) return canonicalText(`scene:${scene}`);
  if (sleep !== undefined) return canonicalText(`sleep:${sleep}`);
  return lock === false ? 'unlock' : 'lock';
}

function settleOptions(written: WrittenTag): TagOptions {
  const { account, device, volume, max_volume, shuffle, repeat, queue, same_tag, offset, resume, at_end } =
    written;
  return {
    ...(account !== undefined && { account }),
    ...(device !== undefined && { device }),
    ...(volume !== undefined && { volume }),
    ...(max_volume !== undefined && { maxVolume: max_volume }),
    ...(shuffle !== undefined && { shuffle }),
    ...(repeat !== undefined && { repeat }),
    ...(queue !== undefined && { queue }),
    ...(same_tag !== undefined && { sameTag: same_tag }),
    ...(offset !== undefined && { offset: /^\d+$/.test(offset) ? Number(offset) : singleLink(offset) }),
    ...(resume !== undefined && { resume }),
    ...(at_end !== undefined && { atEnd: at_end }),
  };
}
