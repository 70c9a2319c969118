import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openJsonFile } from '../../../src/adapters/storage/json-file.ts';
import { type Log, silentLog } from '../../../src/lib/log.ts';
import { temporaryFolder } from './folder.ts';

const schema = z.strictObject({ token: z.string(), at: z.number() });

function errorsIn(lines: string[]): Log {
  return { ...silentLog, error: (fields, message) => lines.push(`${message} ${JSON.stringify(fields)}`) };
}

it('gives back what it was given, and nothing where there is no file', async () => {
  using folder = temporaryFolder();
  const file = openJsonFile(folder.file('token.json'), schema, silentLog);
  expect(await file.read()).toBeUndefined();
  await Promise.all([1, 2, 3].map((at) => file.write({ token: 't', at })));
  expect(await file.read()).toEqual({ token: 't', at: 3 });
});

it.each([
  ['', 'it is empty'],
  ['{"token":"secret","at"', 'no JSON'],
  ['{"token":"secret","at":"secret"}', 'at: '],
  ['["secret"]', 'the whole: '],
])('puts aside %j, says why once, and not what was in it', async (text, why) => {
  using folder = temporaryFolder();
  const lines: string[] = [];
  const path = folder.file('token.json');
  writeFileSync(path, text);
  utimesSync(path, 0, Date.parse('2026-11-21T08:00:00Z') / 1000);
  const file = openJsonFile(path, schema, errorsIn(lines));
  expect(await file.read()).toBeUndefined();
  expect(await file.read()).toBeUndefined();
  expect(lines).toEqual([expect.stringContaining(why)]);
  expect(lines.join()).not.toContain('secret');
  const aside = 'token.json.broken-20261121T080000000Z';
  expect(readFileSync(folder.file(aside), 'utf8')).toBe(text);

  writeFileSync(path, text);
  utimesSync(path, 0, Date.parse('2026-11-21T08:00:00Z') / 1000);
  await file.read();
  expect(readdirSync(folder.path).sort()).toEqual([aside, `${aside}-2`]);
});

it('looks before it overwrites what it never read', async () => {
  using folder = temporaryFolder();
  writeFileSync(folder.file('tags.json'), 'precious');
  await openJsonFile(folder.file('tags.json'), schema, silentLog).write({ token: 't', at: 1 });
  const [, aside] = readdirSync(folder.path).sort();
  expect(readFileSync(folder.file(aside ?? ''), 'utf8')).toBe('precious');
});

it('sweeps away what a crash left beside it, and nothing else', async () => {
  using folder = temporaryFolder();
  for (const name of ['.token.json.0123456789ab', '.token.json.mine', '.tags.json.0123456789ab'])
    writeFileSync(folder.file(name), 'half');
  await openJsonFile(folder.file('token.json'), schema, silentLog).read();
  expect(readdirSync(folder.path).sort()).toEqual(['.tags.json.0123456789ab', '.token.json.mine']);
});

it('writes a file of an earlier version anew, and says its version in every one', async () => {
  using folder = temporaryFolder();
  const path = folder.file('token.json');
  writeFileSync(path, '{"secret":"t"}');
  const steps = [({ secret }: { secret?: unknown }) => ({ token: secret, at: 0 })].map(
    (step) => (value: unknown) => (typeof value === 'object' && value !== null ? step(value) : value),
  );
  const file = openJsonFile(path, schema, silentLog, { steps });
  expect(await file.read()).toEqual({ token: 't', at: 0 });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 2, token: 't', at: 0 });
  expect(await openJsonFile(path, schema, silentLog, { steps }).read()).toEqual({ token: 't', at: 0 });
});

it.each([
  ['', '{"version":2,"pokens":["secret"]}'],
  ['encrypted ', '{"version":2,"cipher":"aes-512","data":"secret"}'],
])('leaves an %sfile of a newer version as it is', async (_what, text) => {
  using folder = temporaryFolder();
  const path = folder.file('token.json');
  writeFileSync(path, text);
  const file = openJsonFile(path, schema, silentLog);
  const refusal = await file.read().catch((error: unknown) => String(error));
  expect(refusal).toContain('token.json was written by a newer spotify2mqtt, in version 2');
  expect(refusal).not.toContain('secret');
  await expect(file.write({ token: 't', at: 1 })).rejects.toThrow('written by a newer spotify2mqtt');
  expect(readdirSync(folder.path)).toEqual(['token.json']);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
