import { setImmediate as turn } from 'node:timers/promises';
import type { Fetch, FetchReply, FetchRequest } from '../../../src/adapters/spotify/http.ts';
import type { Bucket, Gate, Spending, StoredToken, TokenStore } from '../../../src/core/ports.ts';
import { type Problem, quotaUsedUp, rateLimited, Trouble } from '../../../src/core/problem.ts';

export interface Sent extends FetchRequest {
  url: string;
  /** What the gate had admitted when this went out. */
  admitted: number;
}

export type Answer = Error | 'hang' | ((sent: Sent) => FetchReply | Promise<FetchReply>);

/** An answer as the web gives it, as often as it is asked for. */
export function reply(
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): () => FetchReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return () => new Response(text === '' ? null : text, { status, headers });
}

/** Spotify's nested error. */
export function error(status: number, message: string, reason?: string, headers?: Record<string, string>) {
  return reply(status, { error: { status, message, reason } }, headers);
}

/** A system error as Node's fetch wraps it. */
export function broken(code: string, syscall?: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code, syscall }) });
}

/** Answers in the order given, the last one for good, and keeps what was sent. */
export function fakeWeb(gate: FakeGate, ...answers: Answer[]): { fetch: Fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, request) => {
    const asked = { ...request, url, admitted: gate.admitted.length };
    sent.push(asked);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new Error(`nothing to answer ${request.method} ${url} with`);
    if (answer === 'hang') return hang(request.signal);
    await turn();
    if (answer instanceof Error) throw answer;
    return answer(asked);
  };
  return { fetch, sent };
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

export class FakeGate implements Gate {
  readonly admitted: { spending: Spending; bucket: Bucket }[] = [];
  closed: { until: number; bucket?: Bucket } | undefined;

  check(): void {
    if (this.closed) throw new Trouble('rate_limited', 'closed', this.closed.until);
  }

  async admit({ spending, bucket }: { spending: Spending; bucket: Bucket }): Promise<void> {
    if (this.closed) throw new Trouble('rate_limited', 'closed', this.closed.until);
    this.admitted.push({ spending, bucket });
  }

  close(until: number, bucket?: Bucket): Problem {
    this.closed = bucket ? { until, bucket } : { until };
    return bucket ? quotaUsedUp(bucket, until) : rateLimited(until);
  }
}

export class FakeStore implements TokenStore {
  readonly writes: (StoredToken | undefined)[] = [];
  kept: StoredToken | undefined;

  constructor(kept?: StoredToken) {
    this.kept = kept;
  }

  async read(): Promise<StoredToken | undefined> {
    return this.kept;
  }

  async write(token: StoredToken | undefined): Promise<void> {
    await turn();
    this.writes.push(token);
    this.kept = token;
  }
}

/** The trouble that a promise rejects with. */
export async function troubleOf(promise: Promise<unknown>): Promise<Trouble> {
  try {
    await promise;
  } catch (caught) {
    if (caught instanceof Trouble) return caught;
    throw caught;
  }
  throw new Error('a Trouble was expected');
}
