import type { Fetch } from '../../src/adapters/spotify/http.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { Fetch as SimulatorFetch } from '../../src/simulator/fetch.ts';

export const API = 'https://api.spotify.com/v1';
export const ACCOUNTS = 'https://accounts.spotify.com';

/** One request as it left the bridge, and what came back. */
export interface Sent {
  at: number;
  method: string;
  /** Below `/v1`, without its query; of the accounts service with its host. */
  path: string;
  query: string;
  body: string;
  isApi: boolean;
  status: number | undefined;
  retryAfter: string | null;
  /** The body said QUOTA_EXCEEDED. */
  quota: boolean;
  answeredAt: number | undefined;
}

/** A fetch that writes down what passes. Error bodies are read ahead; all others stay as they come. */
export function wiretap(fetch: SimulatorFetch, clock: Clock, sent: Sent[]): Fetch {
  return async (url, request) => {
    const { pathname, search } = new URL(url);
    const isApi = url.startsWith(`${API}/`);
    const entry: Sent = {
      at: clock.now(),
      method: request.method,
      path: isApi ? pathname.slice('/v1'.length) : pathname,
      query: search,
      body: request.body ?? '',
      isApi,
      status: undefined,
      retryAfter: null,
      quota: false,
      answeredAt: undefined,
    };
    sent.push(entry);
    const reply = await fetch(url, request);
    entry.status = reply.status;
    entry.answeredAt = clock.now();
    entry.retryAfter = reply.headers.get('retry-after');
    if (reply.status === 429) entry.quota = (await reply.clone().text()).includes('QUOTA_EXCEEDED');
    return reply;
  };
}

export const isCommand = ({ method }: Sent): boolean => method !== 'GET';

/** The API requests, as `GET /me/player`, oldest first. */
export function lines(sent: readonly Sent[]): string[] {
  return sent.filter(({ isApi }) => isApi).map(({ method, path }) => `${method} ${path}`);
}
