import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import type { PagesOptions } from '../../../src/adapters/http/options.ts';
import { startPages } from '../../../src/adapters/http/start.ts';
import type { House } from '../../../src/core/house.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { ACCOUNTS_URL, FakeDesk } from '../../fakes/desk.ts';

export interface Told {
  event: string;
  data: Record<string, unknown>;
  id: string | undefined;
}

/** The pages on a socket of this machine, as a door of `house`. */
export async function startDoor(house: () => House | undefined, options: Partial<PagesOptions> = {}) {
  const clock = options.clock ?? new FakeClock();
  return startPages({
    desk: new FakeDesk(),
    house,
    port: 0,
    host: '127.0.0.1',
    trustedHosts: [],
    spotifyAccountsUrl: ACCOUNTS_URL,
    log: silentLog,
    version: '1.2.3',
    ...options,
    clock,
  });
}

/** Somebody who listens to the news. */
export class Listener {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly told: Told[] = [];
  /** All that came, as it came. */
  text = '';
  readonly ended: Promise<unknown>;
  readonly #request: ClientRequest;
  readonly #response: IncomingMessage;
  #rest = '';
  #wake: (() => void) | undefined;

  static async open(port: number, headers: Record<string, string> = {}): Promise<Listener> {
    const request = get({ port, host: '127.0.0.1', path: '/api/events', headers, agent: false });
    const [response] = await once(request, 'response');
    return new Listener(request, response);
  }

  private constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request;
    this.#response = response;
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    this.ended = new Promise((resolve) => response.once('close', resolve));
    response.on('error', () => {});
    request.on('error', () => {});
    response.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
  }

  /** Resolves with the first news of this kind for which `is` holds; those before it are forgotten. */
  async next(event: string, is: (told: Told) => boolean = () => true): Promise<Told> {
    for (;;) {
      const at = this.told.findIndex((one) => one.event === event && is(one));
      const found = this.told[at];
      if (found) {
        this.told.splice(0, at + 1);
        return found;
      }
      await this.more();
    }
  }

  /** Resolves when something came. */
  more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Reads no more, and leaves what comes to the kernel. */
  stopReading(): void {
    this.#response.pause();
  }

  leave(): void {
    this.#request.destroy();
  }

  #hear(text: string): void {
    this.text += text;
    this.#rest += text;
    const parts = this.#rest.split('\n\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const fields = new Map(
        part.split('\n').map((line) => [line.replace(/:.*$/s, ''), line.replace(/^\w*: ?/, '')]),
      );
      const [event, data] = [fields.get('event'), fields.get('data')];
      if (event !== undefined && data !== undefined)
        this.told.push({ event, data: JSON.parse(data), id: fields.get('id') });
    }
    this.#wake?.();
  }
}
