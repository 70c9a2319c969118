import type { Broker, Message, Publication } from '../../core/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { isTopicName } from '../../lib/topic-filter.ts';
import { parseAddress } from './address.ts';
import { Pace } from './back-off.ts';
import { type Ending, nextProtocol, type Protocol } from './ending.ts';
import { Outage } from './outage.ts';
import { type Heard, Router } from './router.ts';
import { runSession, type Session, type SessionOptions } from './session.ts';
import { mostPayloadBytes } from './sizes.ts';
import { Suspicion } from './suspicion.ts';
import { Waiting } from './waiting.ts';

export interface BrokerOptions {
  /** mqtt://, mqtts://, ws:// or wss://. Credentials in it are used where username and password are not given. */
  url: string;
  clientId: string;
  /** The birth and last will go to `<baseTopic>/bridge/state`: `online`, `offline`. */
  baseTopic: string;
  username?: string | undefined;
  password?: string | undefined;
  /** PEM texts, for mqtts and wss. */
  tls?: SessionOptions['tls'];
  /** Bytes of the longest payload that is read. Default: that of a request of the bridge. */
  maxPayload?: number | undefined;
  /** Speaks this version only. Default: 5, or 3.1.1 (which is 4) where the broker refuses 5. */
  protocol?: Protocol | undefined;
}

export interface ConnectedBroker extends Broker {
  /** Begins to connect; from then on a broker that is not up yet is waited for. Once is enough. */
  connect(): void;
  /** Says `offline`, waits until that is out (1 s at most) and hangs up. Never rejects; the same as aborting `signal`. */
  close(): Promise<void>;
}

const WAITING_MOST = 1000;
const GOODBYE_MS = 1000;
const MINUTE_MS = 60_000;

/**
 * Connects to a broker and stays with it, over its restarts too, until `signal` aborts or `close` is called: a broker that
 * is not up yet is waited for. One line in the log tells that it went away (and why), one that it is back.
 * Throws at once only where the url is no broker's. A `heard` that throws is a bug and crashes the process.
 */
export function connectBroker(
  options: BrokerOptions,
  log: Log,
  clock: Clock,
  signal: AbortSignal,
  random: () => number = Math.random,
): ConnectedBroker {
  const broker = openBroker(options, log, clock, random);
  if (signal.aborted) void broker.close();
  else signal.addEventListener('abort', () => void broker.close(), { once: true });
  broker.connect();
  return broker;
}

/**
 * As `connectBroker`, but it connects when it is told to: whoever reads `online` may ask at once, so all that hear must have
 * subscribed by then.
 */
export function openBroker(
  options: BrokerOptions,
  log: Log,
  clock: Clock,
  random: () => number = Math.random,
): ConnectedBroker {
  return new ReconnectingBroker(options, log, clock, random);
}

class ReconnectingBroker implements ConnectedBroker {
  readonly #options: Omit<SessionOptions, 'protocol'>;
  readonly #fixed: Protocol | undefined;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #state: string;
  readonly #router = new Router();
  readonly #waiting = new Waiting(WAITING_MOST);
  readonly #listeners: (() => void)[] = [];
  readonly #losses: (() => void)[] = [];
  /** Aborts when no further try is wanted; the connection that is there lasts until `#over`. */
  readonly #leaving = new AbortController();
  readonly #over = new AbortController();
  /** From CONNACK on. */
  #session: Session | undefined;
  /** The same session once the broker has acknowledged all subscriptions. */
  #ready: Session | undefined;
  #protocol: Protocol | undefined;
  #run: Promise<void> | undefined;
  #closed: Promise<void> | undefined;
  readonly #outage: Outage;
  #warnedOfSizeAt = Number.NEGATIVE_INFINITY;

  constructor(
    { url, baseTopic, protocol, ...rest }: BrokerOptions,
    log: Log,
    clock: Clock,
    random: () => number,
  ) {
    this.#state = `${baseTopic}/bridge/state`;
    this.#options = {
      ...rest,
      address: parseAddress(url),
      will: { topic: this.#state, payload: 'offline', retain: true },
    };
    this.#fixed = protocol;
    this.#log = log;
    this.#clock = clock;
    this.#random = random;
    this.#outage = new Outage(this.#options.address.shown, log);
  }

  get protocol(): Protocol | undefined {
    return this.#protocol;
  }

  connect(): void {
    this.#run ??= this.#stayConnected();
  }

  publish(publication: Publication): void {
    if (!isTopicName(publication.topic)) throw new Error(`"${publication.topic}" is no topic to publish to`);
    if (this.#leaving.signal.aborted) return;
    if (this.#ready) this.#ready.publish(publication);
    else if (!publication.retain && !this.#waiting.add(publication)) {
      this.#log.warn(
        { most: WAITING_MOST },
        'More answers and events wait for the broker than are kept; the oldest are dropped',
      );
    }
  }

  subscribe(filter: string, heard: Heard, { noLocal = false } = {}): void {
    const subscription = this.#router.add(filter, heard, noLocal);
    if (this.#session) void this.#ask(this.#session, [subscription]);
  }

  unsubscribe(filter: string): void {
    if (this.#router.remove(filter)) this.#session?.unsubscribe(filter);
  }

  connected(listener: () => void): void {
    this.#listeners.push(listener);
    if (this.#ready) listener();
  }

  get online(): boolean {
    return this.#ready !== undefined;
  }

  lost(listener: () => void): void {
    this.#losses.push(listener);
  }

  close(): Promise<void> {
    this.#closed ??= this.#goodbye();
    return this.#closed;
  }

  async #goodbye(): Promise<void> {
    this.#leaving.abort();
    const session = this.#session;
    if (session) {
      session.publish({ topic: this.#state, payload: 'offline', retain: true });
      void session.drained().then(() => session.end());
      await Promise.race([this.#run, this.#clock.sleep(GOODBYE_MS, this.#over.signal)]);
    }
    this.#over.abort();
    await this.#run;
  }

  async #stayConnected(): Promise<void> {
    let protocol: Protocol = this.#fixed ?? 5;
    const pace = new Pace();
    const suspicion = new Suspicion();
    while (!this.#leaving.signal.aborted) {
      const { ending, livedMs } = await this.#runOnce(protocol);
      if (this.#leaving.signal.aborted) return;

      const next = this.#fixed ?? nextProtocol(protocol, ending);
      const fallsBack = protocol === 5 && next === 4;
      protocol = next;
      if (fallsBack) continue;

      const judged = suspicion.judge(ending, livedMs);
      this.#outage.tell(judged);
      const wait = pace.after(judged, livedMs, this.#random());
      await this.#clock.sleep(wait, this.#leaving.signal);
    }
  }

  async #runOnce(protocol: Protocol): Promise<{ ending: Ending; livedMs: number }> {
    let openedAt: number | undefined;
    const ending = await runSession(
      { ...this.#options, protocol },
      {
        opened: (session) => {
          openedAt = this.#clock.now();
          void this.#opened(session);
        },
        heard: (message, ids) => this.#heard(message, ids),
        denied: (topic, why) =>
          this.#log.warn({ topic, why }, 'The broker refuses a message; may this user write there?'),
      },
      this.#over.signal,
    );
    const wasReady = this.#ready !== undefined;
    this.#session = undefined;
    this.#ready = undefined;
    if (wasReady) for (const listener of this.#losses) listener();
    return { ending, livedMs: openedAt === undefined ? 0 : this.#clock.now() - openedAt };
  }

  async #opened(session: Session): Promise<void> {
    this.#session = session;
    this.#protocol = session.protocol;
    session.publish({ topic: this.#state, payload: 'online', retain: true });
    await this.#ask(session, this.#router.all());
    if (this.#session !== session) return;

    this.#outage.over(session.protocol);
    this.#ready = session;
    const { publications, dropped } = this.#waiting.take();
    if (dropped > 0) this.#log.warn({ dropped }, 'Answers and events were dropped while the broker was away');
    for (const publication of publications) session.publish(publication);
    for (const listener of this.#listeners) listener();
  }

  async #ask(session: Session, subscriptions: Parameters<Session['subscribe']>[0][]): Promise<void> {
    await Promise.all(
      subscriptions.map(async (subscription) => {
        const why = await session.subscribe(subscription);
        if (why === undefined) return;
        this.#log.error(
          { filter: subscription.filter, why },
          'The broker refuses a subscription; may this user read there?',
        );
      }),
    );
  }

  #heard(message: Message, ids: readonly number[]): void {
    const bytes = message.payload.byteLength;
    const most = mostPayloadBytes(this.#options.maxPayload);
    if (bytes > most) {
      if (this.#clock.now() - this.#warnedOfSizeAt < MINUTE_MS) return;
      this.#warnedOfSizeAt = this.#clock.now();
      this.#log.warn({ topic: message.topic, bytes, most }, 'A message is too large and was not read');
      return;
    }
    for (const heard of this.#router.hearers(message.topic, ids)) {
      try {
        heard(message);
      } catch (bug) {
        // mqtt.js has a stream around this that would take the error for its own.
        queueMicrotask(() => {
          throw bug;
        });
      }
    }
  }
}
