import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Described } from './described.ts';
import { refuseCall, sendJson } from './refusal.ts';

export interface Documents {
  /** The description of the API itself. */
  openApi: () => Promise<object>;
  /** What else is described, as JSON by its path below /api: `asyncapi.json`, `schemas/….json`. */
  documents: () => Promise<ReadonlyMap<string, string>>;
}

const SCHEMAS = 'schemas/';

const params = z.object({ file: z.string() });

/** What tells programs, and those who write them, what they may ask. Made when somebody asks: a start shall not wait for it. */
export function addDocumentRoutes(
  app: FastifyInstance,
  { openApi, documents }: Documents,
  described: Described,
): void {
  app.get('/openapi.json', { ...described.openapi }, async (_request, reply) =>
    sendJson(reply, 200, await openApi()),
  );
  app.get('/asyncapi.json', { ...described.asyncapi }, (_request, reply) => send(reply, 'asyncapi.json'));
  app.get('/schemas', { ...described.schemas }, async (_request, reply) => {
    const paths = [...(await documents()).keys()].filter((path) => path.startsWith(SCHEMAS));
    return sendJson(reply, 200, { schemas: paths.map((path) => path.slice(SCHEMAS.length)) });
  });
  // An account may be called `schemas`; its addresses do not end so.
  app.get('/schemas/:file(^\\w+\\.json$)', { ...described.schema }, (request, reply) =>
    send(reply, `${SCHEMAS}${params.parse(request.params).file}`),
  );

  async function send(reply: FastifyReply, path: string): Promise<FastifyReply> {
    const text = (await documents()).get(path);
    if (text === undefined)
      return refuseCall(
        reply,
        404,
        `there is no description ${path}; /api/schemas lists those of payloads and files`,
      );
    return reply.type('application/json; charset=utf-8').send(text);
  }
}
