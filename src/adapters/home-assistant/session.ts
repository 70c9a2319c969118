import homeAssistantWs, { type HassApi } from 'homeassistant-ws';
import type { Clock } from '../../lib/clock.ts';
import { type Ending, inWords } from './ending.ts';
import { type Frame, readFrames } from './frame.ts';
import { Line } from './line.ts';
import { GuardedSocket } from './socket.ts';

export interface SessionOptions {
  /** ws or wss. */
  address: string;
  token: string;
}

/** The module is CommonJS: Node hands its default export over inside another, bundlers and test runners unwrap it. */
const createClient = 'default' in homeAssistantWs ? homeAssistantWs.default : homeAssistantWs;

/** From the first packet to being let in. Home Assistant itself waits 10 s for the token. */
const CONNECT_MS = 15_000;

/**
 * Connects once and resolves with how that ended; `signal` ends it at once. The one place that knows homeassistant-ws: each
 * connection gets a client of its own, because that one neither reconnects nor notices that it should.
 */
export async function runSession(
  { address, token }: SessionOptions,
  opened: (line: Line) => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<Ending> {
  /** The first reason is the cause, those that follow are its echoes. */
  let why: string | undefined;
  let refusal: string | undefined;
  let line: Line | undefined;

  const socket = new GuardedSocket(address, CONNECT_MS);
  const over = new AbortController();
  const hangUp = (reason: string) => {
    why ??= reason;
    socket.terminate();
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.once('close', () => {
    why ??= 'the connection was closed';
    over.abort();
  });
  socket.on('error', (error) => {
    why ??= inWords(error);
  });
  const stop = () => hangUp('the bridge hung up');
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });

  /**
   * The client's parser, and the door to it: what it does not understand (an event of null, a type or an event named
   * `error`) would end the process, so it gets only what it needs; the rest goes straight to the line.
   */
  const parse = ({ data }: { data: unknown }): Frame | object => {
    const [frame, ...more] = readFrames(data);
    for (const other of more) queueMicrotask(() => socket.hear(other));
    if (frame?.type === 'auth_invalid') refusal = frame.message;
    if (frame) line?.take(frame);
    return frame === undefined || frame.type === 'event' || frame.type === 'pong' ? {} : frame;
  };

  const admitted = new AbortController();
  const connecting = clock.sleep(CONNECT_MS, AbortSignal.any([admitted.signal, over.signal])).then(() => {
    if (!admitted.signal.aborted) hangUp(`it did not let us in within ${CONNECT_MS / 1_000} s`);
  });
  const client = await Promise.race([connect(), closed]);
  admitted.abort();
  await connecting;
  if (client && !over.signal.aborted && refusal === undefined) {
    line = new Line(client, socket, clock, over.signal, hangUp);
    const beating = line.keepAlive();
    opened(line);
    await closed;
    line.drop(why ?? '');
    await beating;
  } else socket.terminate();
  await closed;
  signal.removeEventListener('abort', stop);
  return refusal === undefined ? { kind: 'lost', why: why ?? '' } : { kind: 'refused', text: refusal };

  async function connect(): Promise<HassApi | undefined> {
    try {
      return await createClient({ token, messageParser: parse, ws: () => socket });
    } catch (error) {
      why ??= String(error);
      return undefined;
    }
  }
}
