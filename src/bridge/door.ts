import type { Broker, Message } from '../core/ports.ts';
import { troubleIn } from '../core/problem.ts';
import type { AccountHeard, ReaderHeard, Topics } from '../home-assistant/topics.ts';
import type { Log } from '../lib/log.ts';
import { type Answerer, LONGEST_PAYLOAD, textOf } from './answerer.ts';
import type { Attended, Clerk } from './clerk.ts';

interface Parts {
  broker: Broker;
  answerer: Answerer;
  clerk: Clerk;
  topics: Topics;
  log: Log;
  /** Bytes; a request of the bridge may be as long, anything else as long as what it needs. */
  maxPayload: number;
  /** What comes from readers, or for them. */
  readers: { hear(heard: ReaderHeard, message: Message): void };
  /** What became of what Home Assistant was asked; absent where it is asked nothing. */
  home: { hear(message: Message): void } | undefined;
}

/** What a person or a program wants. */
type Asked = Exclude<AccountHeard, { on: 'home_assistant_result' }>;

/** Where messages come in: each is understood or refused, and every one is answered. */
export class Door {
  readonly #parts: Parts;
  /** How many messages came, for the health topic. */
  count = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  open(): void {
    const { broker, topics } = this.#parts;
    for (const filter of topics.filters) broker.subscribe(filter, (message) => this.hear(message));
  }

  hear(message: Message): void {
    const { topics, log } = this.#parts;
    this.count++;
    const heard = topics.parse(message.topic);
    if (!heard) return;
    if ('reader' in heard) {
      this.#parts.readers.hear(heard, message);
      return;
    }
    if (heard.on === 'home_assistant_result') {
      this.#parts.home?.hear(message);
      return;
    }
    // What the broker replays was meant for another time: music at three in the morning after a restart.
    if (message.retained) {
      log.warn(
        { topic: message.topic },
        'a retained command was ignored: publish commands without the retain flag',
      );
      return;
    }
    void this.#answer(heard, message);
  }

  async #answer(heard: Asked, message: Message): Promise<void> {
    const { answerer, topics, maxPayload } = this.#parts;
    const place =
      heard.on === 'bridge_request' ? topics.bridge.response : topics.account(heard.account).response;
    let payload = '';
    try {
      const longest = heard.on === 'bridge_request' ? maxPayload : Math.min(LONGEST_PAYLOAD, maxPayload);
      payload = textOf(message.payload, longest);
      if (heard.on === 'hint') {
        this.#parts.clerk.hint(heard.account);
        return;
      }
      const { outcome, more } = await this.#attend(heard, payload);
      answerer.say(place, message, payload, outcome, more);
    } catch (error) {
      const { problem } = troubleIn(error);
      answerer.say(place, message, payload, { ok: false, tookMs: 0, problem }, {});
    }
  }

  #attend(heard: Exclude<Asked, { on: 'hint' }>, payload: string): Promise<Attended> {
    const { clerk } = this.#parts;
    switch (heard.on) {
      case 'command':
        return clerk.command(heard.account, payload);
      case 'set':
        return clerk.set(heard.account, heard.key, payload);
      case 'request':
        return clerk.request(heard.account, heard.what, payload);
      case 'bridge_request':
        return clerk.bridgeRequest(heard.what, payload);
    }
  }
}
