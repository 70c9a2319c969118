import { z } from 'zod';

const id = z.int();
const error = z
  .object({ code: z.coerce.string(), message: z.string() })
  .catch({ code: 'unknown_error', message: 'it does not say why' });

const frame = z.union([
  z.object({ type: z.enum(['auth_required', 'auth_ok']) }),
  z.object({ type: z.literal('auth_invalid'), message: z.string().catch('') }),
  z.object({ type: z.literal('result'), id, success: z.literal(true), result: z.unknown() }),
  z.object({ type: z.literal('result'), id, success: z.literal(false), error }),
  z.object({ type: z.literal('event'), id, event: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('pong'), id }),
]);

/** What Home Assistant says (developers.home-assistant.io, WebSocket API), as far as the bridge listens. */
export type Frame = z.infer<typeof frame>;

/** The frames in a message, which is one or, with coalesced messages, a list. Whatever else it holds is passed over. */
export function readFrames(message: unknown): Frame[] {
  return [parsed(message)].flat().flatMap((one) => {
    const read = frame.safeParse(one);
    return read.success ? [read.data] : [];
  });
}

function parsed(message: unknown): unknown {
  try {
    return JSON.parse(String(message));
  } catch {
    return undefined;
  }
}
