import { type HomeErrand, type HomeResult, homeResultShape } from '../core/home-errand.ts';
import { missing, nobody, unavailable, unfinished, unsupported } from '../core/home-trouble.ts';
import type { Broker, HomeAct, HomePlayers, Message } from '../core/ports.ts';
import type { Trouble } from '../core/problem.ts';
import type { Topics } from '../home-assistant/topics.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';

/** Whoever carries it out says at once that it has begun. */
const BEGUN_MS = 5_000;
/** A Cast group takes this long to start. */
const DONE_MS = 30_000;

interface Waiting {
  last: HomeResult['result'] | undefined;
  readonly bell: Bell;
}

interface Parts {
  broker: Broker;
  clock: Clock;
  log: Log;
  topics: Topics;
  /** The shorter way, where there is one; taken while it is open. */
  direct: (HomePlayers & { readonly open: boolean }) | undefined;
  signal: AbortSignal;
}

/** Actions of Home Assistant as messages, which an automation there carries out and answers; no token is needed. */
export class HomeMail {
  readonly #parts: Parts;
  readonly #waiting = new Map<string, Waiting>();
  #count = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The media_players, for an account. */
  of(account: string): HomePlayers {
    const { direct } = this.#parts;
    return {
      perform: (act) => (direct?.open ? direct.perform(act) : this.#send(account, act)),
      seen: (entity) => (direct?.open ? direct.seen(entity) : undefined),
      onSeen: (listener) => direct?.onSeen(listener),
    };
  }

  /** What came on the topic of the results. */
  hear({ topic, payload, retained }: Message): void {
    // What the broker replays is the answer to another time's errand.
    if (retained) return;
    const read = homeResultShape.safeParse(parsed(payload));
    if (!read.success) {
      const right = '{"id":"…","result":"done"}';
      this.#parts.log.warn(
        { topic },
        `a result of Home Assistant was not understood; right would be ${right}`,
      );
      return;
    }
    const waiting = this.#waiting.get(read.data.id);
    if (!waiting) return;
    waiting.last = read.data.result;
    waiting.bell.ring();
  }

  async #send(account: string, act: HomeAct): Promise<void> {
    const { broker, clock, topics, signal } = this.#parts;
    // What waits in the outbox would be played when nobody expects it any more.
    if (!broker.online) throw nobody(act);
    const id = `${clock.now().toString(36)}-${this.#count++}`;
    const waiting: Waiting = { last: undefined, bell: new Bell() };
    this.#waiting.set(id, waiting);
    const { entity, action, data } = act;
    const errand: HomeErrand = { id, entity_id: entity, action: `media_player.${action}`, data: { ...data } };
    broker.publish({ topic: topics.account(account).homeAssistant, payload: JSON.stringify(errand) });
    try {
      await waiting.bell.wait(clock, BEGUN_MS, signal);
      if (waiting.last === 'begun') await waiting.bell.wait(clock, DONE_MS, signal);
    } finally {
      this.#waiting.delete(id);
    }
    const trouble = troubleOf(act, waiting.last);
    if (trouble) throw trouble;
  }
}

function troubleOf(act: HomeAct, result: HomeResult['result'] | undefined): Trouble | undefined {
  switch (result) {
    case 'done':
      return undefined;
    case 'begun':
      return unfinished(act);
    case 'missing':
      return missing(act);
    case 'unavailable':
      return unavailable(act);
    case 'unsupported':
      return unsupported(act);
    case undefined:
      return nobody(act);
  }
}

function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}
