import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { keptLimits, keptPeople, keptPublished, keptSleep, keptSpeakers, keptToken } from '../src/kept.ts';
import { checkKept, isKept, keptIn, refuseNewer } from '../src/kept-files.ts';
import { keptReaders, keptTagMemory, keptTags } from '../src/kept-tags.ts';
import { silentLog } from '../src/lib/log.ts';
import { temporaryFolder } from './adapters/storage/folder.ts';

/** A data folder as the first release left it. It stays as it is, whatever becomes of the formats. */
const FIRST = resolve(import.meta.dirname, 'fixtures/data-v1');
const KEY = 'correct horse battery';
const AT = Date.parse('2026-11-25T18:00:00Z');
const ALBUM = 'spotify:album:7vEJAtP3KgKSpOHVgwm3Eh';
const CARD = '047290BAAD6C81';
const APP = '0123456789abcdef0123456789abcdef';

function firstFolder() {
  const folder = temporaryFolder();
  cpSync(FIRST, folder.path, { recursive: true });
  return folder;
}

it('still reads all that the first release kept', async () => {
  using folder = firstFolder();
  const told: string[] = [];
  const log = { ...silentLog, error: (_fields: object, message: string) => told.push(message) };
  const token = (name: string) => ({
    clientId: APP,
    refreshToken: `AQ-refresh-of-${name}`,
    accessToken: `BQ-access-of-${name}`,
    expiresAt: AT + 3_600_000,
    scope: 'user-read-playback-state user-modify-playback-state',
    authorizedAt: AT,
    seededFrom: null,
  });
  const at = folder.path;
  expect(await keptToken(at, 'family', log).read()).toEqual(token('family'));
  expect(await keptToken(at, 'kids', log, KEY).read()).toEqual(token('kids'));
  expect(await keptToken(at, 'gone', log).read()).toBeUndefined();
  expect(await keptLimits(at, log).read()).toMatchObject({ quotas: { anna: { search: AT + 60_000 } } });
  expect(await keptPeople(at, log).read()).toEqual({
    people: { family: { accountId: 'smile', name: 'Anna' } },
    methods: { [APP]: 'code' },
  });
  expect(await keptPublished(at, log).read()).toMatchObject({ devices: [{ node: 'spotify2mqtt_family' }] });
  expect(await keptSleep(at, 'family', log).read()).toMatchObject({ timer: { minutes: 15 } });
  expect(await keptSpeakers(at, 'family', log).read()).toEqual({
    device: { id: 'k1tchen', name: 'Kitchen' },
  });
  expect(await keptTags(at, log).read()).toMatchObject({ tags: [{ uid: CARD, does: ALBUM }] });
  expect(await keptTagMemory(at, log).read()).toMatchObject({ memory: [[CARD, { count: 3, uri: ALBUM }]] });
  expect(await keptReaders(at, log).read()).toMatchObject({ readers: [{ id: 'kids', card: CARD }] });
  expect(told).toEqual([]);
  expect(readdirSync(at)).toEqual(readdirSync(FIRST));
});

it('says in every file which version of its format it is', async () => {
  using folder = firstFolder();
  const tags = keptTags(folder.path, silentLog);
  const before = await tags.read();
  tags.write(before ?? { tags: [] });
  await tags.settled();
  const text = readFileSync(folder.file('tags.json'), 'utf8');
  expect(JSON.parse(text)).toEqual({ version: 1, ...before });
  expect(await keptTags(folder.path, silentLog).read()).toEqual(before);
});

it('knows its files, and no others', async () => {
  expect(await keptIn(FIRST)).toEqual(readdirSync(FIRST));
  for (const name of [
    'token.json',
    'tags-family.json',
    'token-../x.json',
    'config.json',
    '__proto__.json',
    'tags.json.broken-20261125T180000000Z',
    '.tags.json.0123456789ab',
  ])
    expect(isKept(name), name).toBe(false);
});

it.each([
  ['tags.json', '{"tags":[]}', 'good'],
  ['token-anna.json', 'null', 'good'],
  ['tags.json', '{"version":1,"tags":[]}', 'good'],
  ['tags.json', '{"tags":["secret"]}', { why: 'it does not fit its format' }],
  ['tags.json', '{"tags":[', { why: 'it is no JSON, perhaps torn' }],
  ['tags.json', '{"version":2}', { newer: 2 }],
  ['cards.json', '{"tags":[]}', { why: 'it is no file of a data folder' }],
])('checks %s with %s', async (name, text, wanted) => {
  expect(await checkKept(name, text)).toEqual(wanted);
});

it('checks what is encrypted as far as its key goes', async () => {
  const text = readFileSync(join(FIRST, 'token-kids.json'), 'utf8');
  expect(await checkKept('token-kids.json', text)).toBe('encrypted');
  expect(await checkKept('token-kids.json', text, KEY)).toBe('good');
  expect(await checkKept('token-kids.json', text, 'another key of some length')).toMatchObject({
    why: expect.stringContaining('is not the key'),
  });
});

it('finds what a newer version left before anything is used', async () => {
  using folder = firstFolder();
  await refuseNewer(folder.path);
  writeFileSync(folder.file('sleep-family.json'), '{"version":7}');
  await expect(refuseNewer(folder.path)).rejects.toThrow(
    /sleep-family\.json was written by a newer spotify2mqtt, in version 7/,
  );
});
