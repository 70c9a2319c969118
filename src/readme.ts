import { readFileSync, writeFileSync } from 'node:fs';
import { METRICS } from './adapters/metrics/table.ts';
import { WORDS } from './core/vocabulary.ts';
import { entityTable, readerEntityTable } from './home-assistant/describe.ts';

/** The texts with tables that the code makes. */
export const TEXTS = ['docs/mqtt.md', 'docs/tags.md', 'docs/metrics.md'] as const;

/**
 * Keeps the tables of a text what the code says, each between `<!-- name: … -->` and `<!-- /name -->`.
 * `npm run format:readme` writes them; a test compares.
 */
export function withTables(text: string): string {
  const tables = {
    entities: entityTable(),
    commands: commandTable(),
    reader: readerEntityTable(),
    metrics: metricTable(),
  };
  return Object.entries(tables).reduce((before, [name, table]) => replaced(before, name, table), text);
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

function metricTable(): string {
  const rows = Object.entries(METRICS).map(([name, { type, labels, help }]) => {
    const named = labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${type} | ${named || '–'} | ${help} |\n`;
  });
  return ['| metric | type | labels | |\n', '| --- | --- | --- | --- |\n', ...rows].join('');
}

if (import.meta.main) {
  for (const text of TEXTS) {
    const path = new URL(`../${text}`, import.meta.url);
    writeFileSync(path, withTables(readFileSync(path, 'utf8')));
  }
}
