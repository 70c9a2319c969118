import { aboutOf, type Errand, type Memory, nextErrand, type Wishes } from '../core/errands.ts';
import type { Spotify } from '../core/ports.ts';
import { troubleIn } from '../core/problem.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from './store.ts';

const MOST_PLAYLISTS = 200;
const MOST_NAMES = 200;
const NEVER_MS = 3600_000;

/** Runs the errands: devices, playlists, the name of what plays … A failed errand never touches what plays. */
export class Curator {
  readonly #bell = new Bell();
  readonly #clock: Clock;
  readonly #spotify: Spotify;
  readonly #store: Store;
  readonly #wishes: Wishes;
  readonly #log: Log;
  /** Names of contexts, read once each; null is an answer too (Spotify-made playlists cannot be read). */
  readonly #names = new Map<string, string | null>();
  #memory: Memory = { done: {}, failed: {} };

  constructor(parts: { clock: Clock; spotify: Spotify; store: Store; wishes: Wishes; log: Log }) {
    this.#clock = parts.clock;
    this.#spotify = parts.spotify;
    this.#store = parts.store;
    this.#wishes = parts.wishes;
    this.#log = parts.log;
    this.#store.watch((state, before) => {
      if (state.playback.item !== before.playback.item || state.context !== before.context) this.#bell.ring();
      else if (state.paired !== before.paired || before.lookedAt === null) this.#bell.ring();
    });
  }

  /** Everything is asked again soon. */
  refresh(): void {
    this.#memory = { done: {}, failed: {} };
    this.#bell.ring();
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now();
      const next = nextErrand(this.#store.state, this.#memory, this.#wishes);
      if (next && next.at <= now) await this.#do(next.errand, signal);
      else await this.#bell.wait(this.#clock, next ? Math.min(next.at - now, NEVER_MS) : NEVER_MS, signal);
    }
  }

  async #do(errand: Errand, signal: AbortSignal): Promise<void> {
    const about = aboutOf(errand, this.#store.state);
    try {
      await this.#ask(errand, about);
      delete this.#memory.failed[errand];
    } catch (error) {
      if (signal.aborted) return;
      const { problem } = troubleIn(error);
      this.#memory.failed[errand] = Math.max(this.#clock.now(), problem.retryAt ?? 0);
      this.#log.debug({ errand, problem: problem.kind }, 'could not look that up');
      return;
    }
    this.#memory.done[errand] = { at: this.#clock.now(), about };
  }

  async #ask(errand: Errand, about: string | null): Promise<void> {
    const store = this.#store;
    switch (errand) {
      case 'devices':
        store.put({ devices: await this.#spotify.devices('metadata') });
        return;
      case 'profile':
        store.put({ profile: await this.#spotify.profile('metadata') });
        return;
      case 'playlists':
        store.put({ playlists: await this.#spotify.playlists(MOST_PLAYLISTS) });
        return;
      case 'liked': {
        const liked = about === null ? null : await this.#spotify.isSaved(about);
        if (about === aboutOf(errand, store.state)) store.put({ liked });
        return;
      }
      case 'queue': {
        const queue = await this.#spotify.queue('metadata');
        if (about === aboutOf(errand, store.state)) store.put({ queue });
        return;
      }
      case 'context': {
        if (about === null) return;
        const known = this.#names.get(about);
        const name = known === undefined ? await this.#spotify.nameOf(about) : known;
        this.#remember(about, name);
        if (about === aboutOf(errand, store.state)) store.put({ context: { uri: about, name } });
      }
    }
  }

  #remember(uri: string, name: string | null): void {
    this.#names.delete(uri);
    this.#names.set(uri, name);
    const [oldest] = this.#names.keys();
    if (this.#names.size > MOST_NAMES && oldest !== undefined) this.#names.delete(oldest);
  }
}
