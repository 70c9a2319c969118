import {
  type House,
  type HouseAnswer,
  LONGEST_REQUEST,
  type News,
  type Readiness,
} from '../../core/house.ts';
import type { Broker } from '../../core/ports.ts';
import { troubleIn } from '../../core/problem.ts';
import type { Clock } from '../../lib/clock.ts';
import { textOf } from '../answerer.ts';
import { sayAnswer } from '../answers.ts';
import type { Attended, Clerk, Resident } from '../clerk.ts';
import type { LocalTime } from '../local-time.ts';
import type { Tags } from '../tags/open-tags.ts';
import { Newsroom } from './newsroom.ts';
import { readinessOf } from './readiness.ts';
import { reportNews } from './report.ts';

interface Parts {
  clerk: Clerk;
  residents: ReadonlyMap<string, Resident>;
  tags: Tags;
  broker: Broker;
  clock: Clock;
  version: string;
  /** Where a browser finds the bridge; undefined where nobody knows. */
  url: string | undefined;
  localTime: LocalTime;
}

/** Where whoever does not speak MQTT comes in: asks the same clerk, and hears what MQTT hears. */
export class HouseDoor implements House {
  readonly #clerk: Clerk;
  readonly #residents: ReadonlyMap<string, Resident>;
  readonly #broker: Broker;
  readonly #newsroom: Newsroom;

  constructor({ clerk, residents, tags, broker, clock, version, url, localTime }: Parts) {
    this.#clerk = clerk;
    this.#residents = residents;
    this.#broker = broker;
    this.#newsroom = new Newsroom(clock);
    reportNews({
      newsroom: this.#newsroom,
      clock,
      residents: [...residents.values()],
      tags,
      broker,
      version,
      url,
      localTime,
    });
  }

  accounts(): readonly string[] {
    return [...this.#residents.keys()];
  }

  takes(account: string | null, what: string): boolean {
    return this.#clerk.takes(account, what);
  }

  command(account: string, payload: Uint8Array): Promise<HouseAnswer> {
    return answered(payload, undefined, (text) => this.#clerk.command(account, text));
  }

  hint(account: string): void {
    this.#clerk.hint(account);
  }

  request(account: string | null, what: string, payload: Uint8Array): Promise<HouseAnswer> {
    if (account === null)
      return answered(payload, LONGEST_REQUEST, (text) => this.#clerk.bridgeRequest(what, text));
    return answered(payload, undefined, (text) => this.#clerk.request(account, what, text));
  }

  now(): readonly News[] {
    return this.#newsroom.now();
  }

  watch(listener: (news: News) => void): () => void {
    return this.#newsroom.watch(listener);
  }

  readiness(): Readiness {
    const accounts = [...this.#residents.values()].map(({ account }) => account);
    return readinessOf(this.#broker.online, accounts);
  }
}

async function answered(
  payload: Uint8Array,
  longest: number | undefined,
  attend: (text: string) => Promise<Attended>,
): Promise<HouseAnswer> {
  let text = '';
  try {
    text = textOf(payload, longest);
    const { outcome, more } = await attend(text);
    return { said: sayAnswer(outcome, more, text), problem: outcome.ok ? null : outcome.problem };
  } catch (error) {
    const { problem } = troubleIn(error);
    return { said: sayAnswer({ ok: false, tookMs: 0, problem }, {}, text), problem };
  }
}
