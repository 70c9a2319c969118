import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call } from './call.ts';

/** Says which browser it is: 128 random bits, and nothing else. */
const BROWSER = 's2m';
const BROWSER_SHAPE = /^[\w-]{22}$/;
const YEAR_S = 365 * 24 * 3600;
/** Carries a code from a link's address into the field, so that it does not stay in the address. */
const CODE = 's2m_code';
const CODE_SHAPE = /^[A-Za-z0-9 -]{1,40}$/;
const CODE_S = 600;

export function browserOf(request: FastifyRequest): string | null {
  const value = request.cookies[BROWSER];
  return value !== undefined && BROWSER_SHAPE.test(value) ? value : null;
}

/** The browser's value, a new one where it has none; it keeps it or not. */
export function nameBrowser(call: Call, reply: FastifyReply): string {
  const value = call.visit.browser ?? randomBytes(16).toString('base64url');
  reply.setCookie(BROWSER, value, { ...shared(call), path: `${call.base}/`, maxAge: YEAR_S });
  return value;
}

export function keepCode(call: Call, reply: FastifyReply, code: string): void {
  if (!CODE_SHAPE.test(code)) return;
  reply.setCookie(CODE, code, { ...shared(call), path: `${call.base}/pair`, maxAge: CODE_S });
}

export function keptCode(request: FastifyRequest): string {
  const code = request.cookies[CODE] ?? '';
  return CODE_SHAPE.test(code) ? code : '';
}

export function dropCode(call: Call, reply: FastifyReply): void {
  reply.clearCookie(CODE, { ...shared(call), path: `${call.base}/pair` });
}

/** Lax, because the browser must send it when it comes back from Spotify. */
function shared(call: Call) {
  return { httpOnly: true, sameSite: 'lax', secure: call.secure } as const;
}
