import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
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
  /** From now on this one answers, those too that have waited. */
  serve(answer: RequestListener): void;
  /** Nobody answers until somebody serves again. What is returned cuts off what the last one is still saying. */
  hold(): () => void;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 256;

/** Rejects where the port is taken or the address is not this machine's. */
export async function openFront({ port, host, limits }: FrontOptions): Promise<Front> {
  const { headMs, requestMs } = { ...USUAL_LIMITS, ...limits };
  let answer: RequestListener | undefined;
  let waiting: [IncomingMessage, ServerResponse][] = [];
  let open = new Set<ServerResponse>();
  const give = (request: IncomingMessage, response: ServerResponse) => {
    if (!answer) {
      waiting.push([request, response]);
      return;
    }
    const mine = open;
    mine.add(response);
    response.on('close', () => mine.delete(response));
    answer(request, response);
  };
  const server = createServer(
    {
      requestTimeout: requestMs,
      keepAliveTimeout: 5_000,
      headersTimeout: headMs,
      // How often Node looks for slow requests; its own 30 s would make the limits above a minute.
      connectionsCheckingInterval: Math.min(2_000, headMs),
      maxHeaderSize: 16 * 1024,
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
    serve(by) {
      answer = by;
      const those = waiting;
      waiting = [];
      for (const [request, response] of those) if (!response.destroyed) give(request, response);
    },
    hold() {
      answer = undefined;
      const left = open;
      open = new Set();
      return () => {
        for (const response of left) response.destroy();
      };
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
