import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { House } from '../../../core/house.ts';
import type { Described } from '../api/described.ts';
import { sendJson } from '../api/refusal.ts';

interface Parts {
  /** Undefined while the bridge is not there (yet). */
  house: () => Pick<House, 'readiness'> | undefined;
  /** Whether whoever asks may know more than yes or no. No password is looked at here: its guesses would not be counted. */
  mayKnow: (request: FastifyRequest) => boolean;
  /** Without it there is no such page. */
  metrics: (() => Promise<{ contentType: string; text: string }>) | undefined;
  described: Described;
}

/** For those who watch over the process. */
export function addHealthRoutes(app: FastifyInstance, { house, mayKnow, metrics, described }: Parts): void {
  app.get('/healthz', { ...described.alive }, (_request, reply) => reply.type('text/plain').send('alive\n'));

  app.get('/readyz', { ...described.ready }, (request, reply) => {
    const { ready, ...more } = house()?.readiness() ?? { ready: false, why: ['the bridge is starting'] };
    return sendJson(reply, ready ? 200 : 503, mayKnow(request) ? { ready, ...more } : { ready });
  });

  if (!metrics) return;
  app.get('/metrics', { ...described.metrics }, async (_request, reply) => {
    const { contentType, text } = await metrics();
    return reply.type(contentType).send(text);
  });
}
