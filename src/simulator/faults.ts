import { z } from 'zod';
import { type Answer, apiError, empty, html, json, oauthError } from './answer.ts';
import type { Limits } from './limits.ts';

const matchShape = z.strictObject({
  method: z.string().optional(),
  /** The path, with or without `/v1`; a `*` at its end stands for anything. Without one, everything under `/v1`. */
  path: z.string().optional(),
  account: z.string().optional(),
  client_id: z.string().optional(),
});

const common = {
  /** How many answers it spoils; without count and duration, one. */
  count: z.number().int().positive().optional(),
  duration_ms: z.number().positive().optional(),
  match: matchShape.optional(),
  /** Whether the request does its work before its answer is spoiled. Each kind has its own default. */
  effect: z.boolean().optional(),
};

const retryAfter = z.union([z.number().min(0), z.enum(['date', 'none', 'garbage'])]);

export const faultShape = z.discriminatedUnion('kind', [
  /** 500 `Server error.`, 502 and 503 pages of whatever stands in front. */
  z.strictObject({
    kind: z.literal('server_error'),
    status: z.number().int().min(500).max(599).default(502),
    ...common,
  }),
  /** The spurious 401 "Access token missing" that succeeds on retry. */
  z.strictObject({ kind: z.literal('token_missing'), ...common }),
  /** The spurious 403 "Premium required". */
  z.strictObject({ kind: z.literal('premium_required'), ...common }),
  /** 202: the device is temporarily unavailable, nothing happened. */
  z.strictObject({ kind: z.literal('unavailable'), ...common }),
  z.strictObject({
    kind: z.literal('rate_limit'),
    retry_after: retryAfter.default(10),
    plain_text: z.boolean().default(false),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('quota'),
    retry_after: retryAfter.default(48_925),
    plain_text: z.boolean().default(false),
    ...common,
  }),
  z.strictObject({ kind: z.literal('slow'), delay_ms: z.number().min(0), ...common }),
  /** JSON that ends in the middle, as a complete HTTP message. */
  z.strictObject({ kind: z.literal('broken_json'), ...common }),
  /** 200 without a body, although music plays. */
  z.strictObject({ kind: z.literal('empty'), status: z.number().int().default(200), ...common }),
  /** The connection ends in the middle of the body; before any answer; never. */
  z.strictObject({ kind: z.literal('half_body'), ...common }),
  z.strictObject({ kind: z.literal('cut'), ...common }),
  z.strictObject({ kind: z.literal('hang'), ...common }),
  /** An error of the accounts service: match `/api/token` or `/oauth2/device/authorize`. */
  z.strictObject({
    kind: z.literal('oauth_error'),
    error: z.string(),
    description: z.string().optional(),
    status: z.number().int().default(400),
    ...common,
  }),
  /** Overwrites fields of a JSON object answer, first level and `a.b` below. */
  z.strictObject({ kind: z.literal('patch'), fields: z.record(z.string(), z.unknown()), ...common }),
  /** Any answer at all. */
  z.strictObject({
    kind: z.literal('answer'),
    status: z.number().int().min(200).max(599),
    body: z.string().default(''),
    headers: z.record(z.string(), z.string()).default({}),
    ...common,
  }),
]);
export type Fault = z.infer<typeof faultShape>;
/** A fault as one writes it, before defaults. */
export type FaultRequest = z.input<typeof faultShape>;

export interface Target {
  method: string;
  path: string;
  account: string | null;
  client_id: string | null;
}

/** Kinds that spoil an answer which must first be made. */
const AFTERWARDS: readonly Fault['kind'][] = ['slow', 'broken_json', 'empty', 'half_body', 'patch'];

/** What is going to go wrong. Faults wait in line; the first that matches is used up. */
export class Faults {
  #armed: { fault: Fault; left: number; until: number }[] = [];

  add(fault: Fault, now: number): void {
    const until = fault.duration_ms === undefined ? Number.POSITIVE_INFINITY : now + fault.duration_ms;
    const left = fault.count ?? (fault.duration_ms === undefined ? 1 : Number.POSITIVE_INFINITY);
    this.#armed.push({ fault, left, until });
  }

  take(target: Target, now: number): Fault | undefined {
    this.#armed = this.#armed.filter((armed) => armed.left > 0 && now < armed.until);
    const armed = this.#armed.find(({ fault }) => matches(fault, target));
    if (armed) armed.left--;
    return armed?.fault;
  }

  pending(now: number): Fault[] {
    return this.#armed.filter((armed) => armed.left > 0 && now < armed.until).map((armed) => armed.fault);
  }

  clear(): void {
    this.#armed = [];
  }
}

function matches(fault: Fault, target: Target): boolean {
  const { method, path, account, client_id } = fault.match ?? {};
  if (method !== undefined && method.toUpperCase() !== target.method) return false;
  if (account !== undefined && account !== target.account) return false;
  if (client_id !== undefined && client_id !== target.client_id) return false;
  if (path === undefined) return target.path.startsWith('/v1/');
  const begins = path.endsWith('*') ? path.slice(0, -1) : undefined;
  return [target.path, target.path.replace(/^\/v1/, '')].some((each) =>
    begins === undefined ? each === path : each.startsWith(begins),
  );
}

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
