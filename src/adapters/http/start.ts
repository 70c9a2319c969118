import { type Front, openFront } from './front.ts';
import type { PagesOptions } from './options.ts';
import { createPages } from './pages.ts';

export interface ListenOptions {
  /** 0 takes any free one. */
  port: number;
  /** Default: every interface, of both families where the machine has them. */
  host?: string;
}

export interface RunningPages {
  port: number;
  close(): Promise<void>;
}

/** The pages on a socket of their own. Rejects where the port is taken or the address is not this machine's. */
export async function startPages(options: PagesOptions & ListenOptions): Promise<RunningPages> {
  const front = await openFront(options);
  const pages = await servePages(front, options);
  return {
    port: front.port,
    async close() {
      await pages.close();
      await front.close();
    },
  };
}

/** The pages on a socket that others had before and may have after them. */
export async function servePages(front: Front, options: PagesOptions): Promise<{ close(): Promise<void> }> {
  const onHost = (host: string) => {
    front.lastHost = host;
    options.onHost?.(host);
  };
  const app = await createPages({ ...options, onHost });
  await app.ready();
  front.serve(app.routing);
  return {
    async close() {
      front.hold();
      await app.close();
      await front.quiet();
    },
  };
}
