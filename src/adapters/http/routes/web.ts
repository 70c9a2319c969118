import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendWebFile } from '../send-web-file.ts';
import type { WebFiles } from '../web-files.ts';

const names = z.object({ version: z.string(), name: z.string() });

/** What browsers run. The address changes with the content, so each file is fetched once. */
export function addWebRoutes(app: FastifyInstance, web: () => WebFiles): void {
  app.get('/web/:version/:name', (request, reply) => {
    const asked = names.parse(request.params);
    const { version, files } = web();
    const file = files.get(asked.name);
    // A page from before an update must not get half of its files from after it.
    if (!file || asked.version !== version) return reply.callNotFound();
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return sendWebFile(request, reply, file);
  });
}
