import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { WORDS } from '../../../src/core/vocabulary.ts';
import { playingHouse } from '../../house/house.ts';
import { startDoor } from './listening.ts';

/** More by `RUNS=20000`. */
const RUNS = Number(process.env.RUNS ?? 500);
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const REQUESTS = ['player', 'devices', 'playlists', 'browse', 'search', 'queue', 'recent'];
const BRIDGE = [
  ...[
    'info',
    'health',
    'accounts',
    'rediscover',
    'log_level',
    'pair',
    'pair/finish',
    'learn',
    'learn/cancel',
  ],
  ...['tags', 'tags/list', 'tags/get', 'tags/set', 'tags/remove', 'tags/learn', 'tags/cancel', 'tags/export'],
  ...['tags/import', 'readers', 'readers/list', 'readers/forget', 'readers/lock'],
];
const MEMBERS = [
  ...['command', 'uri', 'volume', 'by', 'on', 'id', 'uid', 'query', 'types', 'limit', 'offset', 'reader'],
  ...['does', 'options', 'text', 'account', 'state', 'code', 'minutes', 'level', 'transaction', '__proto__'],
];

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const segment = fc.oneof(
  fc.constantFrom(
    'api',
    'family',
    'bridge',
    'request',
    'command',
    'events.',
    'accounts',
    '..',
    '%2e',
    '%00',
    '',
  ),
  fc.constantFrom(...REQUESTS, ...BRIDGE),
  anyText.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[^\x21-\x7e]|[#?]/g, '')),
);
const path = fc.oneof(
  fc.constantFrom('/api/family/command', '/api/accounts', '/api/family/player', '/api/openapi.json'),
  fc.constantFrom(...REQUESTS).map((what) => `/api/family/request/${what}`),
  fc.constantFrom(...BRIDGE).map((what) => `/api/bridge/request/${what}`),
  fc.array(segment, { maxLength: 5 }).map((parts) => `/api/${parts.join('/')}`),
  fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`),
);
const query = fc.oneof(
  fc.constant(''),
  fc.array(fc.tuple(fc.constantFrom(...MEMBERS), anyText), { maxLength: 4 }).map((pairs) => {
    const all = new URLSearchParams();
    for (const [name, said] of pairs) all.append(name, said.toWellFormed());
    return `?${all}`;
  }),
  fc.string({ maxLength: 20 }).map((text) => `?${text.replaceAll(/[^\x21-\x7e]|#/g, '')}`),
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer(),
  anyText,
  fc.constantFrom(
    'spotify:track:6rqhFgbbKwnb9MLmUQDhG6',
    'tags',
    'playlists',
    '04A1B2C3',
    'Kitchen',
    -1,
    1e9,
  ),
);
const body = fc.oneof(
  fc.constantFrom(...Object.values(WORDS).map(({ example }) => example)),
  anyText,
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.json(),
  fc.dictionary(fc.constantFrom(...MEMBERS), value, { maxKeys: 6 }).map((members) => JSON.stringify(members)),
  fc
    .tuple(
      fc.constantFrom(...Object.keys(WORDS)),
      fc.dictionary(fc.constantFrom(...MEMBERS), value, { maxKeys: 3 }),
    )
    .map(([command, members]) => JSON.stringify({ ...members, command })),
  fc.constant('['.repeat(3_000)),
  fc.constant('x'.repeat(20_000)),
);
/** What a header may carry (RFC 9110 §5.5); Node sends nothing else. */
const headerValue = fc.oneof(
  fc.string({ maxLength: 40 }).map((text) => text.trim()),
  fc.constantFrom(
    'null',
    'same-origin',
    'cross-site',
    '*/*',
    'gzip, br',
    'Bearer x',
    'Basic eDp5',
    '0',
    '-1',
  ),
);
const headers = fc.dictionary(
  fc.constantFrom(
    ...['accept', 'accept-language', 'authorization', 'cookie', 'origin', 'sec-fetch-site', 'x-ingress-path'],
    ...['last-event-id', 'x-forwarded-for', 'x-forwarded-host', 'if-none-match', 'range', 'content-encoding'],
  ),
  headerValue,
  { maxKeys: 3 },
);
const type = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('application/json', 'text/plain', 'text/plain; charset=utf-8') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data', ';', 'a/b; c', ''),
  },
);

const call = fc.record({
  method: fc.oneof({ weight: 2, arbitrary: fc.constant('POST') }, fc.constantFrom(...METHODS)),
  path: fc.tuple(path, query).map((parts) => parts.join('')),
  headers,
  type,
  body,
  host: fc.constantFrom('127.0.0.1:8099', '192.168.1.20:8099'),
});

describe('whatever is sent', async () => {
  const house = await playingHouse();
  const none = { perAddress: 1e9, inAll: 1e9, apiPerAddress: 1e9, apiInAll: 1e9, wrongPasswords: 1e9 };
  const pages = await startDoor(() => house.door, { clock: house.clock, limits: none });
  afterAll(async () => {
    await pages.close();
    await house.close();
  });

  it(`breaks nothing, in ${RUNS} calls`, { timeout: 60_000 + RUNS * 100 }, async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        call,
        async ({ method, path, headers: more, type: contentType, body: payload, host }) => {
          const sends = !['GET', 'HEAD'].includes(method);
          const asked = request({
            port: pages.port,
            host: '127.0.0.1',
            // One that was told too much hangs up, and the next call would find a dead socket.
            agent: false,
            method,
            path,
            headers: {
              host,
              ...more,
              ...(sends && { 'content-type': contentType, 'content-length': Buffer.byteLength(payload) }),
            },
          });
          const answer = answered(asked);
          asked.end(sends ? payload : undefined);
          while (!(await Promise.race([answer, turns()]))) await house.clock.advance(50);
          const { status, said, kind } = await answer;
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          // Spotify may not answer; the bridge itself never breaks.
          if (status >= 500) expect(status, said).toBe(502);
          if (/^\/api(\/|\?|$)/.test(path) && said !== '') {
            expect(kind).toMatch(/^application\/json/);
            expect(JSON.parse(said)).toBeTypeOf('object');
          }
        },
      ),
      { numRuns: RUNS },
    );
    // It asked for what there is, and for what there is not.
    for (const status of [200, 400, 403, 404, 405])
      expect(statuses.get(status) ?? 0, `${status}`).toBeGreaterThan(0);
  });
});

async function answered(asked: ClientRequest): Promise<{ status: number; said: string; kind: string }> {
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (!response) throw new Error('no response');
  return {
    status: response.statusCode ?? 0,
    kind: response.headers['content-type'] ?? '',
    said: await text(response),
  };
}

/** Long enough for an answer that waits for nothing. */
async function turns(): Promise<undefined> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
}
