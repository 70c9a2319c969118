import type { FastifyInstance } from 'fastify';
import type { House } from '../../../core/house.ts';
import type { Clock } from '../../../lib/clock.ts';
import { addAskingRoutes } from './asking.ts';
import type { Audience } from './audience.ts';
import type { Described } from './described.ts';
import { addListeningRoute } from './listening.ts';

export interface ApiParts {
  /** Undefined while the bridge is not there (yet). */
  house: () => House | undefined;
  clock: Clock;
  audience: Audience;
  /** The description of the API itself. */
  document: () => Promise<object>;
  described: Described;
}

/** All that is below /api. */
export function addApiRoutes(
  app: FastifyInstance,
  { house, clock, audience, document, described }: ApiParts,
): void {
  // As it came: the bridge reads it as it reads MQTT's payloads. Forms, which any page can send, are none.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'text/plain'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  addAskingRoutes(app, house, clock, described);
  addListeningRoute(app, house, audience, described);
  app.get('/openapi.json', { ...described.openapi }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(await document())),
  );
}
