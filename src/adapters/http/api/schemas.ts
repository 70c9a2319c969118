import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Described, Operation } from './described.ts';
import { answer, command, readiness, request, schemaNames, trouble } from './shapes.ts';

/** What OpenAPI says of each route (see described.ts). */

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'Not understood; the message says what would have been right',
  401: 'Token or password wrong or missing',
  403: 'Not paired, no Premium, not registered with the app; or the API is off for you',
  404: 'No such account or request',
  405: 'It changes something: POST it',
  409: 'Spotify, the speaker or the state of things forbids it now',
  413: 'The body is too long',
  415: 'A body is application/json or text/plain',
  429: "Spotify's limit, or too many requests; Retry-After says when again",
  502: 'Spotify does not answer',
  503: 'The bridge is starting',
};

const json = (shape: z.ZodType, examples?: readonly unknown[]) => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12' });
  return { ...schema, ...(examples && { examples }) };
};
const content = (schema: object) => ({ 'application/json': { schema } });

const refusals = Object.fromEntries(
  Object.entries(REFUSALS).map(([status, description]) => [
    status,
    { description, content: content({ $ref: 'Trouble#' }) },
  ]),
);
const answered = { 200: { description: 'Done', content: content({ $ref: 'Answer#' }) }, ...refusals };

/** What the routes above refer to. */
export const COMPONENTS = [
  { $id: 'Answer', ...json(answer) },
  { $id: 'Trouble', ...json(trouble) },
];

const params = (...names: readonly string[]) => ({
  type: 'object',
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string', ...PARAMETERS[name] }])),
});

const PARAMETERS: Readonly<Record<string, object>> = {
  account: { description: 'The key of the account in the configuration', examples: ['family'] },
  what: { description: 'What is asked; /api/asyncapi.json and docs/mqtt.md list the requests' },
  file: { description: 'Its name, such as account_player.json' },
  more: { description: 'Its second level, such as `set` of `tags/set`' },
};

const PAGES = {
  offset: { type: 'integer', minimum: 0 },
  limit: { type: 'integer', minimum: 1 },
};

const body = (shape: z.ZodType, plain: string, jsons: readonly object[], words: readonly string[]) => ({
  content: {
    'application/json': { schema: json(shape, jsons) },
    'text/plain': { schema: { type: 'string', description: plain, examples: words } },
  },
});

const requested = body(
  request,
  'Stands for the one member that is natural',
  [{ query: 'Lanterns', types: ['album'] }],
  ['Lanterns'],
);

const bridgeRead = {
  tags: ['Requests'],
  summary: 'Asks the bridge what changes nothing',
  querystring: { type: 'object', properties: { uid: { type: 'string' } } },
  response: answered,
};

const bridgeRequest = {
  tags: ['Requests'],
  summary: 'Asks the bridge',
  body: body(request, 'Stands for the one member that is natural', [{}], ['family']),
  response: answered,
};

const SCHEMAS: Record<Operation, FastifySchema> = {
  accounts: {
    operationId: 'accounts',
    tags: ['State'],
    summary: 'All accounts: whether they are paired, and what is wrong',
    response: answered,
  },
  player: {
    operationId: 'player',
    tags: ['State'],
    summary: 'What plays, and what may be asked now',
    description:
      'In the shape of a Home Assistant media_player: the result is what <base>/<account>/player says.',
    params: params('account'),
    response: answered,
  },
  command: {
    operationId: 'command',
    tags: ['Commands'],
    summary: 'Has the player do something',
    params: params('account'),
    body: body(
      command,
      'A word, or a word and its argument',
      [
        { command: 'volume', volume: 30 },
        { command: 'play', playlist: 'Kitchen Disco' },
        { command: 'next' },
      ],
      ['pause', 'play', 'volume +5', 'shuffle on', 'repeat all'],
    ),
    response: answered,
  },
  hint: {
    operationId: 'hint',
    tags: ['Commands'],
    summary: 'Has the bridge look at Spotify now',
    description:
      'For whoever knows that something changed: the hook of a speaker, an automation. Answered at once; the body does not matter.',
    params: params('account'),
    response: answered,
  },
  read: {
    operationId: 'read',
    tags: ['Requests'],
    summary: 'Asks an account what changes nothing',
    params: params('account', 'what'),
    querystring: {
      type: 'object',
      properties: { ...PAGES, query: { type: 'string' }, id: { type: 'string' }, types: { type: 'string' } },
    },
    response: answered,
  },
  request: {
    operationId: 'request',
    tags: ['Requests'],
    summary: 'Asks an account',
    params: params('account', 'what'),
    body: requested,
    response: answered,
  },
  readBridge: { ...bridgeRead, operationId: 'readBridge', params: params('what') },
  readBridgeMore: { ...bridgeRead, operationId: 'readBridgeMore', params: params('what', 'more') },
  requestBridge: { ...bridgeRequest, operationId: 'requestBridge', params: params('what') },
  requestBridgeMore: { ...bridgeRequest, operationId: 'requestBridgeMore', params: params('what', 'more') },
  events: {
    operationId: 'events',
    tags: ['State'],
    summary: 'Everything at once, then what is new (server-sent events)',
    description:
      'Events: player, account, devices, tags, readers, happened, bridge; the data is JSON. The last 50 that happened are told to whoever comes; `Last-Event-ID` leaves out those that were heard.',
    response: {
      200: {
        description: 'A stream without end',
        content: { 'text/event-stream': { schema: { type: 'string' } } },
      },
      ...refusals,
    },
  },
  openapi: {
    operationId: 'openapi',
    tags: ['About'],
    summary: 'This description',
    response: { 200: { description: 'OpenAPI 3.1', content: content({ type: 'object' }) } },
  },
  schemas: {
    operationId: 'schemas',
    tags: ['About'],
    summary: 'The names of all JSON Schemas',
    response: { 200: { description: 'Names', content: content(json(schemaNames)) } },
  },
  schema: {
    operationId: 'schema',
    tags: ['About'],
    summary: 'The JSON Schema of a payload or of a file',
    params: params('file'),
    response: {
      200: { description: 'JSON Schema', content: content({ type: 'object' }) },
      404: refusals[404],
    },
  },
  asyncapi: {
    operationId: 'asyncapi',
    tags: ['About'],
    summary: 'What goes over MQTT',
    response: { 200: { description: 'AsyncAPI 3', content: content({ type: 'object' }) } },
  },
  alive: {
    operationId: 'alive',
    tags: ['About'],
    summary: 'Whether the process answers',
    security: [],
    response: {
      200: {
        description: 'It does',
        content: { 'text/plain': { schema: { type: 'string', examples: ['alive\n'] } } },
      },
    },
  },
  ready: {
    operationId: 'ready',
    tags: ['About'],
    summary: 'Whether the broker is there and each account is known',
    security: [],
    response: {
      200: { description: 'Ready', content: content(json(readiness)) },
      503: { description: 'Not ready', content: content(json(readiness)) },
    },
  },
  metrics: {
    operationId: 'metrics',
    tags: ['About'],
    summary: 'Metrics for Prometheus',
    response: {
      200: {
        description: 'The exposition format',
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
    },
  },
};

export const DESCRIBED: Described = Object.fromEntries(
  Object.entries(SCHEMAS).map(([operation, schema]) => [operation, { schema }]),
);
