import type { FastifyReply } from 'fastify';
import type { Call } from '../call.ts';
import type { Progress } from '../kept.ts';
import type { Steps } from '../views/paste-form.ts';
import { stepsPage } from '../views/steps.ts';

/** Sends the browser to its steps, which it may load again; one that keeps no cookie gets them at once. */
export function showSteps(call: Call, reply: FastifyReply, progress: Progress, steps: Steps): FastifyReply {
  const { browser } = call.visit;
  if (browser === null) {
    return reply
      .code(steps.wrong === undefined ? 200 : 422)
      .type('text/html')
      .send(stepsPage(call, steps));
  }
  progress.steps.keep(browser, steps);
  return reply.redirect(`${call.base}/pair/steps`, 303);
}
