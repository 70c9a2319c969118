import type { Broker } from '../core/ports.ts';

type Payload = string | Uint8Array;

/** Says things on retained topics: once when they change, and all of them again when somebody may have missed them. */
export class Publisher {
  readonly #broker: Broker;
  readonly #said = new Map<string, Payload>();
  readonly #held = new Set<string>();
  /** How many messages went out, for the health topic. */
  count = 0;

  constructor(broker: Broker) {
    this.#broker = broker;
  }

  /** Retained, and only if it is not what was said last. */
  say(topic: string, payload: Payload): void {
    if (this.#said.get(topic) === payload) return;
    this.#said.set(topic, payload);
    this.#send(topic, payload, true);
  }

  /** Retained, in any case. */
  insist(topic: string, payload: Payload): void {
    this.#said.set(topic, payload);
    this.#send(topic, payload, true);
  }

  /** Leaves on a topic what an earlier run said there, until there is something new to say. */
  hold(topic: string): void {
    this.#held.add(topic);
  }

  /** Not retained: an event, an answer. */
  tell(topic: string, payload: string, correlation?: Uint8Array): void {
    this.count++;
    this.#broker.publish(correlation ? { topic, payload, correlation } : { topic, payload });
  }

  /** Takes a retained topic back, so that nobody hears of it any more. */
  clear(topic: string): void {
    this.#said.delete(topic);
    this.#send(topic, '', true);
  }

  /** Somebody else took it back. */
  forget(topic: string): void {
    this.#said.delete(topic);
  }

  /** Says everything that begins with `root` again. */
  repeat(root: string): void {
    for (const [topic, payload] of this.#said) if (topic.startsWith(root)) this.#send(topic, payload, true);
  }

  /** What was said last on a topic. */
  said(topic: string): Payload | undefined {
    return this.#said.get(topic);
  }

  /** All retained topics in use: said, or held. */
  get topics(): string[] {
    return [...new Set([...this.#said.keys(), ...this.#held])];
  }

  #send(topic: string, payload: Payload, retain: boolean): void {
    this.count++;
    this.#broker.publish({ topic, payload, retain });
  }
}
