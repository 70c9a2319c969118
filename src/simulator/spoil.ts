import { z } from 'zod';
import { type Answer, apiError, empty, html, json, oauthError } from './answer.ts';
import type { Fault } from './faults.ts';
import type { Limits } from './limits.ts';

/** Kinds that spoil an answer which must first be made. */
const AFTERWARDS: readonly Fault['kind'][] = ['slow', 'broken_json', 'empty', 'half_body', 'patch'];

/** The spoiled answer. `make` does the request's work; a fault decides whether it is called. */
export function spoil(fault: Fault, make: () => Answer, limits: Limits, now: number): Answer {
  const made = (fault.effect ?? AFTERWARDS.includes(fault.kind)) ? make() : empty(204);
  switch (fault.kind) {
    case 'server_error':
      return fault.status === 500
        ? apiError(500, 'Server error.')
        : html(fault.status, `<html><body><h1>${fault.status}</h1>upstream connect error</body></html>`);
    case 'token_missing':
      return apiError(401, 'Access token missing');
    case 'premium_required':
      return apiError(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED');
    case 'unavailable':
      return empty(202);
    case 'rate_limit':
    case 'quota': {
      const seconds = typeof fault.retry_after === 'number' ? fault.retry_after : 60;
      const shape = typeof fault.retry_after === 'number' ? 'seconds' : fault.retry_after;
      const kind = fault.kind === 'quota' ? 'quota' : 'rate';
      return limits.tooMany(kind, seconds * 1000, now, { retryAfter: shape, plainText: fault.plain_text });
    }
    case 'slow':
      return { ...made, delayMs: (made.delayMs ?? 0) + fault.delay_ms };
    case 'broken_json':
      return { ...made, body: made.body.slice(0, Math.floor(made.body.length / 2)) || '{"error":' };
    case 'empty':
      return empty(fault.status);
    case 'half_body':
      return { ...made, spoil: 'half' };
    case 'cut':
      return { ...made, spoil: 'cut' };
    case 'hang':
      return { ...made, spoil: 'hang' };
    case 'oauth_error':
      return oauthError(fault.error, fault.description, fault.status);
    case 'patch':
      return patched(made, fault.fields);
    case 'answer':
      return { status: fault.status, headers: fault.headers, body: fault.body };
  }
}

function patched(made: Answer, fields: Record<string, unknown>): Answer {
  const value = asObject(parsed(made.body));
  if (!value) return made;
  for (const [path, field] of Object.entries(fields)) {
    const [outer = '', inner] = path.split('.');
    value[outer] = inner === undefined ? field : { ...asObject(value[outer]), [inner]: field };
  }
  return json(made.status, value, made.headers);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  const parsed = z.record(z.string(), z.unknown()).safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
