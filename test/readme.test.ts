import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { TEXTS, withTables } from '../src/readme.ts';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

it.each(TEXTS)('has the tables of %s as the code has them (npm run format:readme makes them)', (path) => {
  const text = read(path);
  expect(text).toBe(withTables(text));
});

it('has each table once', () => {
  const all = TEXTS.map(read).join('');
  for (const name of ['entities', 'commands', 'reader', 'metrics'])
    expect(all.split(`<!-- /${name} -->`), name).toHaveLength(2);
});

it.each(PAGES)('links in %s lead somewhere', (page) => {
  const targets = [...read(page).matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)].map(([, target = '']) => target);
  for (const target of targets) {
    const [file = '', heading] = target.split('#');
    const path = file === '' ? page : normalize(join(dirname(page), file));
    expect(existsSync(join(ROOT, path)), `${page}: ${target}`).toBe(true);
    if (heading !== undefined) expect(headingsOf(read(path)), `${page}: ${target}`).toContain(heading);
  }
});

/** As GitHub names them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
