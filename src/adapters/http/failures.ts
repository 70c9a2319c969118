import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isApi, refuseCall } from './api/refusal.ts';
import type { PagesOptions } from './options.ts';
import { readCall } from './read-call.ts';
import type { Texts } from './texts/texts.ts';
import { advicePage } from './views/layout.ts';

/** What is answered to an address that cannot be read, which no route and no guard sees. */
export function refuseAddress(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  // What sets the headers of all other answers does not see it either.
  reply.headers({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  });
  if (isApi(request))
    void refuseCall(reply, 400, 'the address cannot be read: a % in it is followed by two hex digits');
  else void reply.code(400).type('text/plain').send('This address cannot be read.\n');
}

/** What people see where there is no page, or where it broke. Of a broken one the log learns the place, never the request. */
export function addFailures(app: FastifyInstance, options: PagesOptions): void {
  app.setNotFoundHandler((request, reply) => {
    if (isApi(request))
      return refuseCall(reply, 404, 'there is nothing at this address; /api/openapi.json says what is');
    const call = readCall(request, options);
    return reply.code(404).type('text/html').send(advicePage(call, call.texts.refused.notFound));
  });

  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) {
      const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' };
      // The message may quote what was sent; the frames below it do not.
      const at = stack?.split('\n').filter((line) => line.startsWith('    at '));
      options.log.error({ route: request.routeOptions.url, error: name, at }, 'A page broke');
    }
    if (isApi(request)) return refuseCall(reply, status, wordOn(status));
    const call = readCall(request, options);
    return reply
      .code(status)
      .type('text/html')
      .send(advicePage(call, adviceOn(status, call.texts.refused)));
  });
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : 500;
}

function wordOn(status: number): string {
  if (status === 413) return 'the body is too long';
  if (status === 415) return 'a body is application/json or text/plain (Content-Type says which)';
  return status < 500 ? 'the request could not be read' : 'the bridge broke over this; its log says where';
}

function adviceOn(status: number, refused: Texts['refused']) {
  if (status === 413) return refused.tooLarge;
  return status < 500 ? refused.badRequest : refused.broken;
}
