/** What an answer that is no success means. Pure. */
import { Trouble } from '../../core/problem.ts';
import { Refusal } from '../../core/refusal.ts';
import { meaningOf } from './reasons.ts';
import type { Scope } from './scopes.ts';
import { errorShape } from './shapes.ts';

export interface Said {
  /** Spotify's words, shortened and clean; empty where it said nothing for people. */
  message: string;
  reason: string | undefined;
}

/** Reads an error body: nested, flat, plain text ("Too many requests"), a page of HTML, or nothing. */
export function saidIn(text: string): Said {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { message: text.trimStart().startsWith('<') ? '' : clean(text), reason: undefined };
  }
  const body = errorShape.safeParse(json).data;
  if (!body) return { message: typeof json === 'string' ? clean(json) : '', reason: undefined };
  if (typeof body.error === 'string') {
    return { message: clean(body.error_description ?? body.error), reason: body.error };
  }
  return { message: clean(body.error.message ?? ''), reason: body.error.reason ?? undefined };
}

/** One line of at most 200 characters. Whatever is as long as a token is left out: a body may echo what was sent. */
function clean(text: string): string {
  return text
    .replace(/[\w.~+/=-]{32,}/g, '…')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** A 429 that is about a quota (of one group of endpoints) rather than the rate limit (of all). */
export function isQuota({ reason, message }: Said): boolean {
  return reason === 'QUOTA_EXCEEDED' || message.includes('QUOTA_EXCEEDED');
}

/** "Premium required" also comes by mistake for Premium accounts, and then not twice in a row. */
export function isDoubtful(status: number, { reason, message }: Said): boolean {
  return status === 403 && meaningOf(reason, message)?.kind === 'premium_only';
}

/** The trouble behind an error status other than 429, which is the gate's. */
export function judge(status: number, said: Said, scope: Scope): Trouble {
  const quoted = said.message ? ` Spotify says: ${said.message}` : '';
  if (status >= 500) {
    return new Trouble('unreachable', `Spotify is in trouble itself (status ${status}).${quoted}`);
  }
  if (status === 401) {
    return new Trouble('unreachable', `Spotify refused an access token that was just renewed.${quoted}`);
  }
  if (status < 400) {
    const where = 'is spotify.api_url the address of the Web API?';
    return new Trouble('unreachable', `Spotify answered with status ${status}, not with an answer: ${where}`);
  }
  if (status === 403) {
    const refusal = forbidden(said, scope, quoted);
    if (refusal) return refusal;
  }
  const { reason, message } = said;
  if (status === 404 && /device not found/i.test(message)) {
    const words = 'Device not found: Spotify does not see it now. Start Spotify on it, or name another.';
    return new Refusal('no_device', words, status, reason);
  }
  const meaning = status === 400 ? undefined : meaningOf(reason, message);
  if (meaning) return new Refusal(meaning.kind, meaning.words, status, meaning.reason);
  if (status === 403 && /restriction violated/i.test(message)) {
    const words = 'Spotify does not allow this now (“Restriction violated”): perhaps it is so already.';
    return new Refusal('restricted', words, status, reason);
  }
  return new Refusal('refused', message ? `Spotify refused: ${message}` : bare(status), status, reason);
}

function bare(status: number): string {
  return `Spotify refused with status ${status} and without a word.`;
}

/** Development mode: others than the listed users log in well and are then refused everything. */
export const NOT_REGISTERED =
  'This Spotify account may not use the app yet: its owner adds it at ' +
  'https://developer.spotify.com/dashboard, in the app’s settings under User Management.';

/** The 403s that are about the app and the account rather than the player. */
function forbidden({ reason, message }: Said, scope: Scope, quoted: string): Refusal | undefined {
  if (/premium subscription required for the owner/i.test(message)) {
    const words = 'The owner of the Spotify app needs an active Premium subscription.';
    return new Refusal('premium_only', words + quoted, 403, reason);
  }
  if (/not registered|not be registered/i.test(message)) {
    return new Refusal('not_registered', NOT_REGISTERED + quoted, 403, reason);
  }
  if (/insufficient client scope/i.test(message)) {
    const words = `The authorization lacks the scope ${scope}: pair the account again to grant it.`;
    return new Refusal('refused', words, 403, reason);
  }
  return undefined;
}
