import { hostname } from 'node:os';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hostnameOf, isOurs, namesOf } from './hosts.ts';
import type { Limits, PagesOptions } from './options.ts';
import { isOurForm } from './origin.ts';
import { knowsPassword } from './password.ts';
import { readCall } from './read-call.ts';
import type { Advice } from './texts/texts.ts';
import { advicePage } from './views/layout.ts';
import { wholeMinutes } from './views/minutes.ts';

const URL_BYTES = 4096;
const MINUTE_MS = 60_000;
/** What a person needs who has a code and nothing else, and what shows nothing. */
const OPEN = new Set([
  '/pair',
  '/pair/steps',
  '/pair/done',
  '/paste',
  '/confirm',
  '/callback',
  '/healthz',
  '/page.css',
  '/icon.svg',
]);

/** Puts a guard in front of every route, in the order in which they stand here. The rate-limit plugin must be loaded. */
export function addGuards(app: FastifyInstance, options: PagesOptions, limits: Limits): void {
  const { url, publicUrl, trustedHosts, password, log } = options;
  const names = namesOf([url, publicUrl], trustedHosts, options.hostname ?? hostname());
  const origins = [url, publicUrl].map((address) => address && new URL(address).origin);

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.length <= URL_BYTES) return;
    return refuse(request, reply, 414, (texts) => texts.tooLarge);
  });

  app.addHook('onRequest', async (request, reply) => {
    if (pathOf(request) === '/healthz' || readCall(request, options).ingress) return;
    const host = request.headers.host ?? '';
    if (isOurs(host, names)) {
      options.onHost?.(host);
      return;
    }
    const name = hostnameOf(host) ?? host.slice(0, 100);
    log.debug({ host: name }, 'Refused a browser that calls the pages by a name that is not ours');
    return refuse(request, reply, 421, (texts) => texts.host(name));
  });

  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const sender = { origin: request.headers.origin, fetchSite: one(request.headers['sec-fetch-site']) };
    if (isOurForm(sender, readCall(request, options).hosts, origins)) return;
    return refuse(request, reply, 403, (texts) => texts.origin);
  });

  const perAddress = app.createRateLimit({ max: limits.perAddress, timeWindow: MINUTE_MS });
  const inAll = app.createRateLimit({ max: limits.inAll, timeWindow: MINUTE_MS, keyGenerator: () => 'all' });
  app.addHook('onRequest', async (request, reply) => {
    // The way back from Spotify is counted too: each one is a request to Spotify.
    if (request.method !== 'POST' && pathOf(request) !== '/callback') return;
    // One address that sends too much must not use up what all share, so it is asked first.
    for (const limiter of [perAddress, inAll]) {
      const count = await limiter(request);
      if (!count.isAllowed && count.isExceeded) return refuseMany(request, reply, count.ttl);
    }
  });

  if (password === undefined) return;
  const wrongOnes = app.createRateLimit({ max: limits.wrongPasswords, timeWindow: MINUTE_MS });
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    if (path === undefined || OPEN.has(path) || readCall(request, options).ingress) return;
    const { authorization } = request.headers;
    const before = await wrongOnes(request, { increment: false });
    if (!before.isAllowed && before.remaining === 0) return refuseMany(request, reply, before.ttl);
    if (knowsPassword(authorization, password)) return;
    if (authorization !== undefined) await wrongOnes(request);
    reply.header('www-authenticate', 'Basic realm="spotify2mqtt", charset="UTF-8"');
    return refuse(request, reply, 401, (texts) => texts.password);
  });

  function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    advice: (texts: ReturnType<typeof readCall>['texts']['refused']) => Advice,
  ): FastifyReply {
    const call = readCall(request, options);
    return reply
      .code(status)
      .type('text/html')
      .send(advicePage(call, advice(call.texts.refused)));
  }

  function refuseMany(request: FastifyRequest, reply: FastifyReply, leftMs: number): FastifyReply {
    reply.header('retry-after', Math.ceil(leftMs / 1000));
    const { texts } = readCall(request, options);
    return refuse(request, reply, 429, (refused) => refused.tooMany(texts.minutes(wholeMinutes(leftMs))));
  }
}

/** The route's own path, however it was written; undefined where there is no such route. */
function pathOf(request: FastifyRequest): string | undefined {
  return request.is404 ? undefined : request.routeOptions.url;
}

function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}
