import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDataFolder } from '../../../src/adapters/storage/data-folder.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { temporaryFolder } from './folder.ts';

const HOLDER = `
  import { openDataFolder } from ${JSON.stringify(new URL('../../../src/adapters/storage/data-folder.ts', import.meta.url).href)};
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  await openDataFolder(process.argv[1], silent);
  process.stdout.write('held');
  process.stdin.resume();
`;

it('is made for its owner alone, and leaves nothing but the lock', async () => {
  using folder = temporaryFolder();
  const data = await openDataFolder(folder.file('deep/data'), silentLog);
  expect(data.path).toBe(folder.file('deep/data'));
  expect(statSync(data.path).mode & 0o777).toBe(0o700);
  expect(readdirSync(data.path)).toEqual(['.lock']);
  data.release();
});

it('has one owner at a time', async () => {
  using folder = temporaryFolder();
  const data = await openDataFolder(folder.path, silentLog);
  await expect(openDataFolder(folder.path, silentLog)).rejects.toThrow('in use by another bridge');
  data.release();
  (await openDataFolder(folder.path, silentLog)).release();
});

it('is held against another process, and free again after that was killed', async () => {
  using folder = temporaryFolder();
  const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, folder.path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  await expect(openDataFolder(folder.path, silentLog)).rejects.toThrow('in use by another bridge');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  (await openDataFolder(folder.path, silentLog)).release();
});

it('says what is wrong with a path that cannot be used', async () => {
  using folder = temporaryFolder();
  writeFileSync(folder.file('file'), '');
  await expect(openDataFolder(folder.file('file'), silentLog)).rejects.toThrow(
    'there is a file of that name',
  );
  await expect(openDataFolder(folder.file('file/data'), silentLog)).rejects.toThrow(
    'a part of the path is a file',
  );
});

it('does not try for ever where no folder can be made', async () => {
  await expect(openDataFolder('/proc/nowhere/data', silentLog)).rejects.toThrow('/proc/nowhere/data');
});

it('goes on with a warning where there are no locks', async () => {
  using folder = temporaryFolder();
  writeFileSync(folder.file('.lock'), 'what SQLite cannot take for a database of its own '.repeat(20));
  const warnings: string[] = [];
  const data = await openDataFolder(folder.path, {
    ...silentLog,
    warn: (_fields, message) => warnings.push(message),
  });
  expect(warnings).toEqual([expect.stringContaining('keeps no locks')]);
  data.release();
});
