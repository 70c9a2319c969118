import type { Publication } from '../../core/ports.ts';

/** 3.1.1 sets no window, MQTT 5 §3.2.2.3.3 allows 65535 where the broker names none; nobody needs that much on its way. */
const WIDEST_WINDOW = 1000;
/** What is sent is cut off in blocks: taking the first of ten thousands off an array moves all others. */
const BLOCK = 1000;

export interface OutboxOptions {
  /** MQTT 5 Receive Maximum: how many QoS 1 messages the broker takes before it has acknowledged one. */
  window: number | undefined;
  /** The most that the broker offers. */
  qos: 0 | 1;
  write(publication: Publication, qos: 0 | 1, done: () => void): void;
}

/**
 * Sends in order, and never more QoS 1 messages at a time than the broker takes; mqtt.js does not look after that, and a
 * broker may hang up on who sends more (MQTT 5 §3.3.4).
 *
 * Retained messages are state and go out with QoS 1. The others are events and answers, true once: with QoS 0 they arrive
 * at most once and get lost only with the connection itself. With QoS 1 a broker or a client may send one again after a
 * reconnection, and an automation would run twice. Brokers keep the order within a QoS only (MQTT 5 §4.6; aedes does).
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #window: number;
  readonly #queue: Publication[] = [];
  /** How many of the queue are sent already. */
  #sent = 0;
  #onTheirWay = 0;
  /** `write` may be done at once, and then comes back here in the middle of a round. */
  #pumping = false;
  readonly #waiters: (() => void)[] = [];

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#window = Math.min(options.window ?? WIDEST_WINDOW, WIDEST_WINDOW);
  }

  add(publication: Publication): void {
    this.#queue.push(publication);
    this.#pump();
  }

  /** Resolves when nothing is queued or on its way. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
      this.#wake();
    });
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#onTheirWay < this.#window) {
      const publication = this.#take();
      if (!publication) break;
      this.#send(publication);
    }
    this.#pumping = false;
  }

  #take(): Publication | undefined {
    const publication = this.#queue[this.#sent];
    if (publication) this.#sent++;
    if (this.#sent === this.#queue.length || this.#sent === BLOCK) {
      this.#queue.splice(0, this.#sent);
      this.#sent = 0;
    }
    return publication;
  }

  #send(publication: Publication): void {
    this.#onTheirWay += 1;
    this.#options.write(publication, publication.retain ? this.#options.qos : 0, () => {
      this.#onTheirWay -= 1;
      this.#pump();
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#queue.length > this.#sent || this.#onTheirWay > 0) return;
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
