import { once } from 'node:events';
import { z } from 'zod';

const ANSWER_MS = 15_000;

const messageShape = z.object({
  type: z.string(),
  success: z.boolean().optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

/** Asks Home Assistant one question over its WebSocket API, on a connection of its own, and returns the result. */
export async function askHomeAssistant(base: string, token: string, question: object): Promise<unknown> {
  const socket = new WebSocket(`${base.replace('http', 'ws')}/api/websocket`);
  const next = async () => {
    const [event]: unknown[] = await once(socket, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
    if (!(event instanceof MessageEvent)) throw new Error('no message');
    return messageShape.parse(JSON.parse(String(event.data)));
  };
  try {
    await next(); // auth_required
    socket.send(JSON.stringify({ type: 'auth', access_token: token }));
    const admitted = await next();
    if (admitted.type !== 'auth_ok') throw new Error(`Home Assistant says ${admitted.type}`);
    socket.send(JSON.stringify({ id: 1, ...question }));
    const answer = await next();
    if (!answer.success) throw new Error(`${JSON.stringify(question)}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  } finally {
    socket.close();
  }
}
