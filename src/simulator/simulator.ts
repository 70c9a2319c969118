import type { Clock } from '../lib/clock.ts';
import type { Act } from './control/act.ts';
import type { Scene } from './control/scene.ts';
import type { PlayerView } from './control/view.ts';
import type { FaultRequest } from './faults.ts';
import { createFetch, type Fetch } from './fetch.ts';
import type { Entry } from './journal.ts';
import { World, type WorldOptions } from './world.ts';

/** A world with a clock: what tests and benches hold in their hands. All in this process, no socket. */
export class Simulator {
  readonly world: World;
  /** The shape of WHATWG `fetch`; redirects are handed back, not followed. */
  readonly fetch: Fetch;
  readonly #clock: Clock;

  constructor(clock: Clock, options: WorldOptions = {}) {
    this.#clock = clock;
    this.world = new World(clock.now(), options);
    this.fetch = createFetch(this.world, clock);
  }

  /** Sets a player as the scene says, visible at once. */
  scene(scene: Scene): PlayerView {
    return this.world.control.scene(scene, this.#clock.now());
  }

  /** Somebody acts in Spotify's own app. */
  act(deed: Act): PlayerView {
    return this.world.control.act(deed, this.#clock.now());
  }

  fault(fault: FaultRequest): void {
    this.world.control.fault(fault, this.#clock.now());
  }

  /** What is really so, without lag. */
  player(user = 'family'): PlayerView {
    return this.world.control.player(user, this.#clock.now());
  }

  /** Every request that arrived, oldest first; `world.spotify.journal` counts them. */
  get requests(): readonly Entry[] {
    return this.world.spotify.journal.entries;
  }

  /** A refresh token as if this person had agreed already; by default of `family`, for the dashboard app, with all scopes. */
  seedRefreshToken(given: Parameters<World['control']['seedRefreshToken']>[0] = {}): string {
    return this.world.control.seedRefreshToken(given, this.#clock.now());
  }

  /** An access token of the same kind, good for an hour. */
  accessToken(given: Parameters<World['control']['accessToken']>[0] = {}): string {
    return this.world.control.accessToken(given, this.#clock.now());
  }
}
