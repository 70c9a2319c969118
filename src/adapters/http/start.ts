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
  const pages = await preparePages(front, options);
  pages.serve();
  return {
    port: front.port,
    async close() {
      await pages.close();
      await front.close();
    },
  };
}

/** Pages for a socket that others had before and may have after them. */
export interface PagesInTurn {
  /** From now on they answer. */
  serve(): void;
  close(): Promise<void>;
}

export async function preparePages(front: Front, options: PagesOptions): Promise<PagesInTurn> {
  const onHost = (host: string) => {
    front.lastHost = host;
    options.onHost?.(host);
  };
  const app = await createPages({ ...options, onHost });
  await app.ready();
  return {
    serve: () => front.serve(app.routing),
    async close() {
      front.hold();
      await app.close();
      await front.quiet();
    },
  };
}
