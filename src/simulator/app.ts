import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import { type Answer, type Call, text } from './answer.ts';
import type { World } from './world.ts';

/** Carries a world over HTTP. The application knows nothing of Spotify; it is the wire, and it breaks when it is told to. */
export function createApp(world: World, clock: Clock, closing: AbortSignal): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.all('/*', async (request, reply) => {
    const answer = lacksLength(request)
      ? text(411, 'Length Required')
      : world.answer(callOf(request), clock.now());
    if (answer.delayMs) await clock.sleep(answer.delayMs, closing);
    return send(answer, reply);
  });
  return app;
}

/** Spotify's front refuses a PUT or POST that does not say how long its body is (web-api #1594). */
function lacksLength({ method, headers }: FastifyRequest): boolean {
  if (method !== 'PUT' && method !== 'POST') return false;
  return headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
}

function callOf(request: FastifyRequest): Call {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const body = typeof request.body === 'string' ? request.body : '';
  return { method: request.method, url: request.url, headers, body };
}

function send(answer: Answer, reply: FastifyReply): FastifyReply {
  switch (answer.spoil) {
    case 'hang':
      return reply.hijack();
    case 'cut':
      reply.hijack();
      reply.raw.socket?.destroy();
      return reply;
    case 'half': {
      reply.hijack();
      const body = Buffer.from(answer.body);
      reply.raw.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
      // The connection may only end once the first half is on its way.
      reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), () => reply.raw.socket?.destroy());
      return reply;
    }
    default:
      return reply.code(answer.status).headers(answer.headers).send(answer.body);
  }
}
