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

/** The pages on a socket. Rejects where the port is taken or the address is not this machine's. */
export async function startPages(options: PagesOptions & ListenOptions): Promise<RunningPages> {
  const { port, host } = options;
  const app = await createPages(options);
  const listen = (on: string) => app.listen({ port, host: on });
  let bound: string;
  try {
    bound =
      host === undefined ? await listen('::').catch((error) => onlyIPv4(error, listen)) : await listen(host);
  } catch (error) {
    await app.close();
    throw new Error(
      `The pages cannot listen (http.port ${port}): ${error instanceof Error ? error.message : ''}`,
      {
        cause: error,
      },
    );
  }
  return { port: Number(new URL(bound).port || 80), close: () => app.close() };
}

/** A kernel without IPv6 says EAFNOSUPPORT, one that has it switched off EADDRNOTAVAIL. */
function onlyIPv4(error: unknown, listen: (on: string) => Promise<string>): Promise<string> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL') return listen('0.0.0.0');
  throw error;
}
