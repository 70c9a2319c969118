import type { FastifySchema } from 'fastify';

export type Operation =
  | 'accounts'
  | 'player'
  | 'command'
  | 'hint'
  | 'read'
  | 'request'
  | 'readBridge'
  | 'requestBridge'
  | 'readBridgeMore'
  | 'requestBridgeMore'
  | 'events'
  | 'openapi'
  | 'asyncapi'
  | 'schemas'
  | 'schema'
  | 'alive'
  | 'ready'
  | 'metrics';

/**
 * What OpenAPI says of each route. The bridge itself understands, refuses and answers, so the routes that serve are not
 * described: a start would wait for schemas that nobody reads.
 */
export type Described = Partial<Record<Operation, { schema: FastifySchema }>>;
