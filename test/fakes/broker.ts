import type { Broker, Message, Publication } from '../../src/core/ports.ts';
import { hasWildcard, topicMatches } from '../../src/lib/topic-filter.ts';

interface Subscription {
  heards: ((message: Message) => void)[];
  noLocal: boolean;
}

/**
 * A broker and the connection to it in one, all of it synchronous. It does what real ones do: keeps retained messages,
 * replays them to who subscribes (and again upon `reconnect`), and sends the bridge what the bridge itself published.
 */
export class FakeBroker implements Broker {
  protocol: 4 | 5 | undefined;
  /** All that went out, in order. */
  readonly published: Publication[] = [];
  /** What the broker keeps; tests may lay something in beforehand. */
  readonly retained = new Map<string, string>();
  #up: boolean;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #listeners: (() => void)[] = [];
  readonly #losses: (() => void)[] = [];
  #waiting: Publication[] = [];

  constructor({ protocol = 5, up = true }: { protocol?: 4 | 5; up?: boolean } = {}) {
    this.protocol = up ? protocol : undefined;
    this.#up = up;
  }

  publish(publication: Publication): void {
    if (publication.topic === '' || hasWildcard(publication.topic)) {
      throw new Error(`"${publication.topic}" is no topic to publish to`);
    }
    if (!this.#up) {
      if (!publication.retain) this.#waiting.push(publication);
      return;
    }
    this.published.push(publication);
    const payload = Buffer.from(publication.payload);
    if (publication.retain) {
      if (payload.length > 0) this.retained.set(publication.topic, payload.toString());
      else this.retained.delete(publication.topic);
    }
    this.#send({ topic: publication.topic, payload, retained: false }, true);
  }

  subscribe(filter: string, heard: (message: Message) => void, { noLocal = false } = {}): void {
    const known = this.#subscriptions.get(filter) ?? { heards: [], noLocal };
    known.heards.push(heard);
    known.noLocal &&= noLocal;
    this.#subscriptions.set(filter, known);
    if (this.#up) this.#replay(filter, known);
  }

  unsubscribe(filter: string): void {
    this.#subscriptions.delete(filter);
  }

  connected(listener: () => void): void {
    this.#listeners.push(listener);
    if (this.#up) listener();
  }

  get online(): boolean {
    return this.#up;
  }

  lost(listener: () => void): void {
    this.#losses.push(listener);
  }

  /** A message from somebody else. One that says `retained` is a replay; put it into `retained` to have it kept. */
  deliver(
    topic: string,
    payload: string | Uint8Array,
    { retained = false, ...rest }: Partial<Pick<Message, 'retained' | 'responseTopic' | 'correlation'>> = {},
  ): void {
    this.#send({ topic, payload: Buffer.from(payload), retained, ...rest }, false);
  }

  drop(): void {
    this.#up = false;
    for (const listener of this.#losses) listener();
  }

  reconnect(protocol = this.protocol ?? 5): void {
    this.#up = true;
    this.protocol = protocol;
    for (const [filter, subscription] of this.#subscriptions) this.#replay(filter, subscription);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const publication of waiting) this.publish(publication);
    for (const listener of this.#listeners) listener();
  }

  /** The payloads published on `topic`, oldest first. */
  said(topic: string): string[] {
    return this.published
      .filter((publication) => publication.topic === topic)
      .map(({ payload }) => Buffer.from(payload).toString());
  }

  #send(message: Message, own: boolean): void {
    for (const [filter, { heards, noLocal }] of [...this.#subscriptions]) {
      if (!topicMatches(filter, message.topic) || (own && noLocal && this.protocol === 5)) continue;
      for (const heard of heards) heard(message);
    }
  }

  #replay(filter: string, { heards }: Subscription): void {
    for (const [topic, payload] of [...this.retained]) {
      if (!topicMatches(filter, topic)) continue;
      for (const heard of heards) heard({ topic, payload: Buffer.from(payload), retained: true });
    }
  }
}
