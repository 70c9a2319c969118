import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { atomicFile, readIfThere, writeAtomic } from '../../../src/adapters/storage/atomic-file.ts';
import { temporaryFolder } from './folder.ts';

it('replaces the text, for the owner alone, and leaves nothing beside it', async () => {
  using folder = temporaryFolder();
  const path = folder.file('token.json');
  writeFileSync(path, 'old and longer', { mode: 0o644 });
  await writeAtomic(path, 'new');
  expect(await readIfThere(path)).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path)).toEqual(['token.json']);
});

it('takes writes in the order they were asked for, past one that fails', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.json');
  const file = atomicFile(path, 0o640);
  mkdirSync(path);
  const failed = expect(file.write('into a folder')).rejects.toThrow();
  await failed;
  expect(readdirSync(folder.path)).toEqual(['tags.json']);

  const other = atomicFile(folder.file('other'));
  await Promise.all(Array.from({ length: 50 }, (_, nth) => other.write(`${nth}`.repeat(5_000))));
  expect(readFileSync(folder.file('other'), 'utf8')).toBe('49'.repeat(5_000));
});

it('is never seen half written', async () => {
  using folder = temporaryFolder();
  const file = atomicFile(folder.file('state'));
  await file.write('a'.repeat(100_000));
  const writing = Promise.all(['b', 'c', 'd', 'e'].map((letter) => file.write(letter.repeat(100_000))));
  const seen = await Promise.all(Array.from({ length: 50 }, () => file.read()));
  await writing;
  expect(seen.map((text) => new Set(text).size * (text?.length ?? 0))).toEqual(seen.map(() => 100_000));
});

it('knows a missing file from one that cannot be read', async () => {
  using folder = temporaryFolder();
  expect(await readIfThere(folder.file('none'))).toBeUndefined();
  await expect(readIfThere(folder.path)).rejects.toThrow('EISDIR');
});
