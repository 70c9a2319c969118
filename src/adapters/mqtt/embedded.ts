import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AuthenticateError } from 'aedes';
import type { Log } from '../../lib/log.ts';
import { PacketGate } from './packet-gate.ts';
import { mostPacketBytes } from './sizes.ts';

export interface EmbeddedBrokerOptions {
  /** 0 takes any free one. */
  port: number;
  /** Default: all addresses. */
  host?: string | undefined;
  /** Who may connect. None given: anybody. */
  users?: readonly { username: string; password: string }[] | undefined;
  /** Bytes of a payload that the bridge reads; a client with a packet far longer than that is sent away. */
  maxPayload?: number | undefined;
}

export interface EmbeddedBroker {
  readonly port: number;
  close(): Promise<void>;
}

const UNACCEPTABLE_PROTOCOL = 1;
const BAD_USER_NAME_OR_PASSWORD = 4;

/**
 * Starts a small broker in this process: MQTT 3.1.1 over TCP, retained messages in memory. For the demo, tests and small
 * houses. Rejects, saying what would help, where the port cannot be had.
 */
export async function startEmbeddedBroker(
  { port, host, users = [], maxPayload }: EmbeddedBrokerOptions,
  log: Log,
): Promise<EmbeddedBroker> {
  const aedes = await Aedes.createBroker({
    authenticate: (_client, username, password, done) => {
      if (users.length === 0 || isKnown(users, username, password)) return done(null, true);
      return done(new Refused('unknown user or wrong password', BAD_USER_NAME_OR_PASSWORD), null);
    },
  });
  const sockets = new Set<Socket>();
  /** A socket forgets its peer when it closes, and then it is too late to say whom we refused. */
  const peers = new WeakMap<object, string>();
  const strangers = new Set<string>();
  const talkers = new Set<string>();
  const most = mostPacketBytes(maxPayload);
  aedes.on('connectionError', (client, error) => {
    const from = peers.get(client.conn) ?? 'unknown';
    log.debug({ from, error: error.message }, 'The embedded broker refused a client');
    const speaksFive = 'errorCode' in error && error.errorCode === UNACCEPTABLE_PROTOCOL;
    if (!speaksFive || strangers.has(from)) return;
    if (strangers.size < 100) strangers.add(from);
    log.warn(
      { from },
      'The embedded broker speaks MQTT 3.1.1 only and refused a client with MQTT 5; set that client to 3.1.1',
    );
  });
  aedes.on('clientError', (client, error) =>
    log.debug({ client: client.id, error: error.message }, 'The embedded broker lost a client'),
  );

  // Without it a command waits for the acknowledgement of what was sent just before: 40 ms (Nagle meets delayed ACK).
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    if (socket.remoteAddress) peers.set(socket, socket.remoteAddress);
    socket.on('close', () => sockets.delete(socket));
    aedes.handle(socket);
    const gate = new PacketGate(most);
    // aedes takes what comes by itself; this only sees it pass.
    socket.on('data', (chunk) => {
      const bytes = gate.tooLong(chunk);
      if (bytes === undefined) return;
      socket.destroy();
      const from = peers.get(socket) ?? 'unknown';
      if (talkers.has(from)) return;
      if (talkers.size < 100) talkers.add(from);
      log.warn(
        { from, bytes, most },
        'The embedded broker hung up on a client: a packet is longer than it takes (mqtt.max_payload)',
      );
    });
  });
  const taken = await listen(server, port, host).catch(async (error: unknown) => {
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
    throw error;
  });
  log.info(
    { port: taken, host },
    `The embedded MQTT broker listens on port ${taken}. It speaks MQTT 3.1.1: set a Home Assistant that uses it to 3.1.1`,
  );
  return {
    port: taken,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      // Those who never said who they are are no clients that aedes would know.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

class Refused extends Error implements AuthenticateError {
  readonly returnCode: AuthenticateError['returnCode'];

  constructor(message: string, returnCode: AuthenticateError['returnCode']) {
    super(message);
    this.returnCode = returnCode;
  }
}

/** Compares with every user, and digests of one length, so that the time it takes tells nothing. */
function isKnown(
  users: readonly { username: string; password: string }[],
  username = '',
  password: Uint8Array = Buffer.alloc(0),
): boolean {
  let known = false;
  for (const user of users) {
    const sameName = timingSafeEqual(digest(user.username), digest(username));
    const samePassword = timingSafeEqual(digest(user.password), digest(password));
    known ||= sameName && samePassword;
  }
  return known;
}

function digest(secret: string | Uint8Array): Buffer {
  return createHash('sha256').update(secret).digest();
}

function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const words: Record<string, string> = {
        EADDRINUSE: `port ${port} is in use; stop the other broker, or choose another port`,
        EACCES: `port ${port} may not be opened by this user; choose one above 1023`,
        EADDRNOTAVAIL: `this machine has no address ${host}`,
      };
      reject(new Error(`The embedded MQTT broker cannot start: ${words[error.code ?? ''] ?? error.message}`));
    });
    server.listen({ port, host }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
