import { type Binding, type Meaning, meaningOf } from '../core/binding.ts';
import type { Broker, Message } from '../core/ports.ts';
import { BadPayload } from '../core/problem.ts';
import type { Witness } from '../core/witness.ts';
import { isOwnTopic } from '../home-assistant/own-topics.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Account } from './account.ts';
import { LONGEST_PAYLOAD, textOf } from './answerer.ts';
import { Remote } from './remote.ts';

/** More than any house has; a wildcard may hear topics that are made up. */
const MOST_REMOTES = 500;

interface Parts {
  broker: Broker;
  bindings: readonly Binding[];
  accounts: readonly Account[];
  baseTopic: string;
  /** Bytes of the longest payload that is read. */
  maxPayload: number;
  clock: Clock;
  log: Log;
  /** Hears of all that remotes asked. */
  witness?: Witness | undefined;
  signal: AbortSignal;
}

/** Hears the remotes of the configuration, each topic as one of its own. */
export class Remotes {
  readonly #parts: Parts;
  readonly #remotes = new Map<string, Remote>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  open(): void {
    const { broker, bindings, accounts } = this.#parts;
    for (const binding of bindings) {
      const account = accounts.find(({ plan }) => plan.key === binding.account);
      if (account) broker.subscribe(binding.topic, (message) => this.#hear(binding, account, message));
    }
  }

  #hear(binding: Binding, account: Account, { topic, payload, retained }: Message): void {
    const { baseTopic, maxPayload, log } = this.#parts;
    // What the broker kept was pressed long ago; and what the bridge says itself is no press.
    if (retained || isOwnTopic(baseTopic, topic)) return;
    try {
      const meaning = meaningOf(binding, textOf(payload, Math.min(LONGEST_PAYLOAD, maxPayload)));
      if (meaning.means === 'nothing')
        log.debug({ binding: binding.key, topic, value: meaning.value }, `nothing was asked: ${meaning.why}`);
      this.#remoteFor(meaning, binding, account, topic)?.hear(meaning);
    } catch (error) {
      if (!(error instanceof BadPayload)) throw error;
      log.debug({ binding: binding.key, topic }, `a message was not read: ${error.message}`);
    }
  }

  /** Undefined for a topic that never asked for anything. */
  #remoteFor({ means }: Meaning, binding: Binding, account: Account, topic: string): Remote | undefined {
    const { clock, log, witness, signal } = this.#parts;
    const id = `${binding.key}\n${topic}`;
    const known = this.#remotes.get(id);
    if (known || means === 'nothing') return known;
    const [oldest] = this.#remotes.keys();
    if (oldest !== undefined && this.#remotes.size >= MOST_REMOTES) this.#remotes.delete(oldest);
    const remote = new Remote({ binding, account, clock, log, witness, signal });
    this.#remotes.set(id, remote);
    return remote;
  }
}
