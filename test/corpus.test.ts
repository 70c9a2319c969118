import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPLANATIONS, type Explanation, explainLine } from '../src/explain.ts';

/** Messages of readers and links as they are found on tags: rows of our own, and those of the folder in CORPUS. */

const OWN = join(import.meta.dirname, 'fixtures');
const folder = process.env.CORPUS;

interface TagRow {
  event: string;
  expected_uid: string;
  expected_text: string;
  id_kind: string;
}

interface LinkRow {
  uri: string | null;
  result: string;
  shuffle?: boolean;
}

describe.each([
  ['our own', OWN, 80, 40],
  ['the folder in CORPUS', folder, 1, 1],
])('every row of %s', (name, where, tags, links) => {
  if (where === undefined) {
    console.warn('CORPUS is not set: nothing was read but rows of our own');
    it(`needs ${name}`, () => {
      expect(folder).toBeUndefined();
    });
    return;
  }

  it('a tag', () => {
    const lines = linesOf(join(where, 'tag-corpus.jsonl'));
    expect(lines.length).toBeGreaterThanOrEqual(tags);
    for (const line of lines) {
      const row: TagRow = JSON.parse(line);
      const found = explained('tag', line);
      expect(found, line).toMatchObject({ event: row.event, ...(row.event === 'none' ? {} : idOf(row)) });
    }
  });

  it('a link', () => {
    const lines = linesOf(join(where, 'spotify-links.jsonl'));
    expect(lines.length).toBeGreaterThanOrEqual(links);
    for (const line of lines) {
      const { uri, result, shuffle }: LinkRow = JSON.parse(line);
      expect(explained('link', line), line).toEqual({ uri, result, ...(shuffle && { shuffle }) });
    }
  });
});

/** No rule can tell what digits alone are. */
function idOf(row: TagRow): object {
  const isDigits = /^\d+$/.test(row.expected_uid);
  return {
    uid: row.expected_uid,
    text: row.expected_text,
    ...(isDigits ? {} : { id_kind: row.id_kind }),
  };
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

function explained(what: string, line: string): object {
  const begin: (() => Explanation) | undefined = EXPLANATIONS[what];
  if (!begin) throw new Error(`no explanation of ${what}`);
  return explainLine(begin(), line);
}
