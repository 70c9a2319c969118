import { once } from 'node:events';
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

const message = z.looseObject({ type: z.string(), id: z.int().optional() });
export type Said = z.infer<typeof message>;

export interface Visit {
  /** Which connection this is, from 0. */
  nth: number;
  said: Said;
  send(frame: object | string): void;
  /** Answers a command. */
  ok(result?: unknown): void;
  no(code: string, text: string): void;
  hangUp(): void;
}

export type Script = (visit: Visit) => void;

/** A Home Assistant that says what the test tells it to say. `hello` greets who connects, `script` answers what is said. */
export async function mockServer(script: Script, hello: object | 'nothing' = { type: 'auth_required' }) {
  const said: Said[] = [];
  const sockets: WebSocket[] = [];
  let wake: () => void = () => {};
  let status: number | undefined;
  const http = createServer();
  const server = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (status) socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`);
    else server.handleUpgrade(request, socket, head, (visitor) => welcome(visitor, request.url ?? ''));
  });
  function welcome(socket: WebSocket, path: string): void {
    const nth = sockets.push(socket) - 1;
    paths.push(path);
    const send = (frame: object | string) =>
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    socket.on('message', (data) => {
      const heard = message.parse(JSON.parse(String(data)));
      said.push(heard);
      const { id } = heard;
      script({
        nth,
        said: heard,
        send,
        ok: (result = null) => send({ id, type: 'result', success: true, result }),
        no: (code, text) => send({ id, type: 'result', success: false, error: { code, message: text } }),
        hangUp: () => socket.terminate(),
      });
      wake();
    });
    socket.on('close', () => wake());
    if (hello !== 'nothing') send(hello);
    wake();
  }
  const paths: string[] = [];
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    sockets,
    paths,
    /** From now on who connects gets this HTTP status. */
    answer(code: number) {
      status = code;
    },
    /** What was said of this type so far. */
    of: (type: string) => said.filter((one) => one.type === type),
    /** Waits until `fits`, looking again whenever something happens here. */
    async until(fits: () => boolean): Promise<void> {
      while (!fits()) await new Promise<void>((resolve) => (wake = resolve));
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

/** What a well-behaved Home Assistant answers to somebody without admin rights. */
export function agree(visit: Visit): void {
  const { said, send, ok, no } = visit;
  if (said.type === 'auth') send({ type: 'auth_ok', ha_version: '2026.11.0' });
  else if (said.type === 'get_config')
    ok({ state: 'RUNNING', internal_url: 'http://ha.home:8123', time_zone: 'Europe/Berlin' });
  else if (said.type === 'ping') send({ id: said.id, type: 'pong' });
  else if (said.type === 'subscribe_events') no('unauthorized', 'Unauthorized');
  else ok();
}
