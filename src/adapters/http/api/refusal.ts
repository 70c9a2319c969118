import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../../core/problem.ts';

/** What the door itself refuses, beside the problems that the bridge has (core/problem). */
export const DOOR_PROBLEMS = [
  'not_found',
  'method_not_allowed',
  'unauthorized',
  'forbidden',
  'wrong_host',
  'too_large',
  'unsupported_media_type',
  'too_many',
  'starting',
  'broken',
] as const;

/** The problem of each status that the door answers by itself. */
const KINDS: Readonly<Record<number, (typeof DOOR_PROBLEMS)[number] | 'bad_payload'>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_media_type',
  421: 'wrong_host',
  429: 'too_many',
  500: 'broken',
  503: 'starting',
};

/** Whether programs are answered here: in JSON, whatever goes wrong. */
export function isApi(request: FastifyRequest): boolean {
  return /^\/(api|metrics)(\/|\?|$)/i.test(request.routeOptions.url ?? request.url);
}

/** Answers in the shape of MQTT's answers. */
export function refuseCall(
  reply: FastifyReply,
  status: number,
  message: string,
  kind = KINDS[status] ?? 'bad_payload',
): FastifyReply {
  const problem = { kind, message };
  return sendJson(reply, status, { ok: false, took_ms: 0, problem });
}

/** There is no bridge (yet). */
export function refuseStarting(reply: FastifyReply): FastifyReply {
  reply.header('retry-after', 1);
  return refuseCall(reply, 503, 'the bridge is starting; again in a moment');
}

export function sendJson(reply: FastifyReply, status: number, said: object): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(said));
}

/** The status (RFC 9110 §15, RFC 6585 §4) of each problem of the bridge. */
const STATUS: Record<Problem['kind'], number> = {
  bad_payload: 400,
  unpaired: 403,
  premium_only: 403,
  not_registered: 403,
  no_device: 409,
  restricted: 409,
  refused: 409,
  silent: 409,
  rate_limited: 429,
  quota: 429,
  unreachable: 502,
};

export function statusOf(problem: Problem | null): number {
  return problem === null ? 200 : STATUS[problem.kind];
}
