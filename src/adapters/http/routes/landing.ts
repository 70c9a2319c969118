import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Landed } from '../../../core/pairing.ts';
import type { Call } from '../call.ts';
import { nameBrowser } from '../cookies.ts';
import type { Progress } from '../kept.ts';
import type { PagesOptions } from '../options.ts';
import { canPasteAgain } from '../paste-again.ts';
import { readCall } from '../read-call.ts';
import { landedPage } from '../views/landed.ts';
import { stepsPage } from '../views/steps.ts';
import { linkToSpotify } from '../web-link.ts';
import { fieldsOf } from './fields.ts';
import { showSteps } from './show-steps.ts';

const member = z.string().optional().catch(undefined);
/** Spotify's answer (RFC 6749 §4.1.2); repeated members are none (§3.1). */
const answer = z.object({ code: member, state: member, error: member });

/** The way back from Spotify: by itself, or pasted. */
export function addLandingRoutes(app: FastifyInstance, options: PagesOptions, progress: Progress): void {
  const { desk, spotifyAccountsUrl } = options;

  app.get('/callback', async (request, reply) => {
    const call = readCall(request, options);
    const { code, state, error } = answer.parse(request.query);
    const landed = await desk.land(
      {
        ...(code !== undefined && { code }),
        ...(state !== undefined && { state }),
        ...(error !== undefined && { error }),
      },
      call.visit,
    );
    return tell(call, reply, landed);
  });

  app.post('/paste', async (request, reply) => {
    const call = readCall(request, options);
    const { address, account: key, authorize_url, mode } = fieldsOf(request.body);
    const landed = await desk.paste(address, call.visit);
    const account = desk.accounts().find((card) => card.key === key);
    if (!canPasteAgain(landed) || !account) return tell(call, reply, landed);
    const authorizeUrl = linkToSpotify(authorize_url, spotifyAccountsUrl);
    return showSteps(call, reply, progress, { account, authorizeUrl, mode, scopes: [], wrong: landed.why });
  });

  app.post('/confirm', async (request, reply) => {
    const call = readCall(request, options);
    return tell(call, reply, await desk.confirm(fieldsOf(request.body).ticket));
  });

  app.get('/pair/steps', (request, reply) => {
    const call = readCall(request, options);
    const steps = progress.steps.of(call.visit.browser);
    if (!steps) return reply.redirect(`${call.base}/pair`, 303);
    return reply.type('text/html').send(stepsPage(call, steps));
  });

  app.get('/pair/done', (request, reply) => {
    const call = readCall(request, options);
    return reply.type('text/html').send(landedPage(call, progress.landed.of(call.visit.browser)));
  });

  /** Sends the browser to a page that tells it, whose address has neither code nor state. */
  function tell(call: Call, reply: FastifyReply, landed: Landed): FastifyReply {
    const browser = nameBrowser(call, reply);
    progress.landed.keep(browser, landed);
    if (landed.ok) progress.steps.drop(browser);
    return reply.redirect(`${call.base}/pair/done`, 303);
  }
}
