import { z } from 'zod';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { socketAddress } from './address.ts';
import { backOffMs } from './back-off.ts';
import { CommandError } from './command-error.ts';
import type { EventListener, Fields, Line } from './line.ts';
import { Outage } from './outage.ts';
import { runSession } from './session.ts';

export interface HomeAssistantOptions {
  /** http, https, ws or wss. */
  url: string;
  token: string;
  /** The address and the token are the Supervisor's. */
  supervisor?: boolean;
}

/**
 * Home Assistant over its WebSocket API. Comes back by itself; commands
 * wait for nothing, `onReady` says when to send them.
 */
export interface HomeAssistant {
  /** `ready` is connected to one that runs; `refused` (the token) and `closed` are for good. */
  readonly state: 'connecting' | 'ready' | 'refused' | 'closed';
  /** What Home Assistant said when it refused the token. */
  readonly refusal: string | undefined;
  /** The address that it has for people at home, as set in its network settings; kept while it is away. */
  readonly internalUrl: string | undefined;
  /** The time zone that it is set to, as it names it; kept while it is away. */
  readonly timeZone: string | undefined;
  /** Performs an action. Rejects with a CommandError. */
  callService(domain: string, service: string, data: Fields, target?: Fields): Promise<unknown>;
  /** Any command of the WebSocket API. Rejects with a CommandError. */
  command(type: string, fields?: Fields): Promise<unknown>;
  /** Events of this connection, until the returned function is called. Subscribe anew in each `onReady`. */
  subscribe(type: string, fields: Fields, listener: EventListener): Promise<() => void>;
  /** Calls `listener` each time that Home Assistant is there and has started, at once where it is. */
  onReady(listener: () => void): void;
  close(): Promise<void>;
}

const RECONNECT_MOST_MS = 60_000;
const GATE_MOST_MS = 10_000;
/** A connection that held for so long was a good one: the next outage begins anew. */
const GOOD_MS = 60_000;

const settings = z.object({
  state: z.string(),
  internal_url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  time_zone: z.string().optional().catch(undefined),
});

/** Connects, and connects again for ever, until `signal` aborts or Home Assistant refuses the token. */
export function connectHomeAssistant(
  { url, token, supervisor = false }: HomeAssistantOptions,
  log: Log,
  clock: Clock,
  signal: AbortSignal,
  random: () => number = Math.random,
): HomeAssistant {
  // The client would send the lack of one to Home Assistant, as a failed login.
  if (token === '') throw new RangeError('a token for Home Assistant is needed');
  const address = socketAddress(url);
  const outage = new Outage(address, supervisor, log);
  const closing = new AbortController();
  const end = AbortSignal.any([signal, closing.signal]);
  const listeners: (() => void)[] = [];
  let state: HomeAssistant['state'] = 'connecting';
  let refusal: string | undefined;
  let internalUrl: string | undefined;
  let timeZone: string | undefined;
  let ready: Line | undefined;
  const running = run();

  return {
    get state() {
      return state;
    },
    get refusal() {
      return refusal;
    },
    get internalUrl() {
      return internalUrl;
    },
    get timeZone() {
      return timeZone;
    },
    callService: async (domain, service, data, target) =>
      there().ask('call_service', { domain, service, service_data: data, ...(target && { target }) }),
    command: async (type, fields) => there().ask(type, fields),
    subscribe: async (type, fields, listener) => there().subscribe(type, fields, listener),
    onReady: (listener) => {
      listeners.push(listener);
      if (ready) listener();
    },
    close: () => {
      closing.abort();
      return running;
    },
  };

  function there(): Line {
    if (!ready)
      throw new CommandError('not_connected', `Home Assistant is ${refusal ? 'closed to us' : 'away'}`);
    return ready;
  }

  async function run(): Promise<void> {
    for (let attempt = 0; !end.aborted; attempt++) {
      const began = clock.now();
      const ending = await runSession({ address, token }, (line) => void greet(line), clock, end);
      ready = undefined;
      if (end.aborted) break;
      if (ending.kind === 'refused') {
        state = 'refused';
        refusal = ending.text;
        outage.refused(refusal);
        return;
      }
      state = 'connecting';
      outage.lost(ending.why);
      if (clock.now() - began >= GOOD_MS) attempt = 0;
      await clock.sleep(backOffMs(attempt, random(), RECONNECT_MOST_MS), end);
    }
    state = 'closed';
  }

  /** It answers before its integrations are loaded, and knows none of their actions until then. */
  async function greet(line: Line): Promise<void> {
    for (let attempt = 0; !line.over.aborted; attempt++) {
      const answer = await line.ask('get_config').catch(() => undefined);
      const { data } = settings.safeParse(answer);
      if (data?.state === 'RUNNING' && !line.over.aborted) {
        internalUrl = data.internal_url;
        timeZone = data.time_zone;
        ready = line;
        state = 'ready';
        outage.over();
        for (const listener of listeners) listener();
        return;
      }
      if (attempt === 0) log.debug({ state: data?.state }, 'Home Assistant has not started yet');
      await clock.sleep(backOffMs(attempt, random(), GATE_MOST_MS), line.over);
    }
  }
}
