import type { FastifyInstance, HTTPMethods } from 'fastify';
import { isApi, refuseCall } from '../api/refusal.ts';
import type { PagesOptions } from '../options.ts';
import { readCall } from '../read-call.ts';
import { advicePage } from '../views/layout.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Answers 405 (RFC 9110 §15.5.6) to every other method of the routes that `add` adds. */
export function addOtherMethods(app: FastifyInstance, options: PagesOptions, add: () => void): void {
  const taken = new Map<string, Set<HTTPMethods>>();
  let listening = true;
  app.addHook('onRoute', ({ routePath: url, method }) => {
    if (!listening) return;
    const methods = taken.get(url) ?? new Set<HTTPMethods>();
    for (const one of [method].flat()) methods.add(one);
    taken.set(url, methods);
  });
  add();
  listening = false;
  for (const [url, methods] of taken) {
    const allow = [...methods].join(', ');
    const rest = METHODS.filter((method) => !methods.has(method));
    app.route({
      url,
      method: rest,
      exposeHeadRoute: false,
      // Before the body is read, so that a foreign kind of body is not what the answer is about.
      onRequest: async (request, reply) => {
        reply.header('allow', allow);
        // Not for foreign pages (CORS): they are refused before.
        if (isApi(request) && request.method === 'OPTIONS') return reply.code(204).send();
        if (isApi(request))
          return refuseCall(reply, 405, `${request.method} is not for this address; ${allow}`);
        const call = readCall(request, options);
        reply.code(405).type('text/html');
        return reply.send(advicePage(call, call.texts.refused.method));
      },
      handler: () => undefined,
    });
  }
}
