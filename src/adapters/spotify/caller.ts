import type { Bucket, Gate, Spending } from '../../core/ports.ts';
import { Trouble } from '../../core/problem.ts';
import type { Exchanged } from '../../core/witness.ts';
import { type Answer, exchange, type Line, Unanswered } from './exchange.ts';
import { isDoubtful, isQuota, judge, type Said, saidIn } from './judge.ts';
import { retryAt } from './retry-after.ts';
import type { Scope } from './scopes.ts';
import type { Tokens } from './token.ts';

/** One request to the Web API, before a token and an address make it whole. */
export interface Ask {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below api_url, with its query, encoded. */
  path: string;
  body?: string;
  spending: Spending;
  bucket: Bucket;
  /** What the authorization must allow, for the message where it does not. */
  scope: Scope;
  /**
   * `read` changes nothing and needs its whole body. `settable` may be said twice. `once` (next, previous, enqueue)
   * must never be said again where the first may have arrived.
   */
  nature: 'read' | 'settable' | 'once';
}

export interface CallerOptions extends Line {
  gate: Gate;
  tokens: Tokens;
  apiUrl: string;
  /** Hears of each request that went out. */
  onExchanged?: ((exchanged: Exchanged) => void) | undefined;
  /** For jitter; 0 to 1. */
  random?: () => number;
}

export type Caller = (ask: Ask) => Promise<Answer>;

/** A GET, and the JSON that came. */
export type ReadJson = (path: string, bucket: Bucket, scope: Scope, spending: Spending) => Promise<unknown>;

const TIMEOUT_MS = 10_000;
const LIMIT = 4 * 1024 * 1024;
const READ_PAUSES_MS = [1_000, 3_000];
const COMMAND_PAUSES_MS = [1_000];

/** Sends through the gate, judges, and tries again where that is safe. Resolves with a success, rejects with a Trouble. */
export function openCaller(options: CallerOptions): Caller {
  const { gate, tokens, clock, signal, onExchanged, random = Math.random } = options;
  const base = baseOf(options.apiUrl);

  async function token(ask: Ask): Promise<string> {
    // An unpaired account spends nothing.
    if (!tokens.paired) return tokens.access();
    // While the gate is closed nothing is sent, not even for a token.
    gate.check(ask.bucket);
    // Before a place is taken, because renewing takes time; nobody gives up a turn for a token that is there.
    const ready = tokens.access();
    const access = typeof ready === 'string' ? ready : await ready;
    await gate.admit(ask, signal);
    // Whoever waited in line may find a newer one.
    return tokens.stored?.accessToken ?? access;
  }

  async function attempt(ask: Ask, access: string): Promise<Answer | Unanswered> {
    const headers: Record<string, string> = { authorization: `Bearer ${access}`, accept: 'application/json' };
    if (ask.body !== undefined) headers['content-type'] = 'application/json';
    // Without it Spotify answers 411 to commands that have no body.
    else if (ask.method === 'PUT' || ask.method === 'POST') headers['content-length'] = '0';
    const { method, body, nature, bucket } = ask;
    const since = clock.now();
    const told = (status: Exchanged['status']) =>
      onExchanged?.({ bucket, status, tookMs: clock.now() - since });
    try {
      const answer = await exchange(options, {
        url: base + ask.path,
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        timeoutMs: TIMEOUT_MS,
        limit: LIMIT,
        whole: nature === 'read',
      });
      told(answer.status);
      return answer;
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      told(error.fate);
      return error;
    }
  }

  function limited(answer: Answer, said: Said, bucket: Bucket): Trouble {
    const quota = isQuota(said);
    const { header } = answer;
    const at = retryAt(header('retry-after'), clock.now(), quota ? 'quota' : 'rate', header('date'));
    return Trouble.of(quota ? gate.close(at, bucket) : gate.close(at));
  }

  return async (ask) => {
    let failures = 0;
    let renewed = false;
    let doubted = false;
    for (;;) {
      const access = await token(ask);
      const answer = await attempt(ask, access);
      if (answer instanceof Unanswered || answer.status >= 500) {
        const pause = pauseBefore(ask, answer, failures++);
        if (pause === undefined) throw failed(answer, ask.scope);
        await clock.sleep(pause * (1 + random() / 5), signal);
        signal?.throwIfAborted();
        continue;
      }
      if (answer.status >= 200 && answer.status < 300) return answer;
      const said = saidIn(answer.text);
      if (answer.status === 429) throw limited(answer, said, ask.bucket);
      // A 401 or such a 403 was not executed, so that even `next` may be said again.
      if (answer.status === 401 && !renewed) {
        renewed = true;
        await tokens.renew(access);
        continue;
      }
      if (!doubted && isDoubtful(answer.status, said)) {
        doubted = true;
        continue;
      }
      throw judge(answer.status, said, ask.scope);
    }
  };
}

/** How long to wait before the same is asked again; undefined where it must not be, or has been often enough. */
function pauseBefore({ nature }: Ask, answer: Answer | Unanswered, failures: number): number | undefined {
  const fate = answer instanceof Unanswered ? answer.fate : 'answered';
  // Ten seconds have gone: a look comes again by itself, and a command may no longer be wanted.
  if (fate === 'timeout') return undefined;
  if (nature === 'once' && fate !== 'not_sent') return undefined;
  return (nature === 'read' ? READ_PAUSES_MS : COMMAND_PAUSES_MS)[failures];
}

function failed(answer: Answer | Unanswered, scope: Scope): Trouble {
  if (answer instanceof Unanswered) return new Trouble('unreachable', `Spotify: ${answer.message}`);
  return judge(answer.status, saidIn(answer.text), scope);
}

/** Without slashes at the end; an address without a path gets the Web API's. */
export function baseOf(apiUrl: string): string {
  const base = apiUrl.trim().replace(/\/+$/, '');
  return new URL(base).pathname === '/' ? `${base}/v1` : base;
}
