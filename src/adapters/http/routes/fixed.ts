import type { FastifyInstance } from 'fastify';
import { sendWebFile } from '../send-web-file.ts';
import { ICON, STYLE } from '../style.ts';
import { TAG_STYLE } from '../tag-style.ts';
import { webFile } from '../web-files.ts';

/** What is the same for everybody. */
export function addFixedRoutes(app: FastifyInstance): void {
  const style = webFile('text/css', STYLE + TAG_STYLE);
  const etag = `"${style.hash}"`;
  app.get('/page.css', (request, reply) => {
    // Every page asks for it, and gets it once.
    reply.header('cache-control', 'no-cache').header('etag', etag);
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    return sendWebFile(request, reply, style);
  });
  app.get('/icon.svg', (_request, reply) => reply.type('image/svg+xml').send(ICON));
}
