import { hostname } from 'node:os';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayUse, senderOf, type Verdict } from './api/may.ts';
import { isApi, refuseCall } from './api/refusal.ts';
import { hostnameOf, isOurs, namesOf } from './hosts.ts';
import type { Limits, PagesOptions } from './options.ts';
import { isOurForm, originsOf } from './origin.ts';
import { knowsPassword } from './password.ts';
import { readCall } from './read-call.ts';
import type { Advice, Texts } from './texts/texts.ts';
import { advicePage } from './views/layout.ts';
import { wholeMinutes } from './views/minutes.ts';

const URL_BYTES = 4096;
const MINUTE_MS = 60_000;
/** What whoever watches over the process asks, by any name. */
const PROBES = new Set(['/healthz', '/readyz']);
/** What a person needs who has a code and nothing else, and what shows nothing. */
const OPEN = new Set([
  '/pair',
  '/pair/steps',
  '/pair/done',
  '/paste',
  '/confirm',
  '/callback',
  '/page.css',
  '/icon.svg',
  ...PROBES,
]);

/** What decides something, and is read here and by a proxy before us: where it stands twice each may believe another one. */
const ONCE = [
  'host',
  'authorization',
  'content-type',
  'origin',
  'sec-fetch-site',
  'x-ingress-path',
  'x-forwarded-host',
];
/** So many addresses are remembered that knew the password. */
const MOST_KNOWN = 256;

const BASIC = 'Basic realm="spotify2mqtt", charset="UTF-8"';
const BEARER = 'Bearer realm="spotify2mqtt"';
const WHO = 'the API needs http.token (Authorization: Bearer …) or http.password (Basic, any user name)';
const API_IS_OFF =
  'the API answers programs on this machine alone; http.token in the configuration (Authorization: Bearer …) opens it to others';

/** Puts a guard in front of every route, in the order in which they stand here. The rate-limit plugin must be loaded. */
export function addGuards(app: FastifyInstance, options: PagesOptions, limits: Limits): void {
  const { url, publicUrl, trustedHosts, password, log } = options;
  const names = namesOf([url, publicUrl], trustedHosts, options.hostname ?? hostname());
  const origins = originsOf(options);

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.length <= URL_BYTES) return;
    const message = `an address of ${request.url.length} characters is too long; ${URL_BYTES} at most`;
    return refuse(request, reply, 414, (texts) => texts.tooLarge, message);
  });

  app.addHook('onRequest', async (request, reply) => {
    const twice = ONCE.find((name) => timesOf(name, request) > 1);
    if (twice === undefined && request.url.startsWith('/')) return;
    const wrong = twice === undefined ? 'the address begins with no /' : `there is more than one ${twice}`;
    return refuse(request, reply, 400, (texts) => texts.badRequest, wrong);
  });

  app.addHook('onRequest', async (request, reply) => {
    if (PROBES.has(pathOf(request) ?? '') || readCall(request, options).ingress) return;
    const host = request.headers.host ?? '';
    if (isOurs(host, names)) return;
    const name = hostnameOf(host) ?? host.slice(0, 100);
    log.debug({ host: name }, 'Refused a browser that calls the pages by a name that is not ours');
    const message = 'this bridge does not go by the name in Host; http.trusted_hosts allows further names';
    return refuse(request, reply, 421, (texts) => texts.host(name), message);
  });

  app.addHook('onRequest', async (request, reply) => {
    // Forms cannot read what they are answered; of the API foreign pages shall not even hold a connection.
    if (!isApi(request) && (request.method === 'GET' || request.method === 'HEAD')) return;
    if (isOurForm(senderOf(request), readCall(request, options).hosts, origins)) return;
    return refuse(request, reply, 403, (texts) => texts.origin, 'pages of other addresses may not ask here');
  });

  const perAddress = app.createRateLimit({ max: limits.perAddress, timeWindow: MINUTE_MS });
  const inAll = app.createRateLimit({ max: limits.inAll, timeWindow: MINUTE_MS, keyGenerator: () => 'all' });
  const calls = app.createRateLimit({ max: limits.apiPerAddress, timeWindow: MINUTE_MS });
  const callsInAll = app.createRateLimit({
    max: limits.apiInAll,
    timeWindow: MINUTE_MS,
    keyGenerator: () => 'all',
  });
  app.addHook('onRequest', async (request, reply) => {
    // The way back from Spotify is counted too: each one is a request to Spotify.
    if (!isApi(request) && request.method !== 'POST' && pathOf(request) !== '/callback') return;
    // One address that sends too much must not use up what all share, so it is asked first.
    for (const limiter of isApi(request) ? [calls, callsInAll] : [perAddress, inAll]) {
      const count = await limiter(request);
      if (!count.isAllowed && count.isExceeded) return refuseMany(request, reply, count.ttl);
    }
  });

  const wrongOnes = app.createRateLimit({ max: limits.wrongPasswords, timeWindow: MINUTE_MS });
  const wrongInAll = app.createRateLimit({
    max: limits.wrongInAll,
    timeWindow: MINUTE_MS,
    keyGenerator: () => 'all',
  });
  // A stranger with many addresses must not lock out those who live here.
  const known = new Set<string>();
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    const call = readCall(request, options);
    if (call.ingress) return;
    const { authorization, host = '' } = request.headers;
    if (!isApi(request) && (password === undefined || path === undefined || OPEN.has(path))) {
      // It goes into links and QR codes, so that where there is a password nobody else may say it.
      if (password === undefined && !PROBES.has(path ?? '')) options.onHost?.(host);
      return;
    }
    const isGuess = authorization !== undefined;
    for (const limiter of isGuess && !known.has(request.ip) ? [wrongOnes, wrongInAll] : [wrongOnes]) {
      const before = await limiter(request, { increment: false });
      if (!before.isAllowed && before.remaining === 0) return refuseMany(request, reply, before.ttl);
    }
    const verdict = isApi(request) ? mayUse(request, call, options) : mayOpen(authorization);
    if (verdict === 'yes') {
      if (isGuess && known.size < MOST_KNOWN) known.add(request.ip);
      options.onHost?.(host);
      return;
    }
    if (isGuess) {
      await wrongOnes(request);
      if (!known.has(request.ip)) await wrongInAll(request);
    }
    if (verdict === 'off') return refuseCall(reply, 403, API_IS_OFF);
    reply.header('www-authenticate', password === undefined ? BEARER : BASIC);
    return refuse(request, reply, 401, (texts) => texts.password, WHO);
  });

  function mayOpen(authorization: string | undefined): Verdict {
    return password === undefined || knowsPassword(authorization, password) ? 'yes' : 'unknown';
  }

  function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    advice: (texts: Texts['refused']) => Advice,
    message: string,
  ): FastifyReply {
    if (isApi(request)) return refuseCall(reply, status, message);
    const call = readCall(request, options);
    return reply
      .code(status)
      .type('text/html')
      .send(advicePage(call, advice(call.texts.refused)));
  }

  function refuseMany(request: FastifyRequest, reply: FastifyReply, leftMs: number): FastifyReply {
    const seconds = Math.ceil(leftMs / 1000);
    reply.header('retry-after', seconds);
    const { texts } = readCall(request, options);
    const advice = (refused: Texts['refused']) => refused.tooMany(texts.minutes(wholeMinutes(leftMs)));
    return refuse(request, reply, 429, advice, `too many requests; again in ${seconds} s`);
  }
}

function timesOf(name: string, { raw }: FastifyRequest): number {
  return raw.rawHeaders.filter((one, index) => index % 2 === 0 && one.toLowerCase() === name).length;
}

/** The route's own path, however it was written; undefined where there is no such route. */
function pathOf(request: FastifyRequest): string | undefined {
  return request.is404 ? undefined : request.routeOptions.url;
}
