import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { keepsake } from '../src/kept.ts';
import { silentLog } from '../src/lib/log.ts';
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
