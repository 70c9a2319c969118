import { Document, isMap, isScalar, LineCounter, parseDocument, Scalar } from 'yaml';
import { cardIdOf } from '../core/card-id.ts';
import { BadPayload } from '../core/problem.ts';
import type { Tag } from '../core/tag.ts';
import { canonicalText } from '../core/tag-text.ts';

const HEAD = '# What the cards do. tags.example.yaml shows all that can be said of one.\n\n';

/**
 * A tags.yaml that holds these tags. What `existing` has stays to the letter, so that no comment, order or leading zero is
 * lost; tags that it does not know follow. Throws BadPayload where nothing can follow.
 */
export function tagsYaml(tags: readonly Tag[], existing = ''): string {
  const known = uidsOf(existing);
  const added = tags.filter(({ uid }) => !known.has(uid));
  const kept = existing.trim() === '' ? HEAD : existing;
  return added.length === 0 ? kept : `${kept.replace(/[^\n]$/, '$&\n')}${entriesOf(added)}`;
}

function entriesOf(tags: readonly Tag[]): string {
  const document = new Document(new Map());
  for (const tag of tags) {
    const key = new Scalar(tag.uid);
    key.type = Scalar.QUOTE_DOUBLE;
    document.add(document.createPair(key, written(tag)));
  }
  return document.toString({ lineWidth: 0 });
}

/** The tags of a text that can be gone on with: ids at the beginning of lines, and no end of the document. */
function uidsOf(text: string): Set<string> {
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { uniqueKeys: false, lineCounter: lines });
  if (errors.length > 0)
    throw new BadPayload('the tags.yaml there has mistakes; right would be to mend it first');
  const isEmpty = contents === null || (isScalar(contents) && contents.source === '');
  const isOpen = isMap(contents) && !contents.flow && lines.linePos(contents.range?.[0] ?? 0).col === 1;
  if (!(isEmpty || isOpen) || /^\.\.\.\s*$/m.test(text))
    throw new BadPayload(
      'nothing can be added to the tags.yaml there; right would be ids at the beginning of lines, without { } around all of them',
    );
  return new Set(isMap(contents) ? contents.items.flatMap(({ key }) => uidOf(key)) : []);
}

function uidOf(key: unknown): string[] {
  if (!isScalar(key)) return [];
  const id = cardIdOf(typeof key.value === 'string' ? key.value : (key.source ?? ''));
  return 'uid' in id ? [id.uid] : [];
}

/** The short form where it says everything. */
function written({ name, does, cover, options }: Tag): unknown {
  const deed = writtenDeed(does);
  const { maxVolume, sameTag, atEnd, ...others } = options;
  const long = {
    ...(name !== null && { name }),
    ...deed,
    ...others,
    ...(maxVolume !== undefined && { max_volume: maxVolume }),
    ...(sameTag !== undefined && { same_tag: sameTag }),
    ...(atEnd !== undefined && { at_end: atEnd }),
    ...(cover !== null && { cover }),
  };
  return Object.keys(long).length === 1 && 'play' in deed ? deed.play : long;
}

/** With a key of its own where reading that gives the same text again. */
function writtenDeed(does: string): { play: string } | Record<string, string | number | boolean> {
  if (does === 'lock' || does === 'unlock') return { lock: does === 'lock' };
  const [, key = '', rest = ''] = /^(command|room|scene|sleep):(.+)$/s.exec(does) ?? [];
  if (key === '' || canonicalText(does) !== does) return { play: does };
  return { [key]: key === 'sleep' && /^[1-9]\d*$/.test(rest) ? Number(rest) : rest };
}
