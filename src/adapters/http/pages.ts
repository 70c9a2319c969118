import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import { addApi } from './api/api.ts';
import { isAtHome } from './api/may.ts';
import { addFailures, refuseAddress } from './failures.ts';
import { addGuards } from './guards.ts';
import { noProgress } from './kept.ts';
import { type PagesOptions, USUAL_LIMITS } from './options.ts';
import { readCall } from './read-call.ts';
import { addAccountRoutes } from './routes/accounts.ts';
import { addCodeRoutes } from './routes/code.ts';
import { addFixedRoutes } from './routes/fixed.ts';
import { addHealthRoutes } from './routes/health.ts';
import { addLandingRoutes } from './routes/landing.ts';
import { addOtherMethods } from './routes/other-methods.ts';
import { addPackageRoutes } from './routes/package.ts';
import { addSetupRoutes } from './routes/setup.ts';
import { addTagRoutes } from './routes/tags.ts';
import { addWebRoutes } from './routes/web.ts';
import { securityHeaders } from './security.ts';
import { readWebFiles, type WebFiles } from './web-files.ts';

const BODY_BYTES = 16 * 1024;

/** As ready as it can be: it waits for a person, as one does that is not paired, and no restart would help. */
const WAITING = {
  readiness: () => ({
    ready: true,
    why: [],
    problems: { configuration: 'it is waited for on the page /setup' },
  }),
};

/** The pages as an application without a socket. They work without JavaScript, and never log an address or a form. */
export async function createPages(options: PagesOptions): Promise<FastifyInstance> {
  const limits = { ...USUAL_LIMITS, ...options.limits };
  const app = Fastify({
    logger: false,
    trustProxy: false,
    bodyLimit: BODY_BYTES,
    frameworkErrors: refuseAddress,
    // Phones begin words with a capital, and people end addresses with a slash.
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
  });
  // Only forms are taken; what a foreign page could send without being asked (text/plain) is not.
  app.removeAllContentTypeParsers();
  await app.register(formbody);
  await app.register(cookie);
  await app.register(helmet, securityHeaders(options.spotifyAccountsUrl));
  await app.register(rateLimit, { global: false });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  addGuards(app, options, limits);
  addFailures(app, options);
  // Read when a browser asks: a start need not wait for it.
  let read: WebFiles | undefined;
  const web = () => {
    read ??= readWebFiles();
    return read;
  };
  const progress = noProgress(options.clock);
  addOtherMethods(app, options, () => {
    addFixedRoutes(app);
    addHealthRoutes(app, {
      house: options.settings?.desk.waiting ? () => WAITING : (options.house ?? (() => undefined)),
      mayKnow: (request) => isAtHome(readCall(request, options), options),
      metrics: options.metrics,
      described: {},
    });
    if (options.settings) addSetupRoutes(app, options, options.settings);
    if (options.settings?.desk.waiting) return;
    addWebRoutes(app, web);
    addAccountRoutes(app, options, web);
    addCodeRoutes(app, options, progress);
    addLandingRoutes(app, options, progress);
    if (options.packageOf) addPackageRoutes(app, options.packageOf);
    if (options.tags) addTagRoutes(app, options, options.tags);
  });
  if (options.house) addApi(app, options, options.house);
  return app;
}
