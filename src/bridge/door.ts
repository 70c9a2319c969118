import type { AccountAsk } from '../core/command.ts';
import type { PairingDesk } from '../core/pairing.ts';
import type { Broker, Message } from '../core/ports.ts';
import { BadPayload, Trouble } from '../core/problem.ts';
import { quote } from '../core/values.ts';
import { readCommand } from '../core/words.ts';
import { hearEntity } from '../home-assistant/inbox.ts';
import type { AccountHeard, ReaderHeard, Topics } from '../home-assistant/topics.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Account } from './account.ts';
import { type Answerer, textOf } from './answerer.ts';
import type { Outcome } from './commander.ts';
import type { Voice } from './voice.ts';

export interface Resident {
  account: Account;
  voice: Voice;
}

/** A list of cards to import has a line for each. */
const LONGEST_REQUEST = 128 * 1024;

interface Parts {
  broker: Broker;
  answerer: Answerer;
  topics: Topics;
  clock: Clock;
  log: Log;
  residents: ReadonlyMap<string, Resident>;
  /** What may be asked of the bridge itself, by the last level of its topic. */
  requests: Readonly<Record<string, (payload: string) => object | Promise<object>>>;
  desk: PairingDesk;
  tags: AccountTags;
  /** What comes from readers, or for them. */
  readers: { hear(heard: ReaderHeard, message: Message): void };
}

/** What an account's entities ask of the tags. Both reject with a Trouble that says what would have been right. */
export interface AccountTags {
  /** The next card is given what plays on the account, or what `does` says. */
  learn(account: string, does?: string): Promise<unknown>;
  /** Names the card that was scanned for the account last. */
  nameCard(account: string, name: string): Promise<unknown>;
}

/** Where messages come in: each is understood or refused, and every one is answered. */
export class Door {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  open(): void {
    const { broker, topics } = this.#parts;
    for (const filter of topics.filters) broker.subscribe(filter, (message) => this.hear(message));
  }

  hear(message: Message): void {
    const { topics, log } = this.#parts;
    const heard = topics.parse(message.topic);
    if (!heard) return;
    if ('reader' in heard) {
      this.#parts.readers.hear(heard, message);
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

  async #answer(heard: AccountHeard, message: Message): Promise<void> {
    const since = this.#parts.clock.now();
    let payload = '';
    let command: string | undefined;
    const { answerer, topics } = this.#parts;
    const place =
      heard.on === 'bridge_request' ? topics.bridge.response : topics.account(heard.account).response;
    const say = (outcome: Outcome, more: object = {}) =>
      answerer.say(place, message, payload, outcome, { command, ...more });
    try {
      payload = textOf(message.payload, heard.on === 'bridge_request' ? LONGEST_REQUEST : undefined);
      if (heard.on === 'bridge_request') {
        const result = await this.#bridgeRequest(heard.what, payload);
        say({ ok: true, tookMs: this.#parts.clock.now() - since }, { result });
        return;
      }
      const { account, voice } = this.#resident(heard.account);
      if (heard.on === 'hint') {
        account.poller.hint();
        return;
      }
      if (heard.on === 'request') throw new BadPayload(`unknown request ${quote(heard.what)}`);
      const asked: AccountAsk =
        heard.on === 'command' ? readCommand(payload).command : hearEntity(heard.key, payload, voice.view);
      command = asked.ask;
      say(await this.#obey(account, asked));
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      say({ ok: false, tookMs: this.#parts.clock.now() - since, problem: error.problem });
    }
  }

  /** Pairing is the desk's, cards are the tags', everything else the player's. */
  async #obey(account: Account, asked: AccountAsk): Promise<Outcome> {
    const { desk, clock, tags } = this.#parts;
    const since = clock.now();
    const done = (): Outcome => ({ ok: true, tookMs: clock.now() - since });
    const { key } = account.plan;
    switch (asked.ask) {
      case 'pair':
        desk.begin(key);
        return done();
      case 'unpair':
        await desk.unpair(key);
        return done();
      case 'pairing_address': {
        const landed = await desk.paste(asked.address, null);
        if (!landed.ok) throw new Trouble('refused', landed.message);
        return done();
      }
      case 'learn':
        await tags.learn(key, asked.does);
        return done();
      case 'name_card':
        await tags.nameCard(key, asked.name);
        return done();
      default:
        return account.commander.obey(asked);
    }
  }

  #resident(key: string): Resident {
    const resident = this.#parts.residents.get(key);
    if (resident) return resident;
    throw new BadPayload(
      `no account ${quote(key)}; there are ${[...this.#parts.residents.keys()].join(', ')}`,
    );
  }

  #bridgeRequest(what: string, payload: string): object | Promise<object> {
    const { requests } = this.#parts;
    const request = Object.hasOwn(requests, what) ? requests[what] : undefined;
    if (request) return request(payload);
    throw new BadPayload(`unknown request ${quote(what)}; there are ${Object.keys(requests).join(', ')}`);
  }
}
