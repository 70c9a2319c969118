import type { Clock } from '../../lib/clock.ts';
import type { Fetch } from './http.ts';

/** Answered, at least with a status; a body that broke off or hung is empty, except where `whole` was asked for. */
export interface Answer {
  status: number;
  header(name: string): string | null;
  text: string;
  /** The middle between asking and hearing, ms since the epoch: when Spotify looked, as well as can be known. */
  measuredAt: number;
}

/** No sensible answer came. `fate` says what is known of the request: it never left, or may have arrived. */
export class Unanswered extends Error {
  readonly fate: 'not_sent' | 'cut' | 'timeout';

  constructor(fate: 'not_sent' | 'cut' | 'timeout', message: string) {
    super(message);
    this.name = 'Unanswered';
    this.fate = fate;
  }
}

export interface Request {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Most bytes of the body; more is an error where `whole` is true, and cut off elsewhere. */
  limit: number;
  /** A success without its whole body is worth nothing. */
  whole: boolean;
}

export interface Line {
  fetch: Fetch;
  clock: Clock;
  /** Ends everything under way; its reason is what callers then see. */
  signal?: AbortSignal | undefined;
}

/** One request and its answer, or Unanswered. The body is always read or its connection closed, so that none leaks. */
export async function exchange({ fetch, clock, signal }: Line, request: Request): Promise<Answer> {
  const stop = new AbortController();
  const done = new AbortController();
  const end = () => stop.abort();
  const began = clock.now();
  const { url, method, headers, body } = request;
  let late = false;
  try {
    signal?.throwIfAborted();
    const asked = fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: stop.signal,
    });
    // The request is on its way before anything else is set up: commands are felt.
    signal?.addEventListener('abort', end, { once: true });
    void clock.sleep(request.timeoutMs, done.signal).then(() => {
      if (done.signal.aborted) return;
      late = true;
      end();
    });
    const reply = await asked;
    const measuredAt = (began + clock.now()) / 2;
    const ok = reply.status >= 200 && reply.status < 300;
    const reading = readText(reply.body, request.limit, request.whole);
    const text = request.whole && ok ? await reading : await reading.catch(() => '');
    signal?.throwIfAborted();
    return { status: reply.status, header: (name) => reply.headers.get(name), text, measuredAt };
  } catch (error) {
    signal?.throwIfAborted();
    throw late ? new Unanswered('timeout', tooLate(request)) : unansweredBy(error, url);
  } finally {
    // A reason of its own, because the usual one is an Error, with its stack.
    done.abort('answered');
    signal?.removeEventListener('abort', end);
  }
}

async function readText(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
  whole: boolean,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size <= limit) continue;
    if (whole) throw Object.assign(new Error(), { code: `more than ${limit} bytes` });
    break;
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, limit));
}

function tooLate({ url, timeoutMs }: Request): string {
  return `${new URL(url).host} did not answer within ${timeoutMs / 1000} s.`;
}

/** undici and the global fetch both bury the system's error in causes; the happy-eyeballs one holds several. */
function unansweredBy(error: unknown, url: string): Unanswered {
  const root = rootOf(error);
  // Never the message: some name the header that they refuse, and that is where the token stands.
  const code = 'code' in root && typeof root.code === 'string' ? root.code : root.name;
  const { host } = new URL(url);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new Unanswered('not_sent', `The name ${host} cannot be looked up (${code}): is the network up?`);
  }
  const call = 'syscall' in root ? root.syscall : undefined;
  if (call === 'connect' || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new Unanswered('not_sent', `${host} cannot be reached (${code}).`);
  }
  return new Unanswered('cut', `The connection to ${host} broke off (${code}).`);
}

function rootOf(error: unknown): Error {
  if (error instanceof AggregateError && error.errors.length) return rootOf(error.errors[0]);
  if (!(error instanceof Error)) return new Error('unknown error');
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}
