import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { qrPng } from '../../../lib/qr.ts';
import { nameBrowser } from '../cookies.ts';
import type { PagesOptions } from '../options.ts';
import { readCall } from '../read-call.ts';
import { liveHeaders } from '../security.ts';
import { accountsPage } from '../views/accounts.ts';
import type { WebFiles } from '../web-files.ts';
import { fieldsOf } from './fields.ts';

/** The overview and its buttons. */
export function addAccountRoutes(app: FastifyInstance, options: PagesOptions, web: () => WebFiles): void {
  const { desk, clock, version } = options;

  // Without a house there is nobody whom the scripts could ask.
  const live = options.house && web;
  const headers = live && { helmet: liveHeaders(options.spotifyAccountsUrl) };
  app.get('/', { ...headers }, (request, reply) => {
    const call = readCall(request, options);
    // By it the API knows our page.
    nameBrowser(call, reply);
    const page = accountsPage(call, desk.accounts(), clock.now(), version, live?.());
    return reply.type('text/html').send(page);
  });

  app.post('/begin', (request, reply) => {
    desk.begin(fieldsOf(request.body).account);
    return reply.redirect(`${readCall(request, options).base}/`, 303);
  });

  app.post('/unpair', async (request, reply) => {
    await desk.unpair(fieldsOf(request.body).account);
    return reply.redirect(`${readCall(request, options).base}/`, 303);
  });

  app.get('/qr/:file', async (request, reply) => {
    const { file } = z.object({ file: z.string() }).parse(request.params);
    const card = desk.accounts().find(({ key }) => file === `${key}.png`);
    if (!card?.pairing) return reply.callNotFound();
    return reply.type('image/png').send(await qrPng(card.pairing.verificationUriComplete));
  });
}
