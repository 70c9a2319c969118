import WebSocket from 'ws';
import { z } from 'zod';

/** Far over what Home Assistant answers to what the bridge asks (bytes). */
const MOST_MESSAGE_BYTES = 16 * 1024 * 1024;

/**
 * The socket that homeassistant-ws talks through. That client subscribes to all events as soon as it is let in, which only
 * an administrator may and which brings every change of every entity: this one question never leaves the house.
 */
export class GuardedSocket extends WebSocket {
  constructor(address: string, handshakeMs: number) {
    super(address, {
      handshakeTimeout: handshakeMs,
      maxPayload: MOST_MESSAGE_BYTES,
      perMessageDeflate: false,
    });
  }

  override send(text: string): void {
    const id = allEventsId(text);
    if (id === undefined) super.send(text, ignoreFailure);
    else queueMicrotask(() => this.hear({ id, type: 'result', success: true, result: null }));
  }

  /** As if Home Assistant had said it. */
  hear(frame: object): void {
    this.emit('message', Buffer.from(JSON.stringify(frame)), false);
  }
}

/** A write that fails closes the socket too, and that is told. */
function ignoreFailure(): void {}

const allEvents = z.object({
  id: z.int(),
  type: z.literal('subscribe_events'),
  event_type: z.undefined().optional(),
});

function allEventsId(text: string): number | undefined {
  const question = allEvents.safeParse(JSON.parse(text));
  return question.success ? question.data.id : undefined;
}
