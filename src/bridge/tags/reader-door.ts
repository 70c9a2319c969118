import type { Broker, Message } from '../../core/ports.ts';
import { BadPayload, Trouble, troubleIn } from '../../core/problem.ts';
import { quote } from '../../core/values.ts';
import type { Witness } from '../../core/witness.ts';
import { readCommand } from '../../core/words.ts';
import { hearReader } from '../../home-assistant/inbox.ts';
import { isOwnTopic } from '../../home-assistant/own-topics.ts';
import type { ReaderHeard, Topics } from '../../home-assistant/topics.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { type Answerer, LONGEST_PAYLOAD, textOf } from '../answerer.ts';
import type { More } from '../answers.ts';
import { attendance } from '../clerk.ts';
import type { Outcome } from '../outcome.ts';
import { planAt, readerIdOf } from './naming.ts';
import type { Tags } from './open-tags.ts';
import type { ReaderPlan } from './reader.ts';
import type { ReaderBoard } from './reader-board.ts';
import { feedbackOf } from './results.ts';

/** Scans are short; whole pages of NDEF fit. */
const LONGEST_SCAN = 64 * 1024;

const TOO_MANY =
  'there are too many readers already; right would be to forget some, or to name this one in the configuration';

interface Parts {
  broker: Broker;
  answerer: Answerer;
  topics: Topics;
  tags: Tags;
  board: ReaderBoard;
  plans: readonly ReaderPlan[];
  clock: Clock;
  log: Log;
  /** Bytes of the longest payload that is read. */
  maxPayload: number;
  /** Hears of all that readers asked. */
  witness?: Witness | undefined;
}

/**
 * Where readers come in: those at the bridge's own topics, those that
 * the configuration names, and what is asked of each.
 */
export class ReaderDoor {
  readonly #parts: Parts;
  /** How many messages came on topics that the configuration names, for the health topic. */
  count = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Hears the topics that the configuration names. Those under the base topic come by the bridge's own door. */
  open(): void {
    const { broker, plans, tags, topics } = this.#parts;
    const named = new Map<string, (message: Message) => void>();
    const hear = (
      filter: string | undefined,
      heard: (plan: ReaderPlan, message: Message) => void,
      plan: ReaderPlan,
    ) => {
      if (filter === undefined || isOwnTopic(topics.base, filter)) return;
      const before = named.get(filter);
      named.set(filter, (message) => {
        before?.(message);
        // A wildcard may name them too.
        if (!isOwnTopic(topics.base, message.topic)) heard(plan, message);
      });
    };
    for (const plan of plans) {
      hear(plan.topic, (of, message) => this.#scan(readerIdOf(of, message.topic), of, message, false), plan);
      hear(
        plan.removedTopic,
        (of, message) => this.#scan(readerIdOf(of, message.topic), of, message, true),
        plan,
      );
      hear(plan.statusTopic, (of, message) => this.#status(readerIdOf(of, message.topic), of, message), plan);
    }
    for (const [filter, heard] of named)
      broker.subscribe(filter, (message) => {
        this.count++;
        heard(message);
      });
    broker.connected(() => tags.readers.begin());
  }

  /** What came on a topic under the base topic. */
  hear(heard: ReaderHeard, message: Message): void {
    const { topics, log } = this.#parts;
    switch (heard.on) {
      case 'reader_tag':
        this.#scan(heard.reader, this.#planAt(heard.reader), message, false);
        return;
      case 'reader_status':
        this.#status(heard.reader, this.#planAt(heard.reader), message);
        return;
      default:
        if (message.retained) {
          log.warn(
            { topic: message.topic },
            'a retained command was ignored: publish commands without the retain flag',
          );
          return;
        }
        void this.#answer(heard, message, topics.reader(heard.reader).response);
    }
  }

  #planAt(level: string): ReaderPlan | undefined {
    const { plans, topics } = this.#parts;
    return planAt(plans, level, (reader) => topics.reader(reader).tag);
  }

  #scan(
    reader: string,
    plan: ReaderPlan | undefined,
    { topic, payload, retained }: Message,
    removal: boolean,
  ): void {
    const { tags, log, maxPayload } = this.#parts;
    try {
      const text = textOf(payload, Math.min(LONGEST_SCAN, maxPayload));
      tags.scans.hear(reader, plan, { topic, payload: text, retained, removal });
    } catch (error) {
      if (!(error instanceof BadPayload)) throw error;
      log.warn({ topic, reader }, `what a reader sent was not read: ${error.message}`);
    }
  }

  #status(reader: string, plan: ReaderPlan | undefined, { payload, retained }: Message): void {
    if (payload.length > 64) return;
    this.#parts.tags.readers.status(reader, plan, new TextDecoder().decode(payload), retained);
  }

  async #answer(
    heard: Extract<ReaderHeard, { on: 'reader_command' | 'reader_set' }>,
    message: Message,
    place: string,
  ): Promise<void> {
    const { answerer, clock, maxPayload } = this.#parts;
    const since = clock.now();
    let payload = '';
    const say = (outcome: Outcome, more: More = {}) => answerer.say(place, message, payload, outcome, more);
    try {
      payload = textOf(message.payload, Math.min(LONGEST_PAYLOAD, maxPayload));
      if (heard.on === 'reader_command') await this.#command(heard.reader, payload, say);
      else {
        await this.#set(heard.reader, heard.key, payload);
        say({ ok: true, tookMs: clock.now() - since });
      }
    } catch (error) {
      const { problem } = troubleIn(error);
      const reader = heard.on === 'reader_command' ? this.#parts.tags.readers.find(heard.reader) : undefined;
      if (reader) this.#parts.tags.feedback(reader, feedbackOf(problem));
      const outcome = { ok: false, tookMs: clock.now() - since, problem } as const;
      this.#parts.witness?.(attendance('command', null, undefined, outcome));
      say(outcome);
    }
  }

  async #command(id: string, payload: string, say: (outcome: Outcome, more: More) => void): Promise<void> {
    const { tags } = this.#parts;
    const { command } = readCommand(payload);
    const reader = tags.readers.meet(id, this.#planAt(id));
    if (!reader) throw new Trouble('refused', TOO_MANY);
    const account = tags.accountFor(reader);
    if (typeof account === 'string') throw new BadPayload(account);
    const { outcome, feedback } = await tags.presses.obey(reader, account, command);
    tags.feedback(reader, feedback);
    this.#parts.witness?.(attendance('command', account.plan.key, command.ask, outcome));
    say(outcome, { command: command.ask });
  }

  async #set(id: string, key: string, payload: string): Promise<void> {
    const { tags, board } = this.#parts;
    const reader = tags.readers.find(id);
    if (!reader) throw new BadPayload(`no reader ${quote(id)} is known`);
    const asked = hearReader(key, payload, board.view(reader));
    switch (asked.ask) {
      case 'lock':
        tags.desk.lock(id, asked.on);
        return;
      case 'learn': {
        const account = tags.accountFor(reader);
        if (typeof account === 'string') throw new BadPayload(account);
        await tags.desk.learn({ account: account.plan.key, reader: id });
        return;
      }
      case 'forget':
        tags.desk.forget(id);
    }
  }
}
