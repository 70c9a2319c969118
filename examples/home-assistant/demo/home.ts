import { once } from 'node:events';
import { z } from 'zod';

const ANSWER_MS = 30_000;

const messageShape = z.object({
  type: z.string(),
  success: z.boolean().optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

/** Asks Home Assistant over HTTP: a POST where there is something to send. Rejects with what it said where it refuses. */
export async function askHome(
  address: string,
  { token, json, form }: { token?: string; json?: object; form?: Record<string, string> } = {},
): Promise<unknown> {
  const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form) : null;
  const response = await fetch(address, {
    method: body ? 'POST' : 'GET',
    body,
    headers: {
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${address}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** Its WebSocket API, for what it offers there alone. One question at a time. */
export class HomeSocket implements Disposable {
  readonly #socket: WebSocket;
  #questions = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async open(base: string, token: string): Promise<HomeSocket> {
    const home = new HomeSocket(new WebSocket(`${base.replace('http', 'ws')}/api/websocket`));
    await home.#next(); // auth_required
    home.#socket.send(JSON.stringify({ type: 'auth', access_token: token }));
    const { type } = await home.#next();
    if (type !== 'auth_ok') throw new Error(`Home Assistant says ${type}`);
    return home;
  }

  async ask(question: object): Promise<unknown> {
    this.#questions += 1;
    this.#socket.send(JSON.stringify({ id: this.#questions, ...question }));
    const { success, result, error } = await this.#next();
    if (!success) throw new Error(`${JSON.stringify(question)}: ${JSON.stringify(error)}`);
    return result;
  }

  async #next(): Promise<z.infer<typeof messageShape>> {
    const [event]: unknown[] = await once(this.#socket, 'message', {
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (!(event instanceof MessageEvent)) throw new Error('no message');
    return messageShape.parse(JSON.parse(String(event.data)));
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}
