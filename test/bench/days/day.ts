import {
  DASHBOARD_CLIENT,
  SIBLING_CLIENT,
  TELEVISION_CLIENT,
} from '../../../src/simulator/accounts/client.ts';
import { DJ_URI } from '../../../src/simulator/catalogue/catalogue.ts';
import { Simulator } from '../../../src/simulator/simulator.ts';
import { FakeClock } from '../../fakes/clock.ts';
import { HINTS, Librespot } from '../../fakes/librespot.ts';
import { watchAsBridge } from './bridge.ts';
import { watchAsHomeAssistant } from './home-assistant.ts';
import type { Observer, Post } from './observer.ts';
import { planDay } from './plan.ts';
import { type Delay, Staleness, truthOf } from './staleness.ts';

const DAY_MS = 24 * 3600_000;
const MIDNIGHT = Date.parse('2026-11-21T00:00:00Z');
/** One more app, for one more observer. */
const HOOKED_CLIENT = 'c'.repeat(32);
/** How long after a change the hint comes: what a device that tells of itself needs. */
const HINT_MS = 200;
/** As long as Spotify takes to answer. */
const LATENCY_MS = 80;

/** `hinted` is told of every change; `hooked` has librespot's hook on the kitchen speaker, where every other sitting is. */
export const OBSERVERS = ['bridge', 'hinted', 'hooked', 'homeAssistant'] as const;
export type Name = (typeof OBSERVERS)[number];

/** How one observer did on one day. */
export interface Watched {
  delays: readonly Delay[];
  /** Requests to the Web API; those for access tokens (one an hour, for all alike) are left out. */
  requests: number;
  /** The most requests that any 30 s held. */
  most: number;
}

interface Watching {
  observer: Observer;
  staleness: Staleness;
  clientId: string;
}

/**
 * One day in virtual time. All observers watch the same player, each with a client id of its own, so that the day is the
 * same for all of them to the millisecond.
 */
export async function liveDay(seed: number): Promise<Record<Name, Watched>> {
  const clock = new FakeClock(MIDNIGHT);
  const simulator = new Simulator(clock, { seed, settings: { latencyMs: LATENCY_MS } });
  simulator.world.control.client({ id: HOOKED_CLIENT, name: 'My Hooked Radio', developer: 'hooked' });
  const stop = new AbortController();

  const watch = async (
    clientId: string,
    begin: (post: Post) => Observer | Promise<Observer>,
  ): Promise<Watching> => {
    const staleness = new Staleness();
    const observer = await begin({
      clock,
      fetch: simulator.fetch,
      clientId,
      refreshToken: simulator.seedRefreshToken({ client_id: clientId }),
      show: (sight) => staleness.published(sight, truthOf(simulator.player()), clock.now()),
      signal: stop.signal,
    });
    return { observer, staleness, clientId };
  };
  const watching: Record<Name, Watching> = {
    bridge: await watch(DASHBOARD_CLIENT, watchAsBridge),
    hinted: await watch(SIBLING_CLIENT, watchAsBridge),
    hooked: await watch(HOOKED_CLIENT, watchAsBridge),
    homeAssistant: await watch(TELEVISION_CLIENT, watchAsHomeAssistant),
  };

  await live(seed, simulator, clock, watching);
  stop.abort();
  await Promise.all(OBSERVERS.map((name) => watching[name].observer.ended));
  return {
    bridge: judge(simulator, watching.bridge),
    hinted: judge(simulator, watching.hinted),
    hooked: judge(simulator, watching.hooked),
    homeAssistant: judge(simulator, watching.homeAssistant),
  };
}

async function live(
  seed: number,
  simulator: Simulator,
  clock: FakeClock,
  watching: Record<Name, Watching>,
): Promise<void> {
  const { albums, playlists } = simulator.world.spotify.catalogue;
  const lists = [...playlists.values()].filter(({ uri, owner }) => uri !== DJ_URI && owner !== 'spotify');
  const plan = planDay(
    seed,
    [...albums, ...lists].map(({ uri }) => uri),
  );
  const kitchen = new Librespot('Kitchen', () => simulator.player());
  /** What librespot tells of by now reaches its hook, and the hook's hint the bridge. */
  const callHook = () => {
    for (const event of kitchen.events())
      if (HINTS.has(event)) void clock.sleep(HINT_MS).then(() => watching.hooked.observer.hint());
  };
  const until = async (at: number) => {
    const end = MIDNIGHT + at;
    for (let next = trackEnd(simulator, clock); next < end; next = trackEnd(simulator, clock)) {
      await clock.advance(next - clock.now());
      callHook();
    }
    await clock.advance(end - clock.now());
  };
  const moments = plan.flatMap(({ at, kind, act }) => [
    {
      at,
      pass() {
        const before = truthOf(simulator.player());
        const after = truthOf(simulator.act(act));
        callHook();
        // A skip to the same track cannot be seen by anybody.
        if (before === after) return;
        for (const name of OBSERVERS) watching[name].staleness.changed(kind, after, clock.now());
      },
    },
    { at: at + HINT_MS, pass: () => watching.hinted.observer.hint() },
  ]);
  for (const { at, pass } of moments.sort((one, other) => one.at - other.at)) {
    await until(at);
    pass();
  }
  await until(DAY_MS);
}

/** When the track that plays has just ended, ms since the epoch. */
function trackEnd(simulator: Simulator, clock: FakeClock): number {
  const { playing, duration_ms, position_ms } = simulator.player();
  if (!playing || duration_ms === null) return Number.POSITIVE_INFINITY;
  return clock.now() + Math.max(0, duration_ms - position_ms) + 1;
}

function judge(simulator: Simulator, { staleness, clientId }: Watching): Watched {
  if (staleness.unseen > 0) throw new Error(`${staleness.unseen} changes were never published`);
  const { journal } = simulator.world.spotify;
  const isOurs = (entry: { client_id: string | null; path: string }) =>
    entry.client_id === clientId && entry.path.startsWith('/v1/');
  const refused = journal.entries.filter((entry) => isOurs(entry) && entry.status >= 400);
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`);
  return {
    delays: staleness.delays,
    requests: journal.entries.filter(isOurs).length,
    most: journal.busiest(30_000, isOurs),
  };
}
