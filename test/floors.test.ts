import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Which floors each floor may stand on. `main.ts` and what it composes (src/*.ts) may see everything. */
const MAY_IMPORT: Record<string, string[]> = {
  main: ['main', 'adapters', 'bridge', 'config', 'simulator', 'home-assistant', 'core', 'lib'],
  adapters: ['home-assistant', 'core', 'lib'],
  bridge: ['home-assistant', 'core', 'lib'],
  config: ['home-assistant', 'core', 'lib'],
  simulator: ['lib'],
  'home-assistant': ['core', 'lib'],
  core: ['lib'],
  lib: [],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));

const importsOf = new Map(files.map((file) => [file, importsIn(file)]));

function importsIn(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g)].map((match) =>
    relative(SRC, resolve(SRC, dirname(file), match[1] ?? '')).replaceAll('\\', '/'),
  );
}

function floorOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : 'main';
}

/** Adapters are one port each and know none of the others: each folder below `adapters` is a room of its own. */
function roomOf(file: string): string {
  return file.split('/').slice(0, 2).join('/').replace(/\.ts$/, '');
}

describe('floors', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(1);
  });

  it.each(files)('%s imports only what its floor stands on', (file) => {
    const floor = floorOf(file);
    for (const target of importsOf.get(file) ?? []) {
      const other = floorOf(target);
      const allowed = other === floor || MAY_IMPORT[floor]?.includes(other);
      expect(allowed, `${file} (${floor}) imports ${target} (${other})`).toBe(true);
      if (floor === 'adapters' && other === 'adapters') expect(roomOf(target), file).toBe(roomOf(file));
    }
  });

  it('has no import cycle', () => {
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file))
        throw new Error(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      if (done.has(file)) return;
      for (const next of importsOf.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it('has no barrel file', () => {
    for (const file of files) {
      expect(file.endsWith('index.ts'), file).toBe(false);
      expect(readFileSync(join(SRC, file), 'utf8'), file).not.toMatch(/^export (\*|\{[^}]*\}) from/m);
    }
  });

  it('mocks no module of our own', () => {
    const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    for (const file of tests.filter((name) => name.endsWith('.ts') && name !== 'floors.test.ts')) {
      expect(readFileSync(join(import.meta.dirname, file), 'utf8'), file).not.toContain('vi.mock');
    }
  });
});
