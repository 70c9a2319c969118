import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What stands between the bridge and its broker, and does what bad networks do. */
export interface Network {
  port: number;
  /** How long every byte takes, ms each way. */
  delayMs: number;
  /** Half-open: connections stay, new ones are taken, and nothing arrives any more, either way. */
  swallows: boolean;
  /** Ends every connection, orderly or with a reset. */
  cut(how: 'end' | 'reset'): void;
  close(): Promise<void>;
}

export async function startProxy(target: () => number): Promise<Network> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(target(), '127.0.0.1');
    keep(near);
    keep(far);
    pipe(near, far);
    pipe(far, near);
  });

  function pipe(from: Socket, to: Socket): void {
    // Timers of the same length fire in order; a change of the delay must not let bytes overtake each other.
    let earliest = 0;
    const later = (act: () => void) => {
      const at = Math.max(earliest, performance.now() + proxy.delayMs);
      earliest = at;
      const wait = at - performance.now();
      if (wait <= 0) act();
      else setTimeout(act, wait);
    };
    from.on('data', (bytes) => {
      if (!proxy.swallows) later(() => void (to.writable && to.write(bytes)));
    });
    from.on('close', () => {
      if (!proxy.swallows) later(() => to.destroy());
    });
  }

  const proxy: Network = {
    port: 0,
    delayMs: 0,
    swallows: false,
    cut(how) {
      for (const socket of sockets) {
        if (how === 'end') socket.destroy();
        else socket.resetAndDestroy();
      }
    },
    async close() {
      proxy.cut('end');
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  proxy.port = typeof address === 'object' && address ? address.port : 0;
  return proxy;
}
