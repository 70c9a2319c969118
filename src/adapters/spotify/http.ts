import { Agent } from 'undici';

/**
 * As much of `fetch` as the bridge needs, so that the global one, ours, and a simulator without a socket all fit.
 * Redirects are never followed, so that a token goes nowhere but where it belongs.
 */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchReply>;

export interface FetchRequest {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect: 'manual';
  signal: AbortSignal;
}

export interface FetchReply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface Http {
  fetch: Fetch;
  /** Closes the connections once what is under way has ended. */
  close(): Promise<void>;
}

/**
 * Connections that all accounts share. undici's `request` is used rather than its `fetch`: it puts a request on the
 * wire in half the time (measured: 0.07 against 0.15 ms), and a command is felt.
 */
export function openHttp(): Http {
  const agent = new Agent({
    // Longer than the slowest cadence (60 s), so that a command finds an open connection.
    keepAliveTimeout: 90_000,
    connections: 4,
    pipelining: 1,
    // One request at a time and connection is all that is needed; HTTP/2 would add its own ways to hang.
    allowH2: false,
    connectTimeout: 5_000,
    // Every exchange carries a timeout of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    async fetch(url, { method, headers, body, signal }) {
      const { origin, pathname, search } = new URL(url);
      const reply = await agent.request({
        origin,
        path: pathname + search,
        method,
        headers,
        signal,
        ...(body === undefined ? {} : { body }),
      });
      const get = (name: string): string | null => {
        const value = reply.headers[name.toLowerCase()];
        return (Array.isArray(value) ? value[0] : value) ?? null;
      };
      return { status: reply.statusCode, headers: { get }, body: reply.body };
    },
    close: () => agent.close(),
  };
}
