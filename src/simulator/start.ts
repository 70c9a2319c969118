import { type Clock, systemClock } from '../lib/clock.ts';
import { createApp } from './app.ts';
import type { Settings } from './settings.ts';
import { Simulator } from './simulator.ts';
import type { World } from './world.ts';

export interface StartOptions {
  /** 0, the default, takes any free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  clock?: Clock;
  seed?: number;
  settings?: Partial<Settings>;
  /** Serves covers itself instead of naming Spotify's image host. Default false. */
  covers?: boolean;
  /** A host name or address that others reach this machine by, for links and covers. Default: `host`. */
  advertise?: string;
}

export interface RunningSimulator {
  /** Where `/authorize`, `/api/token`, `/oauth2/device/authorize` and `/pair` are. */
  accountsUrl: string;
  /** Ends in `/v1`. */
  apiUrl: string;
  controlUrl: string;
  simulator: Simulator;
  world: World;
  close(): Promise<void>;
}

/** Starts a simulator on a socket. Rejects where the port is taken. */
export async function startSimulator(options: StartOptions = {}): Promise<RunningSimulator> {
  const { port = 0, host = '127.0.0.1', clock = systemClock, seed, settings = {} } = options;
  const simulator = new Simulator(clock, { settings, ...(seed === undefined ? {} : { seed }) });
  const { world } = simulator;
  const closing = new AbortController();
  const app = createApp(world, clock, closing.signal);
  const bound = new URL(await app.listen({ port, host }));
  const anywhere = host === '0.0.0.0' || host === '::';
  const origin = `http://${options.advertise ?? (anywhere ? '127.0.0.1' : bound.hostname)}:${bound.port || '80'}`;
  const apiUrl = `${origin}/v1`;
  world.control.settings({
    accountsUrl: origin,
    apiUrl,
    ...(options.covers ? { coverBase: origin } : {}),
    ...settings,
  });
  return {
    accountsUrl: origin,
    apiUrl,
    controlUrl: `${origin}/control`,
    simulator,
    world,
    async close() {
      closing.abort();
      await app.close();
    },
  };
}
