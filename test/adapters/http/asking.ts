import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { PagesOptions } from '../../../src/adapters/http/options.ts';
import { createPages } from '../../../src/adapters/http/pages.ts';
import { ACCOUNTS_URL, FakeDesk } from '../../fakes/desk.ts';
import { FakeTagDesk } from '../../fakes/tag-desk.ts';

export const HOME = '192.168.1.20:8099';

export interface LogLine {
  fields: object;
  message: string;
}

/** The pages with fake desks, and a browser in the house that keeps cookies. */
export async function openPages(options: Partial<PagesOptions> = {}) {
  const desk = new FakeDesk();
  const tags = new FakeTagDesk(desk.clock);
  const log: LogLine[] = [];
  const note = (fields: object, message: string) => void log.push({ fields, message });
  const app = await createPages({
    desk,
    tags,
    trustedHosts: [],
    spotifyAccountsUrl: ACCOUNTS_URL,
    log: { debug: note, info: note, warn: note, error: note },
    clock: desk.clock,
    version: '1.2.3',
    hostname: 'attic',
    ...options,
  });
  return { app, desk, tags, log, browser: new Browser(app) };
}

interface Asked {
  host?: string;
  from?: string;
  headers?: Record<string, string>;
}

export class Browser {
  readonly #app: FastifyInstance;
  readonly cookies = new Map<string, string>();

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  get(url: string, asked: Asked = {}): Promise<LightMyRequestResponse> {
    return this.#ask('GET', url, asked);
  }

  post(
    url: string,
    fields: Record<string, string> | string,
    asked: Asked = {},
  ): Promise<LightMyRequestResponse> {
    const { host = HOME, headers } = asked;
    const payload = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${host}` };
    return this.#ask('POST', url, { ...asked, headers: { ...form, ...headers } }, payload);
  }

  async #ask(method: 'GET' | 'POST', url: string, asked: Asked, payload?: string) {
    const { host = HOME, from = '192.168.1.77', headers } = asked;
    const response = await this.#app.inject({
      method,
      url,
      remoteAddress: from,
      headers: { host, ...headers },
      cookies: Object.fromEntries(this.cookies),
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value } of response.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}
