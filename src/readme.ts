import { readFileSync, writeFileSync } from 'node:fs';
import { WORDS } from './core/vocabulary.ts';
import { entityTable } from './home-assistant/describe.ts';

/** Keeps the README's tables what the code says. `npm run format:readme` writes them; a test compares. */
export function withTables(readme: string): string {
  return replaced(replaced(readme, 'entities', entityTable()), 'commands', commandTable());
}

function replaced(text: string, name: string, table: string): string {
  return text.replace(
    new RegExp(`(<!-- ${name}: [^>]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
    (_all, open: string, close: string) => `${open}\n${table}\n${close}`,
  );
}

function commandTable(): string {
  const rows = Object.entries(WORDS).map(
    ([word, { example, what }]) => `| \`${word}\` | \`${example}\` | ${what} |\n`,
  );
  return ['| word | example | what it does |\n', '| --- | --- | --- |\n', ...rows].join('');
}

if (import.meta.main) {
  const path = new URL('../README.md', import.meta.url);
  writeFileSync(path, withTables(readFileSync(path, 'utf8')));
}
