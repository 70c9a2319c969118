import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Landed } from '../../../core/pairing.ts';
import type { Call } from '../call.ts';
import { nameBrowser } from '../cookies.ts';
import type { PagesOptions } from '../options.ts';
import { Outcomes } from '../outcomes.ts';
import { canPasteAgain } from '../paste-again.ts';
import { readCall } from '../read-call.ts';
import { landedPage } from '../views/landed.ts';
import { stepsPage } from '../views/steps.ts';
import { linkToSpotify } from '../web-link.ts';
import { fieldsOf } from './fields.ts';

const member = z.string().optional().catch(undefined);
/** Spotify's answer (RFC 6749 §4.1.2); repeated members are none (§3.1). */
const answer = z.object({ code: member, state: member, error: member });

/** The way back from Spotify: by itself, or pasted. */
export function addLandingRoutes(app: FastifyInstance, options: PagesOptions): void {
  const { desk, clock, spotifyAccountsUrl } = options;
  const outcomes = new Outcomes(clock);

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
    const wrong = call.texts.landed.wrong[landed.why];
    const page = stepsPage(call, { account, authorizeUrl, mode, scopes: [], wrong });
    return reply.code(422).type('text/html').send(page);
  });

  app.post('/confirm', async (request, reply) => {
    const call = readCall(request, options);
    return tell(call, reply, await desk.confirm(fieldsOf(request.body).ticket));
  });

  app.get('/pair/done', (request, reply) => {
    const call = readCall(request, options);
    return reply.type('text/html').send(landedPage(call, outcomes.of(call.visit.browser)));
  });

  /** Sends the browser to a page that tells it, whose address has neither code nor state. */
  function tell(call: Call, reply: FastifyReply, landed: Landed): FastifyReply {
    outcomes.keep(nameBrowser(call, reply), landed);
    return reply.redirect(`${call.base}/pair/done`, 303);
  }
}
