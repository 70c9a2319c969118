import type { FastifyRequest } from 'fastify';
import type { Call } from '../call.ts';
import type { PagesOptions } from '../options.ts';
import { isOurForm, originsOf, type Sender } from '../origin.ts';
import { knowsPassword, knowsToken } from '../password.ts';

/** `off`: the API has not been switched on for whoever is not on this machine. */
export type Verdict = 'yes' | 'off' | 'unknown';

/** Whether somebody may use the API. */
export function mayUse(request: FastifyRequest, call: Call, options: PagesOptions): Verdict {
  const { password, token } = options;
  if (isAtHome(call, options)) return 'yes';
  const { authorization } = request.headers;
  if (token !== undefined && knowsToken(authorization, token)) return 'yes';
  if (password !== undefined) return knowsPassword(authorization, password) ? 'yes' : 'unknown';
  if (authorization === undefined && isOurPage(request, call, options)) return 'yes';
  return token === undefined ? 'off' : 'unknown';
}

/** Whether somebody needs no credentials: is on this machine, or was let in by Home Assistant. */
export function isAtHome(call: Call, { publicUrl, trustedHosts }: PagesOptions): boolean {
  // A proxy on this machine looks like this machine, and not each says that it is one.
  const isBehindProxy = publicUrl !== undefined || trustedHosts.length > 0;
  return call.ingress || (call.visit.via === 'loopback' && !isBehindProxy);
}

/**
 * Whether a page of ours asks. It is no secret: without a password whoever is in the house may open the page and press its
 * buttons. Over plain http browsers say nothing of where a GET comes from, but send our cookie to nobody else's pages.
 */
function isOurPage(request: FastifyRequest, call: Call, options: PagesOptions): boolean {
  const sender = senderOf(request);
  if (!isOurForm(sender, call.hosts, originsOf(options))) return false;
  if (sender.origin !== undefined || sender.fetchSite === 'same-origin') return true;
  return ['GET', 'HEAD'].includes(request.method) && call.visit.browser !== null;
}

export function senderOf({ headers }: FastifyRequest): Sender {
  const site = headers['sec-fetch-site'];
  return { origin: headers.origin, fetchSite: typeof site === 'string' ? site : site?.[0] };
}
