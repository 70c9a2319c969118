import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { withTables } from '../src/readme.ts';

it('has the tables of the README as the code has them (npm run format:readme makes them)', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8');
  expect(text).toBe(withTables(text));
});
