import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { nodeHttp, nodeHttps } from '../../lib/node-http.ts';

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

/** Longer than the slowest cadence (60 s), so that a command finds an open connection. Every exchange has a limit of its own. */
const KEPT_MS = 90_000;
const AGENT = { keepAlive: true, timeout: KEPT_MS, maxSockets: 4 };

/**
 * Connections that all accounts share. Node's own client: it is in memory for the pages and the broker anyway, where undici
 * would bring another 16 MB.
 */
export function openHttp({ connectMs = 5_000 } = {}): Http {
  const plain = new nodeHttp.Agent(AGENT);
  const secure = new nodeHttps.Agent(AGENT);
  const open = new Set<ClientRequest>();
  const places = new Map<string, Place>();
  return {
    fetch: (url, { method, headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const { isSecure, host, port, path } = placeOf(url, places);
        const request = isSecure
          ? nodeHttps.request({ agent: secure, host, port, path, method, headers })
          : nodeHttp.request({ agent: plain, host, port, path, method, headers });
        request.on('response', (reply) => resolve(replyOf(reply)));
        request.on('error', reject);
        request.on('socket', (socket) => {
          if (socket.connecting) hurry(request, socket, isSecure ? 'secureConnect' : 'connect', connectMs);
        });
        request.end(body);
        open.add(request);
        request.on('close', () => open.delete(request));
        signal.addEventListener('abort', () => request.destroy(), { once: true });
      }),
    async close() {
      await Promise.all([...open].map((request) => new Promise((done) => request.on('close', done))));
      plain.destroy();
      secure.destroy();
    },
  };
}

interface Place {
  isSecure: boolean;
  host: string;
  port: string;
}

/**
 * Where a request goes. `places` remembers: there are two or three, and finding out what an address means takes longer than the
 * rest of a request. Throws a TypeError for what is no address.
 */
function placeOf(url: string, places: Map<string, Place>): Place & { path: string } {
  // A link that people wrote may hold what must be encoded, or a fragment: that is for the URL to say.
  const [, origin = '', rest = ''] = /^(https?:\/\/[\w.:[\]-]+)(\/[\w.~%/?&=,:+-]*)$/.exec(url) ?? [];
  const known = places.get(origin);
  if (known) return { ...known, path: rest };
  const { protocol, hostname, port, pathname, search } = new URL(url);
  // An address of IPv6 stands in brackets, which belong to the URL alone.
  const place = { isSecure: protocol === 'https:', host: hostname.replace(/^\[|\]$/g, ''), port };
  if (origin !== '') places.set(origin, place);
  return { ...place, path: pathname + search };
}

/** The system waits for a minute or two until it gives a connection up, and for a handshake for ever. */
function hurry(request: ClientRequest, socket: Socket, event: string, connectMs: number): void {
  const late = () =>
    request.destroy(
      Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT', syscall: 'connect' }),
    );
  socket.setTimeout(connectMs, late);
  socket.once(event, () => {
    socket.off('timeout', late);
    socket.setTimeout(KEPT_MS);
  });
}

function replyOf(reply: IncomingMessage): FetchReply {
  const get = (name: string): string | null => {
    const value = reply.headers[name.toLowerCase()];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  return { status: reply.statusCode ?? 0, headers: { get }, body: reply };
}
