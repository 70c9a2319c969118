import type { Client } from '../accounts/client.ts';
import { type Answer, apiError } from '../answer.ts';
import type { User } from '../people.ts';
import type { Bucket } from '../settings.ts';
import type { Spotify } from '../spotify.ts';
import type { Page } from '../wire/look.ts';

/** A request to the Web API by somebody who is known and may ask. */
export interface Ask {
  spotify: Spotify;
  user: User;
  client: Client;
  scopes: readonly string[];
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: string;
  now: number;
}

export interface Route {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Under `/v1`, with `:name` for a segment. */
  path: string;
  bucket: Bucket;
  scopes?: readonly string[];
  answer(ask: Ask): Answer;
}

/** Thrown where a request cannot be served; it carries the answer. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, message: string, reason?: string) {
    super(message);
    this.answer = apiError(status, message, reason);
  }
}

export function requireScopes(ask: Ask, scopes: readonly string[]): void {
  if (!scopes.every((scope) => ask.scopes.includes(scope)))
    throw new Refusal(403, 'Insufficient client scope');
}

/** `limit` and `offset` of a request, refused where out of range. */
export function pageIn(query: URLSearchParams, { usual = 20, most = 50, furthest = 100_000 } = {}): Page {
  return {
    limit: wholeNumber(query, 'limit', 1, most, usual),
    offset: wholeNumber(query, 'offset', 0, furthest, 0),
  };
}

/** A whole number out of the query; without `usual` it must be there. */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  least: number,
  most: number,
  usual?: number,
): number {
  const given = query.get(name);
  if (given === null && usual !== undefined) return usual;
  if (given === null) throw new Refusal(400, `Required parameter ${name} missing`);
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (!(value >= least && value <= most)) throw new Refusal(400, `Invalid ${name}`);
  return value;
}

/** A JSON object out of the body; no body is an empty one. */
export function objectIn(body: string): Record<string, unknown> {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Refusal(400, 'Malformed json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(400, 'Malformed json');
  return Object.fromEntries(Object.entries(value));
}
