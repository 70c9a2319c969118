import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Entered } from '../../../core/pairing.ts';
import type { Call } from '../call.ts';
import { dropCode, keepCode, keptCode, nameBrowser } from '../cookies.ts';
import { hostnameOf } from '../hosts.ts';
import type { Progress } from '../kept.ts';
import type { PagesOptions } from '../options.ts';
import { readCall } from '../read-call.ts';
import type { Advice } from '../texts/texts.ts';
import { codePage } from '../views/code.ts';
import { wholeMinutes } from '../views/minutes.ts';
import { linkToSpotify } from '../web-link.ts';
import { fieldsOf } from './fields.ts';
import { showSteps } from './show-steps.ts';

const STATUS = { unknown: 422, expired: 422, too_many: 429 } as const;

/** Of a link (RFC 8628 §3.3.1); repeated members are none (RFC 6749 §3.1). */
const link = z.object({ user_code: z.string().optional().catch(undefined) });

/** The code: by hand, or in a link. */
export function addCodeRoutes(app: FastifyInstance, options: PagesOptions, progress: Progress): void {
  const { desk, clock, spotifyAccountsUrl } = options;

  app.get('/pair', (request, reply) => {
    const call = readCall(request, options);
    // Spotify sends the browser back to 127.0.0.1 (it takes no `localhost`), and the cookie must be of that name then.
    if (call.visit.via === 'loopback' && hostnameOf(request.headers.host ?? '') === 'localhost') {
      const host = (request.headers.host ?? '').replace(/^localhost\.?/i, '127.0.0.1');
      return reply.redirect(`http://${host}${request.url}`, 303);
    }
    nameBrowser(call, reply);
    const { user_code: code } = link.parse(request.query);
    if (code !== undefined) {
      keepCode(call, reply, code);
      return reply.redirect(`${call.base}/pair`, 303);
    }
    return reply.type('text/html').send(codePage(call, desk.accounts(), { code: keptCode(request) }));
  });

  app.post('/pair', (request, reply) => {
    const call = readCall(request, options);
    nameBrowser(call, reply);
    dropCode(call, reply);
    const { user_code: code } = fieldsOf(request.body);
    reply.type('text/html');
    if (code === '') {
      const wrong = { title: call.texts.code.missing, advice: call.texts.code.hint };
      return reply.code(422).send(codePage(call, desk.accounts(), { code, wrong }));
    }
    const entered = desk.enter(code, call.visit);
    if (!entered.ok) {
      const left = (entered.retryAt ?? 0) - clock.now();
      if (left > 0) reply.header('retry-after', Math.ceil(left / 1000));
      const wrong = adviceOn(entered, call, left);
      return reply.code(STATUS[entered.why]).send(codePage(call, desk.accounts(), { code, wrong }));
    }
    const authorizeUrl = linkToSpotify(entered.authorizeUrl, spotifyAccountsUrl);
    return showSteps(call, reply, progress, { ...entered, authorizeUrl });
  });

  // Somebody who comes back to these addresses later has lost the form; the code leads there again.
  for (const path of ['/paste', '/confirm']) {
    app.get(path, (request, reply) => reply.redirect(`${readCall(request, options).base}/pair`, 303));
  }
}

function adviceOn(entered: Entered & { ok: false }, { texts }: Call, leftMs: number): Advice {
  return texts.code.wrong[entered.why](texts.minutes(wholeMinutes(leftMs)));
}
