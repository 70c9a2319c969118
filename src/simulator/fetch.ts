import type { Clock } from '../lib/clock.ts';
import type { Answer, Call } from './answer.ts';
import type { World } from './world.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const BODILESS = [204, 205, 304];

/**
 * A `fetch` that asks the world instead of the network, in the clock's time. What goes wrong, goes wrong as Node's does: `TypeError('fetch
 * failed')` for a lost connection, `TypeError('terminated')` in the middle of a body, the signal's reason on abort.
 */
export function createFetch(world: World, clock: Clock): Fetch {
  return async (input, init) => {
    const request = new Request(input, { ...init, signal: null });
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const call: Call = {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await bodyOf(request, init),
    };
    const answer = world.answer(call, clock.now());
    if (answer.delayMs) await clock.sleep(answer.delayMs, signal ?? undefined);
    signal?.throwIfAborted();
    if (answer.spoil === 'hang') await aborted(signal);
    if (answer.spoil === 'cut')
      throw new TypeError('fetch failed', { cause: new Error('other side closed') });
    return responseOf(answer);
  };
}

/** Text bodies are read without giving up the turn, so that requests arrive in the order they were sent. */
async function bodyOf(request: Request, init: RequestInit | undefined): Promise<string> {
  const body = init?.body;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  return request.body ? request.text() : '';
}

/** Rejects when the signal aborts, and otherwise never settles. */
function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function responseOf(answer: Answer): Response {
  const init = { status: answer.status, headers: answer.headers };
  if (BODILESS.includes(answer.status)) return new Response(null, init);
  return new Response(answer.spoil === 'half' ? halfOf(answer.body) : answer.body, init);
}

function halfOf(body: string): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new TypeError('terminated'));
      else controller.enqueue(new TextEncoder().encode(body.slice(0, Math.floor(body.length / 2))));
      sent = true;
    },
  });
}
