import { isMap, isScalar, parseDocument } from 'yaml';
import { importTags } from '../core/import-tags.ts';
import type { Tag } from '../core/tag.ts';
import { BadConfig } from './mistake.ts';
import { readTags } from './read-tags.ts';
import { DEEDS } from './tag-shape.ts';

export interface ImportedText {
  tags: Tag[];
  /** Lines that could not be taken over, from 1, and why. */
  refused: { line: number; why: string }[];
}

/** The tags in a text that a person hands over: our own tags.yaml, all or nothing, or another program's. Never throws. */
export function importText(text: string, accounts: readonly string[]): ImportedText {
  if (!isOurs(text)) {
    const { tags, refused } = importTags(text);
    const whole = tags.map(({ uid, does, name = null }) => ({ uid, name, does, cover: null, options: {} }));
    return { tags: whole, refused };
  }
  try {
    return { tags: readTags({ text, accounts }), refused: [] };
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    return {
      tags: [],
      refused: error.mistakes.map(({ line = 1, path, message }) => ({
        line,
        why: `${path.join('.')} ${message}`.trim(),
      })),
    };
  }
}

/** Whether it has a tag in the long form. The short one is a list like any other. */
function isOurs(text: string): boolean {
  const { contents } = parseDocument(text, { uniqueKeys: false });
  if (!isMap(contents)) return false;
  return contents.items.some(
    ({ value }) =>
      isMap(value) &&
      !value.has('package') &&
      value.items.some(({ key }) => isScalar(key) && DEEDS.some((deed) => deed === key.value)),
  );
}
