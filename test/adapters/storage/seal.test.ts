import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keptToken } from '../../../src/kept.ts';
import { type Log, silentLog } from '../../../src/lib/log.ts';
import { temporaryFolder } from './folder.ts';

const KEY = 'correct horse battery';
const token = {
  clientId: 'app',
  refreshToken: 'refresh-secret',
  accessToken: 'access-secret',
  expiresAt: 5,
  scope: null,
  authorizedAt: 1,
  seededFrom: null,
};

function kept() {
  const folder = temporaryFolder();
  const lines: string[] = [];
  const log: Log = {
    ...silentLog,
    error: (fields, message) => lines.push(`${message} ${JSON.stringify(fields)}`),
  };
  const path = folder.file('token-anna.json');
  return {
    lines,
    path,
    store: (key?: string) => keptToken(folder.path, 'anna', log, key),
    text: () => readFileSync(path, 'utf8'),
    names: () => readdirSync(folder.path),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

it('shows nothing of a token, and gives it back to the next start', async () => {
  using files = kept();
  const store = files.store(KEY);
  await store.write(token);
  const first = JSON.parse(files.text());
  await store.write(token);
  const second = JSON.parse(files.text());
  expect(files.text()).not.toContain('secret');
  expect(Object.keys(first)).toEqual(['version', 'cipher', 'salt', 'nonce', 'tag', 'data']);
  expect(second.nonce).not.toBe(first.nonce);
  expect(await files.store(KEY).read()).toEqual(token);
});

it('encrypts at once what lay open', async () => {
  using files = kept();
  await files.store().write(token);
  expect(files.text()).toContain('refresh-secret');
  expect(await files.store(KEY).read()).toEqual(token);
  expect(files.text()).not.toContain('secret');
  expect(await files.store(KEY).read()).toEqual(token);
  expect(files.lines).toEqual([]);
});

it.each([
  ['without a key', undefined, 'no SPOTIFY2MQTT_TOKEN_KEY is given'],
  ['with another key', 'another key of some length', 'is not the key'],
])('puts aside, %s, what it cannot open', async (_, key, why) => {
  using files = kept();
  await files.store(KEY).write(token);
  const before = files.text();
  const store = files.store(key);
  expect(await store.read()).toBeUndefined();
  expect(files.lines).toEqual([expect.stringContaining(why)]);
  expect(files.lines[0]).toContain('pair the account anna again');
  expect(files.lines[0]).not.toMatch(/secret|correct|another/);
  const [aside] = files.names();
  expect(aside).toContain('.broken-');

  writeFileSync(files.path, before);
  expect(await files.store(KEY).read()).toEqual(token);
});

it.each(['tag', 'data', 'nonce', 'salt', 'version'])(
  'believes no file whose %s was changed',
  async (part) => {
    using files = kept();
    await files.store(KEY).write(token);
    writeFileSync(files.path, JSON.stringify({ ...JSON.parse(files.text()), [part]: 'AAAA' }));
    expect(await files.store(KEY).read()).toBeUndefined();
    expect(files.lines).toHaveLength(1);
  },
);
