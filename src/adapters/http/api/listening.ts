import type { FastifyInstance } from 'fastify';
import type { House } from '../../../core/house.ts';
import type { Audience } from './audience.ts';
import type { Described } from './described.ts';
import { refuseCall, refuseStarting } from './refusal.ts';

const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** The news, as server-sent events. */
export function addListeningRoute(
  app: FastifyInstance,
  house: () => House | undefined,
  audience: Audience,
  described: Described,
): void {
  app.addHook('preClose', async () => audience.close());

  app.head('/events', (_request, reply) => reply.type(EVENT_STREAM).send());

  app.get('/events', { ...described.events, exposeHeadRoute: false }, (request, reply) => {
    const there = house();
    if (!there) return refuseStarting(reply);
    if (audience.isFull) {
      reply.header('retry-after', 30);
      return refuseCall(reply, 503, 'too many listen already', 'too_many');
    }
    reply.type(EVENT_STREAM);
    // What is held back until there is more of it (nginx), or until it can be packed, comes too late.
    reply.header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no');
    reply.hijack();
    reply.raw.writeHead(200, headersOf(reply.getHeaders()));
    const lastId = Number(request.headers['last-event-id'] ?? 0) || 0;
    audience.admit(reply.raw, there, lastId, () => house() === there);
    return reply;
  });
}

function headersOf(headers: Record<string, number | string | string[] | undefined>) {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
