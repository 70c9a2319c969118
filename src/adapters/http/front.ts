import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Bell } from '../../lib/bell.ts';
import { systemClock } from '../../lib/clock.ts';
import { nodeHttp } from '../../lib/node-http.ts';
import { type Limits, USUAL_LIMITS } from './options.ts';

export interface FrontOptions {
  /** 0 takes any free one. */
  port: number;
  /** Default: every interface, of both families where the machine has them. */
  host?: string | undefined;
  limits?: Partial<Limits> | undefined;
}

/** The socket of the pages, which outlives those who answer on it: while they change places, requests wait. */
export interface Front {
  readonly port: number;
  /** The Host by which a browser reached us last, if it was ours: an address that works in this house. */
  lastHost: string | undefined;
  /** From now on this one answers, those too that have waited. */
  serve(answer: RequestListener): void;
  /** Nobody answers until somebody serves again; what is being answered goes on. */
  hold(): void;
  /** Resolves when nothing is being answered any more; what takes longer than a second is cut off. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 256;
const GRACE_MS = 1_000;

/** Rejects where the port is taken or the address is not this machine's. */
export async function openFront({ port, host, limits }: FrontOptions): Promise<Front> {
  const { headMs, requestMs, unreadMs } = { ...USUAL_LIMITS, ...limits };
  let answer: RequestListener | undefined;
  let waiting: [IncomingMessage, ServerResponse][] = [];
  const open = new Set<ServerResponse>();
  const empty = new Bell();
  const give = (request: IncomingMessage, response: ServerResponse) => {
    if (!answer) {
      waiting.push([request, response]);
      return;
    }
    open.add(response);
    // Who asks for much and reads nothing would keep a connection for ever; while it reads, its time begins anew.
    response.once('prefinish', () => response.socket?.setTimeout(unreadMs));
    response.on('close', () => {
      open.delete(response);
      if (open.size === 0) empty.ring();
    });
    answer(request, response);
  };
  const server = nodeHttp.createServer(
    {
      requestTimeout: requestMs,
      keepAliveTimeout: 5_000,
      headersTimeout: headMs,
      // How often Node looks for slow requests; its own 30 s would make the limits above a minute.
      connectionsCheckingInterval: Math.min(2_000, headMs),
      maxHeaderSize: 16 * 1024,
      // Whatever NODE_OPTIONS say: two programs that read one request differently can be set against each other (RFC 9112 §11.2).
      insecureHTTPParser: false,
    },
    give,
  );
  server.maxConnections = MOST_CONNECTIONS;
  const listen = (on: string) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: on }, () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  let bound: number;
  try {
    bound =
      host === undefined ? await listen('::').catch((error) => onlyIPv4(error, listen)) : await listen(host);
  } catch (error) {
    throw new Error(
      `The pages cannot listen (http.port ${port}): ${error instanceof Error ? error.message : ''}`,
      { cause: error },
    );
  }
  return {
    port: bound,
    lastHost: undefined,
    serve(by) {
      answer = by;
      const those = waiting;
      waiting = [];
      for (const [request, response] of those) if (!response.destroyed) give(request, response);
    },
    hold() {
      answer = undefined;
    },
    async quiet() {
      const until = systemClock.now() + GRACE_MS;
      const never = new AbortController().signal;
      while (open.size > 0 && systemClock.now() < until)
        await empty.wait(systemClock, until - systemClock.now(), never);
      for (const response of open) response.destroy();
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** A kernel without IPv6 says EAFNOSUPPORT, one that has it switched off EADDRNOTAVAIL. */
function onlyIPv4(error: unknown, listen: (on: string) => Promise<number>): Promise<number> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL') return listen('0.0.0.0');
  throw error;
}
