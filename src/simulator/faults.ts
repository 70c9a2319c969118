import { z } from 'zod';

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
