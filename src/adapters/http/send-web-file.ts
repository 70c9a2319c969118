import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Encoding, WebFile } from './web-files.ts';

/** Sends a file as small as the browser takes it. */
export async function sendWebFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: WebFile,
): Promise<FastifyReply> {
  const encoding = bestOf(request.headers['accept-encoding']);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply
    .header('vary', 'accept-encoding')
    .type(file.type)
    .send(await file.as(encoding));
}

/** RFC 9110 §12.5.3, as far as browsers use it. */
function bestOf(header: string | string[] | undefined): Encoding {
  const offered = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  if (offered.includes('br')) return 'br';
  return offered.includes('gzip') ? 'gzip' : 'identity';
}
