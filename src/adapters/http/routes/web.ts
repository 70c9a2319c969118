import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Encoding, WebFiles } from '../web-files.ts';

const names = z.object({ version: z.string(), name: z.string() });

/** What browsers run. The address changes with the content, so each file is fetched once. */
export function addWebRoutes(app: FastifyInstance, { version, files }: WebFiles): void {
  app.get('/web/:version/:name', async (request, reply) => {
    const asked = names.parse(request.params);
    const file = files.get(asked.name);
    // A page from before an update must not get half of its files from after it.
    if (!file || asked.version !== version) return reply.callNotFound();
    const encoding = bestOf(request.headers['accept-encoding']);
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(file.type)
      .send(await file.as(encoding));
  });
}

/** RFC 9110 §12.5.3, as far as browsers use it. */
function bestOf(header: string | string[] | undefined): Encoding {
  const offered = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  const takes = (name: string) => offered.includes(name);
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
