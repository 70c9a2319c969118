import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { PagesOptions } from '../options.ts';

type PackageOf = NonNullable<PagesOptions['packageOf']>;

/** A player for Home Assistant, to be saved under /config/packages. */
export function addPackageRoutes(app: FastifyInstance, packageOf: PackageOf): void {
  app.get('/package/:file', (request, reply) => {
    const { file } = z.object({ file: z.string() }).parse(request.params);
    const [, account] = /^([a-z0-9_]+)\.yaml$/.exec(file) ?? [];
    const text = account === undefined ? undefined : packageOf(account);
    if (text === undefined) return reply.callNotFound();
    return reply
      .type('text/yaml; charset=utf-8')
      .header('content-disposition', `attachment; filename="spotify_${account}.yaml"`)
      .send(text);
  });
}
