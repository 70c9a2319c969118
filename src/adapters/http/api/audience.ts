import type { ServerResponse } from 'node:http';
import type { House, News } from '../../../core/house.ts';
import type { Clock } from '../../../lib/clock.ts';

export interface AudienceLimits {
  /** Who listens at the same time. */
  listeners: number;
  /** How much may wait for one who does not read, bytes. */
  backlog: number;
  /** Between comments, which keep proxies from hanging up, ms. */
  heartbeatMs: number;
}

export const USUAL_AUDIENCE: AudienceLimits = { listeners: 64, backlog: 1024 * 1024, heartbeatMs: 15_000 };

/** When a browser that lost us tries again, ms. */
const RETRY_MS = 3_000;

/** Who listens to the news by server-sent events (HTML §9.2). A slow one is cut off: it comes again, and hears all anew. */
export class Audience {
  readonly #clock: Clock;
  readonly #limits: AudienceLimits;
  readonly #listening = new Set<ServerResponse>();

  constructor(clock: Clock, limits: AudienceLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  get isFull(): boolean {
    return this.#listening.size >= this.#limits.listeners;
  }

  /**
   * Tells everything, and from then on what is new. `lastId`: what happened until then was told already. `isThere`: whether
   * this is still the house; who listens at one that is gone is sent away, and finds the new one.
   */
  admit(response: ServerResponse, house: House, lastId: number, isThere: () => boolean): void {
    const leaving = new AbortController();
    const known = house.now().filter(({ id }) => id === undefined || id > lastId);
    const unwatch = house.watch((news) => this.#tell(response, eventOf(news)));
    this.#listening.add(response);
    response.once('close', () => {
      unwatch();
      leaving.abort();
      this.#listening.delete(response);
    });
    this.#tell(response, `retry: ${RETRY_MS}\n\n${known.map(eventOf).join('')}`);
    void this.#beat(response, isThere, leaving.signal);
  }

  close(): void {
    for (const response of this.#listening) response.end();
  }

  async #beat(response: ServerResponse, isThere: () => boolean, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(this.#limits.heartbeatMs, signal);
      if (signal.aborted) return;
      if (isThere()) this.#tell(response, ':\n\n');
      else response.end();
    }
  }

  #tell(response: ServerResponse, text: string): void {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > this.#limits.backlog) response.destroy();
  }
}

/** JSON has no line breaks, which would end the data. */
function eventOf({ news, data, id }: News): string {
  return `event: ${news}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}
