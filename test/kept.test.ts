import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { keepsake } from '../src/keepsake.ts';
import { silentLog } from '../src/lib/log.ts';
import { Owing } from '../src/owing.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';
import { FakeClock } from './fakes/clock.ts';

const numbered = z.object({ nth: z.number() });

it('keeps the last of many values, and leaves those out that are old before their turn', async () => {
  using folder = temporaryFolder();
  const path = folder.file('kept.json');
  const kept = keepsake(path, numbered, silentLog);
  const written: number[] = [];
  const value = (nth: number) => ({ nth, toJSON: () => ({ nth: written.push(nth) && nth }) });
  for (let nth = 1; nth <= 1_000; nth++) kept.write(value(nth));
  await kept.settled();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ nth: 1_000 });
  expect(written).toEqual([1, 1_000]);
});

it('tells once of what cannot be written, and goes on', async () => {
  using folder = temporaryFolder();
  const path = folder.file('away/kept.json');
  const errors: object[] = [];
  const log = { ...silentLog, error: (fields: object) => errors.push(fields) };
  const kept = keepsake(path, numbered, log);
  for (const nth of [0, 1]) {
    kept.write({ nth });
    await kept.settled();
  }
  expect(errors).toMatchObject([{ file: path }]);
  mkdirSync(folder.file('away'));
  kept.write({ nth: 2 });
  await kept.settled();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, nth: 2 });
  expect(errors).toHaveLength(1);
});

it('tries again by itself what could not be written, and at the end', async () => {
  using folder = temporaryFolder();
  const clock = new FakeClock();
  const [path, late] = [folder.file('away/kept.json'), folder.file('late/kept.json')];
  const kept = keepsake(path, numbered, silentLog, { clock });
  const keptLate = keepsake(late, numbered, silentLog, { clock });
  kept.write({ nth: 1 });
  keptLate.write({ nth: 2 });
  while (clock.next === undefined) await clock.turn();
  mkdirSync(folder.file('away'));
  await clock.advance(30_000);
  while (!existsSync(path)) await clock.turn();
  mkdirSync(folder.file('late'));
  await keptLate.settled();
  expect(JSON.parse(readFileSync(late, 'utf8'))).toEqual({ version: 1, nth: 2 });
  await kept.settled();
});

it('owes what could not be written, until something newer is', async () => {
  const clock = new FakeClock();
  const written: number[] = [];
  let isFull = true;
  const write = async (value: number) => {
    if (isFull) throw new Error('full');
    written.push(value);
  };
  let late = 0;
  const owing = new Owing(write, clock, () => late++);
  await expect(owing.write(1)).rejects.toThrow('full');
  await clock.advance(30_000);
  await expect(owing.write(2)).rejects.toThrow('full');
  isFull = false;
  await clock.advance(30_000);
  expect([written, late]).toEqual([[2], 1]);
  isFull = true;
  await expect(owing.write(3)).rejects.toThrow('full');
  isFull = false;
  await owing.write(4);
  await owing.settled();
  expect(written).toEqual([2, 4]);
  isFull = true;
  const last = new Owing(write, clock, () => {});
  await expect(last.write(5)).rejects.toThrow('full');
  await last.settled();
});

it('lets what comes often rest first, but not when it must be written now', async () => {
  using folder = temporaryFolder();
  const path = folder.file('kept.json');
  const clock = new FakeClock();
  const kept = keepsake(path, numbered, silentLog, { restMs: 1_000, clock });
  kept.write({ nth: 1 });
  await clock.advance(999);
  expect(existsSync(path)).toBe(false);
  kept.write({ nth: 2 });
  await kept.settled();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, nth: 2 });
});
