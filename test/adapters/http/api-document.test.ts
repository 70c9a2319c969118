import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiText } from '../../../src/adapters/http/api/document.ts';
import { readVersion } from '../../../src/version.ts';
import { playingHouse } from '../../house/house.ts';
import { openPages } from './asking.ts';

const examples = z.record(z.string(), z.object({ value: z.unknown() })).default({});
const media = z.record(
  z.string(),
  z.looseObject({ schema: z.looseObject({}), examples, example: z.unknown().optional() }),
);
const operation = z.looseObject({
  operationId: z.string(),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.string(), example: z.unknown().optional() }))
    .default([]),
  requestBody: z.object({ content: media }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: media.optional() })),
});
const document = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

const text = readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');
const described = document.parse(JSON.parse(text));

/** Every example of a body, and each operation without one once. */
const CALLS = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody, operationId }]) => {
    const bodies = Object.entries(requestBody?.content ?? {}).flatMap(
      ([type, { examples: given, example }]) =>
        [...Object.values(given).map(({ value }) => value), ...(example === undefined ? [] : [example])].map(
          (value) => ({ type, payload: typeof value === 'string' ? value : JSON.stringify(value) }),
        ),
    );
    const call = { path, method: z.enum(['get', 'post']).parse(method), operationId };
    return (bodies.length > 0 ? bodies : [undefined]).map((body) => ({ ...call, body }));
  }),
);

/** What stands for the parts of a path, by operation. */
const WHAT: Record<string, string> = {
  read: 'browse',
  request: 'search',
  readBridge: 'info',
  readBridgeMore: 'tags/list',
  requestBridge: 'pair',
  requestBridgeMore: 'tags/cancel',
};

const DOCUMENTS = new Map([
  ['asyncapi.json', '{"asyncapi":"3.0.0"}'],
  ['schemas/player.json', '{"type":"object"}'],
]);

describe('docs/openapi.json', () => {
  it('is what the routes say', async () => {
    expect(text === (await openApiText(readVersion())), 'it is stale: run `npm run schema`').toBe(true);
  });

  it('is OpenAPI 3.1', async () => {
    expect(await new Validator().validate(JSON.parse(text))).toEqual({ valid: true });
  });

  it('is served, and holds wherever the bridge is', async () => {
    const { app } = await openPages({ house: () => undefined, version: readVersion() });
    const answer = await app.inject({
      method: 'GET',
      url: '/api/openapi.json',
      remoteAddress: '127.0.0.1',
      headers: { host: 'localhost' },
    });
    expect(answer.json()).toEqual(JSON.parse(text));
    expect(answer.json().servers).toEqual([{ url: '..', description: expect.any(String) }]);
  });

  it.each(CALLS.filter(({ operationId }) => operationId !== 'events'))(
    'tells the truth of $method $path $body.payload',
    async ({ path, method, operationId, body }) => {
      const house = await playingHouse();
      const { app } = await openPages({
        house: () => house.door,
        clock: house.clock,
        metrics: async () => ({ contentType: 'text/plain', text: '' }),
        documents: async () => DOCUMENTS,
      });
      const [what = '', more = ''] = (WHAT[operationId] ?? '').split('/');
      const url = path
        .replace('{account}', 'family')
        .replace('{what}', what)
        .replace('{more}', more)
        .replace('{file}', 'player.json');
      const answer = await inTime(house.clock, (ask) => app.inject(ask), {
        method: method === 'get' ? 'GET' : 'POST',
        url,
        remoteAddress: '127.0.0.1',
        headers: { host: 'localhost', ...(body && { 'content-type': body.type }) },
        ...(body && { payload: body.payload }),
      });
      await house.close();
      if (body?.type === 'application/json') {
        const schema = described.paths[path]?.[method]?.requestBody?.content[body.type]?.schema;
        expect(problemsOf(schema, JSON.parse(body.payload))).toEqual([]);
      }
      const response = described.paths[path]?.[method]?.responses[answer.statusCode];
      expect(response, `${answer.statusCode} ${answer.body}`).toBeDefined();
      const type = String(answer.headers['content-type']).replace(/;.*$/, '');
      const schema = response?.content?.[type]?.schema;
      expect(schema, type).toBeDefined();
      const said = type === 'application/json' ? answer.json() : answer.body;
      expect(problemsOf(schema, said), answer.body).toEqual([]);
      expect(answer.statusCode, answer.body).toBe(200);
    },
  );
});

/** Asks, and lets time pass until there is an answer. */
async function inTime(
  clock: { advance(ms: number): Promise<void> },
  ask: (options: InjectOptions) => PromiseLike<LightMyRequestResponse>,
  options: InjectOptions,
): Promise<LightMyRequestResponse> {
  let answer: LightMyRequestResponse | undefined;
  void ask(options).then((response) => {
    answer = response;
  });
  for (;;) {
    await clock.advance(10);
    if (answer) return answer;
  }
}

function problemsOf(schema: object | undefined, value: unknown): unknown[] {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  for (const [name, component] of Object.entries(described.components.schemas))
    ajv.addSchema(component, `#/components/schemas/${name}`);
  return ajv.validate(schema ?? false, value) ? [] : (ajv.errors ?? []);
}
