import type { FastifyInstance } from 'fastify';
import type { PagesOptions } from './options.ts';
import { readCall } from './read-call.ts';
import type { Texts } from './texts/texts.ts';
import { advicePage } from './views/layout.ts';

/** What people see where there is no page, or where it broke. Of a broken one the log learns the place, never the request. */
export function addFailures(app: FastifyInstance, options: PagesOptions): void {
  app.setNotFoundHandler((request, reply) => {
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

function adviceOn(status: number, refused: Texts['refused']) {
  if (status === 413) return refused.tooLarge;
  return status < 500 ? refused.badRequest : refused.broken;
}
