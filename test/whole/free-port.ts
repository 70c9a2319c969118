import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port that nobody listened on a moment ago, for what must keep its port over a restart. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error(`no TCP port but ${address}`);
  return address.port;
}
