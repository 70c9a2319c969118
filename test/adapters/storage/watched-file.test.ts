import { mkdirSync, renameSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { watchFile } from '../../../src/adapters/storage/watched-file.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { temporaryFolder } from './folder.ts';

/** A watched file: `look` lets one round of looking go by, and `heard` is all that was told. */
function watched(path: string) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const heard: unknown[] = [];
  const ended = watchFile(path, (text) => heard.push(text ?? 'gone'), {
    clock,
    signal: stop.signal,
    failed: () => heard.push('failed'),
  });
  const asleep = async () => {
    while (clock.next === undefined) await new Promise((resolve) => setImmediate(resolve));
  };
  const step = async () => {
    await asleep();
    await clock.advance((clock.next ?? 0) - clock.now());
    await asleep();
  };
  return {
    heard,
    step,
    look: async () => {
      await step();
      await step();
    },
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

it('tells what an editor leaves, by whatever way it writes', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  writeFileSync(path, 'one');
  const { heard, look, stop } = watched(path);
  await look();
  expect(heard).toEqual(['one']);
  await look();
  expect(heard).toEqual(['one']);

  writeFileSync(path, 'two');
  await look();
  writeFileSync(folder.file('tags.yaml~'), 'six');
  renameSync(folder.file('tags.yaml~'), path);
  await look();
  expect(heard).toEqual(['one', 'two', 'six']);
  await stop();
});

it('waits until the file is at rest', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  writeFileSync(path, 'o');
  const { heard, step, look, stop } = watched(path);
  await look();
  writeFileSync(path, 'on');
  await step();
  writeFileSync(path, 'one');
  await step();
  expect(heard).toEqual(['o']);
  await step();
  expect(heard).toEqual(['o', 'one']);
  await look();
  rmSync(path);
  await step();
  writeFileSync(path, 'two');
  await look();
  expect(heard).toEqual(['o', 'one', 'two']);
  await stop();
});

it('tells a file that appears, vanishes and comes again, behind a link too', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  symlinkSync(folder.file('real.yaml'), path);
  const { heard, look, stop } = watched(path);
  await look();
  writeFileSync(folder.file('real.yaml'), 'one');
  await look();
  rmSync(folder.file('real.yaml'));
  await look();
  await look();
  writeFileSync(folder.file('real.yaml'), 'one');
  await look();
  expect(heard).toEqual(['gone', 'one', 'gone', 'one']);
  await stop();
});

it('says once that a file cannot be read', async () => {
  using folder = temporaryFolder();
  const path = folder.file('tags.yaml');
  mkdirSync(path);
  const { heard, look, stop } = watched(path);
  await look();
  await look();
  expect(heard).toEqual(['failed']);
  rmdirSync(path);
  writeFileSync(path, 'one');
  await look();
  expect(heard).toEqual(['failed', 'one']);
  await stop();
});
