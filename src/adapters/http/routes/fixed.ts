import type { FastifyInstance } from 'fastify';
import { ICON, STYLE } from '../style.ts';
import { TAG_STYLE } from '../tag-style.ts';

/** What is the same for everybody. */
export function addFixedRoutes(app: FastifyInstance): void {
  app.get('/page.css', (_request, reply) => reply.type('text/css').send(STYLE + TAG_STYLE));
  app.get('/icon.svg', (_request, reply) => reply.type('image/svg+xml').send(ICON));
}
