import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPage, rowsOf, spansOf } from './documents.ts';

const ROOT = resolve(import.meta.dirname, '..');
const page = readPage('SECURITY.md');
const guards = rowsOf(page).filter((cells) => cells.length === 4 && cells[0] !== 'asset');

describe('SECURITY.md', () => {
  it.each(guards.map((cells) => [cells[1] ?? '', cells.at(-1) ?? ''] as const))(
    'shows what guards against %s by tests that there are',
    (_attacker, tests) => {
      const named = spansOf(tests);
      expect(named).not.toEqual([]);
      for (const file of named) {
        expect(file).toMatch(/^test\/.+\.ts$/);
        expect(existsSync(resolve(ROOT, file)), file).toBe(true);
      }
    },
  );

  it('names every attack on the pages that is tested', () => {
    const attacks = readdirSync(resolve(ROOT, 'test/adapters/http/hostile'))
      .filter((name) => name.endsWith('.test.ts'))
      .filter((name) => !page.includes(`\`test/adapters/http/hostile/${name}\``));
    expect(attacks).toEqual([]);
  });
});
