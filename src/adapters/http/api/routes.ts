import type { FastifyInstance } from 'fastify';
import type { House } from '../../../core/house.ts';
import type { Clock } from '../../../lib/clock.ts';
import { addAskingRoutes } from './asking.ts';
import type { Audience } from './audience.ts';
import type { Described } from './described.ts';
import { addDocumentRoutes, type Documents } from './documents.ts';
import { addListeningRoute } from './listening.ts';

export interface ApiParts extends Documents {
  /** Undefined while the bridge is not there (yet). */
  house: () => House | undefined;
  clock: Clock;
  audience: Audience;
  described: Described;
}

/** All that is below /api. */
export function addApiRoutes(app: FastifyInstance, parts: ApiParts): void {
  const { house, clock, audience, described } = parts;
  // As it came: the bridge reads it as it reads MQTT's payloads. Forms, which any page can send, are none.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'text/plain'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  addAskingRoutes(app, house, clock, described);
  addListeningRoute(app, house, audience, described);
  addDocumentRoutes(app, parts, described);
}
