import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BadConfig } from '../src/config/mistake.ts';
import { Trouble } from '../src/core/problem.ts';
import { openTagsFile } from '../src/tags-file.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';
import { FakeClock } from './fakes/clock.ts';

const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';

async function opened(file: string | undefined) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const logged: string[] = [];
  const note = (fields: object, message: string) => logged.push(`${message} ${JSON.stringify(fields)}`);
  const log = { debug: note, info: note, warn: note, error: note };
  const tagsFile = await openTagsFile({ file, accounts: ['family'], log, clock, signal: stop.signal });
  const heard: string[] = [];
  tagsFile.onChange((tags) => heard.push(tags.map(({ uid }) => uid).join(' ')));
  const asleep = async () => {
    while (clock.next === undefined) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    tagsFile,
    heard,
    logged,
    uids: () => tagsFile.tags.map(({ uid }) => uid),
    /** Two rounds of looking: one sees a change, the next finds it at rest. */
    look: async () => {
      for (let round = 0; round < 2; round++) {
        await asleep();
        await clock.advance((clock.next ?? 0) - clock.now());
        await asleep();
      }
    },
    [Symbol.dispose]: () => stop.abort(),
  };
}

it('takes what people write, and says so', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  using house = await opened(path);
  expect(house.tagsFile).toMatchObject({ tags: [], path });
  await house.look();
  writeFileSync(path, `a1: ${ALBUM}\n`);
  await house.look();
  expect(house.uids()).toEqual(['A1']);
  expect(house.tagsFile.text()).toBe(`a1: ${ALBUM}\n`);
  rmSync(path);
  await house.look();
  expect(house.uids()).toEqual([]);
  expect(house.heard).toEqual(['A1', '']);
  expect(house.logged.map((line) => line.split(' {')[0])).toEqual([
    'tags.yaml was read anew',
    'tags.yaml is gone',
  ]);
});

it('keeps the last good tags over mistakes, and tells all of these once', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  writeFileSync(path, 'a1: lock');
  using house = await opened(path);
  await house.look();
  writeFileSync(path, 'a1: locks\nb1: {command: next, acount: family}');
  await house.look();
  await house.look();
  expect(house.uids()).toEqual(['A1']);
  expect(house.heard).toEqual([]);
  expect(house.logged).toEqual([
    expect.stringMatching(
      /the tags stay as they were .*tags.yaml:1:5 a1: .*tags.yaml:2:21 b1.acount: .*account\?/,
    ),
  ]);
  writeFileSync(path, 'b1: lock');
  await house.look();
  expect(house.heard).toEqual(['B1']);
});

it('keeps them too where the file cannot be read any more', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  writeFileSync(path, 'a1: lock');
  using house = await opened(path);
  await house.look();
  rmSync(path);
  mkdirSync(path);
  await house.look();
  expect(house.uids()).toEqual(['A1']);
  expect(house.logged).toEqual([
    expect.stringMatching(/^tags.yaml is a folder .*; the tags stay as they were/),
  ]);
});

it('does not begin with mistakes, nor with a folder', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  writeFileSync(path, 'a1: hello');
  await expect(opened(path)).rejects.toThrow(BadConfig);
  await expect(opened(folder.path)).rejects.toThrow(/is a folder/);
});

it('writes, and hears itself once', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  using house = await opened(path);
  await house.look();
  await house.tagsFile.write('a1: lock\n');
  expect(readFileSync(path, 'utf8')).toBe('a1: lock\n');
  await house.look();
  expect(house.heard).toEqual(['A1']);
  expect(house.tagsFile.text()).toBe('a1: lock\n');
});

it('does not write over what people did meanwhile, nor mistakes, nor where it may not', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  using house = await opened(path);
  await house.look();
  await expect(house.tagsFile.write('a1: hello')).rejects.toThrow(
    /refused at the next start: 1:5 a1: does nothing/,
  );
  writeFileSync(path, 'b1: lock');
  await expect(house.tagsFile.write('a1: lock')).rejects.toThrow(
    'was changed just now; right would be to try again',
  );
  expect(readFileSync(path, 'utf8')).toBe('b1: lock');
  using nowhere = await opened(undefined);
  expect(nowhere.tagsFile.tags).toEqual([]);
  await expect(nowhere.tagsFile.write('a1: lock')).rejects.toThrow(
    /right would be tags.file in the configuration/,
  );
  using lost = await opened(folder.file('none/tags.yaml'));
  await expect(lost.tagsFile.write('a1: lock')).rejects.toThrow(/cannot be written \(ENOENT\)/);
  await expect(lost.tagsFile.write('a1: lock')).rejects.toBeInstanceOf(Trouble);
});
