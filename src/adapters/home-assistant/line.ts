import type { HassApi } from 'homeassistant-ws';
import { Bell } from '../../lib/bell.ts';
import type { Clock } from '../../lib/clock.ts';
import { CommandError } from './command-error.ts';
import type { Frame } from './frame.ts';

const ANSWER_MS = 30_000;
const PING_EVERY_MS = 30_000;
const PONG_MS = 15_000;

export type Fields = Record<string, unknown>;
export type EventListener = (event: Fields) => void;

/** A connection that has been let in: commands with an end, subscriptions by id, and a pulse. */
export class Line {
  readonly #client: HassApi;
  readonly #socket: { send(text: string): void };
  readonly #clock: Clock;
  readonly #hangUp: (why: string) => void;
  readonly #codes = new Map<number, string>();
  readonly #listeners = new Map<number, EventListener>();
  readonly #pong = new Bell();
  #lastPong = 0;
  /** Ends with the connection. */
  readonly over: AbortSignal;

  constructor(
    client: HassApi,
    socket: { send(text: string): void },
    clock: Clock,
    over: AbortSignal,
    hangUp: (why: string) => void,
  ) {
    this.#client = client;
    this.#socket = socket;
    this.#clock = clock;
    this.over = over;
    this.#hangUp = hangUp;
  }

  /** Asks, and resolves to the result. Rejects with a CommandError, after 30 s at the latest. */
  async ask(type: string, fields: Fields = {}): Promise<unknown> {
    if (this.over.aborted) throw new CommandError('not_connected', 'Home Assistant is away');
    const id = this.#nextId;
    const answered = new AbortController();
    void this.#clock.sleep(ANSWER_MS, answered.signal).then(() => {
      if (!answered.signal.aborted)
        this.#fail(id, 'no_answer', `no answer to ${type} within ${ANSWER_MS / 1_000} s`);
    });
    try {
      return await this.#client.command(type, fields);
    } catch (error) {
      const code = this.#codes.get(id) ?? 'unknown_error';
      throw new CommandError(code, error instanceof Error ? error.message : String(error));
    } finally {
      answered.abort();
      this.#codes.delete(id);
    }
  }

  /** Asks for a subscription; `listener` gets its events until the returned function is called or the connection ends. */
  async subscribe(type: string, fields: Fields, listener: EventListener): Promise<() => void> {
    const id = this.#nextId;
    this.#listeners.set(id, listener);
    try {
      await this.ask(type, fields);
    } catch (error) {
      this.#listeners.delete(id);
      throw error;
    }
    return () => {
      if (!this.#listeners.delete(id) || this.over.aborted) return;
      this.ask('unsubscribe_events', { subscription: id }).catch(() => {});
    };
  }

  /** What came in. The client drops the code of an error and knows neither pongs nor whose an event is. */
  take(frame: Frame): void {
    if (frame.type === 'result' && !frame.success) this.#codes.set(frame.id, frame.error.code);
    else if (frame.type === 'event') this.#listeners.get(frame.id)?.(frame.event);
    else if (frame.type === 'pong') {
      this.#lastPong = frame.id;
      this.#pong.ring();
    }
  }

  /** Asks every 30 s whether anybody is there and hangs up after 15 s of silence: a socket does not notice for hours. */
  async keepAlive(): Promise<void> {
    for (;;) {
      await this.#clock.sleep(PING_EVERY_MS, this.over);
      if (this.over.aborted) return;
      const id = this.#client.rawClient.seq++;
      this.#socket.send(JSON.stringify({ id, type: 'ping' }));
      const end = this.#clock.now() + PONG_MS;
      while (this.#lastPong < id && this.#clock.now() < end && !this.over.aborted)
        await this.#pong.wait(this.#clock, end - this.#clock.now(), this.over);
      if (this.#lastPong < id) this.#hangUp(`no answer to a ping within ${PONG_MS / 1_000} s`);
    }
  }

  /** The connection is over: nothing that waits gets an answer any more. */
  drop(why: string): void {
    this.#listeners.clear();
    for (const id of Object.keys(this.#client.rawClient.resultMap)) this.#fail(Number(id), 'lost', why);
  }

  /** The client counts its questions itself; this is the number that the next one gets. */
  get #nextId(): number {
    return this.#client.rawClient.seq;
  }

  #fail(id: number, code: string, message: string): void {
    this.#codes.set(id, code);
    this.#client.rawClient.resultMap[id]?.({ success: false, error: { message } });
  }
}
