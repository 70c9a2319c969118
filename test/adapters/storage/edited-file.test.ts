import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { expect, it } from 'vitest';
import { replaceFile, sweepReplaced } from '../../../src/adapters/storage/edited-file.ts';
import { temporaryFolder } from './folder.ts';

it('leaves the mode and the link as they are', async () => {
  using folder = temporaryFolder();
  const [real, link] = [folder.file('real.yaml'), folder.file('tags.yaml')];
  writeFileSync(real, 'old');
  chmodSync(real, 0o664);
  symlinkSync(real, link);
  await replaceFile(link, 'new');
  expect(readFileSync(real, 'utf8')).toBe('new');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(statSync(real).mode & 0o777).toBe(0o664);
});

it('makes a file that others may read', async () => {
  using folder = temporaryFolder();
  await replaceFile(folder.file('tags.yaml'), 'new');
  expect(statSync(folder.file('tags.yaml')).mode & 0o044).toBe(0o044);
});

it('is rid of what a crash left half written, and of nothing else', async () => {
  using folder = temporaryFolder();
  const [half, other] = [folder.file('.tags.yaml.0123456789ab'), folder.file('.tags.yaml.swp')];
  for (const path of [half, other]) writeFileSync(path, 'half');
  await sweepReplaced(folder.file('tags.yaml'));
  expect(readdirSync(folder.path)).toEqual(['.tags.yaml.swp']);
});
