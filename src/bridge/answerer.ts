import type { Message } from '../core/ports.ts';
import { BadPayload } from '../core/problem.ts';
import type { Topics } from '../home-assistant/topics.ts';
import type { Log } from '../lib/log.ts';
import { type More, sayAnswer } from './answers.ts';
import type { Outcome } from './outcome.ts';
import type { Publisher } from './publisher.ts';

/** Bytes: more than any command needs, short enough that an answer about it stays short. */
export const LONGEST_PAYLOAD = 16 * 1024;

/** Answers whoever asked over MQTT: on the topic that the sender waits on, else on the usual one. */
export class Answerer {
  readonly #publisher: Publisher;
  readonly #topics: Topics;
  readonly #log: Log;

  constructor(parts: { publisher: Publisher; topics: Topics; log: Log }) {
    this.#publisher = parts.publisher;
    this.#topics = parts.topics;
    this.#log = parts.log;
  }

  say(place: string, message: Message, payload: string, outcome: Outcome, more: More): void {
    if (!outcome.ok)
      this.#log.info({ topic: message.topic, problem: outcome.problem.kind }, outcome.problem.message);
    this.#publisher.tell(
      this.#responseTopic(message) ?? place,
      JSON.stringify(sayAnswer(outcome, more, payload)),
      message.correlation,
    );
  }

  /** The topic that the sender waits on, unless an answer there would be a command to us. */
  #responseTopic({ responseTopic }: Message): string | undefined {
    if (!responseTopic || this.#topics.parse(responseTopic)) return undefined;
    return responseTopic;
  }
}

/** Made at the first message: loading it takes a start 3 ms. */
let utf8: TextDecoder | undefined;

/** A payload as text. Throws BadPayload for what is too long or no UTF-8. */
export function textOf(payload: Uint8Array, longest = LONGEST_PAYLOAD): string {
  if (payload.length > longest) {
    throw new BadPayload(`a payload of ${payload.length} bytes is too long; ${longest} at most`);
  }
  try {
    utf8 ??= new TextDecoder('utf-8', { fatal: true });
    return utf8.decode(payload);
  } catch {
    throw new BadPayload('the payload is not UTF-8 text');
  }
}
