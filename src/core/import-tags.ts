import { cardIdOf } from './card-id.ts';
import { readImportLines } from './import-lines.ts';
import { phonieboxCards } from './import-phoniebox.ts';
import type { ImportRow } from './import-row.ts';
import { troubleIn } from './problem.ts';
import { canonicalText } from './tag-text.ts';
import { quote } from './values.ts';

export interface ImportedTag {
  uid: string;
  /** Canonical, as core/tag-text has it. */
  does: string;
  name?: string;
}

export interface ImportedTags {
  tags: ImportedTag[];
  /** Lines that could not be taken over, from 1, and why. */
  refused: { line: number; why: string }[];
}

/**
 * The tags in another program's text: lists and CSV (core/import-lines), cards of a Phoniebox 2 or 3
 * (core/import-phoniebox). Never throws.
 */
export function importTags(text: string): ImportedTags {
  const tags = new Map<string, ImportedTag & { line: number }>();
  const refused: ImportedTags['refused'] = [];
  for (const row of phonieboxCards(text) ?? readImportLines(text)) {
    const judged = judge(row);
    const first = 'uid' in judged ? tags.get(judged.uid) : undefined;
    if ('why' in judged) refused.push({ line: row.line, why: judged.why });
    else if (first === undefined) tags.set(judged.uid, { ...judged, line: row.line });
    else if (first.does !== judged.does)
      refused.push({
        line: row.line,
        why: `${quote(row.id)} does something else in line ${first.line} already`,
      });
  }
  return { tags: [...tags.values()].map(({ line: _, ...tag }) => tag), refused };
}

function judge({ id, what, name }: ImportRow): ImportedTag | { why: string } {
  if ('why' in what) return { why: `${quote(id)} ${what.why}` };
  const card = cardIdOf(id);
  if ('wrong' in card) return { why: `${quote(id)} ${card.wrong}` };
  const { uid } = card;
  const text = 'sleep' in what ? `sleep:${what.sleep}` : what.text;
  try {
    return { uid, does: canonicalText(text), ...(name !== undefined && { name }) };
  } catch (error) {
    return { why: troubleIn(error).message };
  }
}
