import type { Playback } from '../core/playback.ts';
import type { Problem } from '../core/problem.ts';
import { judge, LISTENING_LOOKS_MS, LISTENING_MS, type Sent, SURE_MS, whySilent } from '../core/silence.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Player } from './player.ts';
import type { Poller } from './poller.ts';
import type { Store } from './store.ts';

/** What became of a play, as outcomes say it; a problem where nothing is heard. */
export type Heard = 'playing' | 'superseded' | 'unverified' | Problem;

interface Parts {
  clock: Clock;
  store: Store;
  player: Player;
  poller: Poller;
  /** When a look may be had, ms since the epoch. */
  mayLookAt: () => number;
  signal: AbortSignal;
}

interface Listening {
  play: Sent;
  looks: Playback[];
  bell: Bell;
  /** Something newer is wanted. */
  isOver: boolean;
}

const MOMENTS_MS = [SURE_MS, ...LISTENING_LOOKS_MS, LISTENING_MS];

/** Listens whether what Spotify took is heard: the last play, until that is known or something newer is wanted. */
export class Listener {
  readonly #parts: Parts;
  #listening: Listening | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store, player } = parts;
    let last = player.look;
    store.watch(() => {
      // Looks, not what commands claim.
      if (player.look === last) return;
      last = player.look;
      this.#listening?.looks.push(last);
      this.#listening?.bell.ring();
    });
  }

  /** Resolves as soon as it is known. What turns out to race past later than that is told to `raced`. */
  async listen(play: Sent, raced: (why: Problem) => void): Promise<Heard> {
    this.interrupt();
    const listening: Listening = { play, looks: [], bell: new Bell(), isOver: false };
    this.#listening = listening;
    const heard = await this.#until(listening, () => this.#heard(listening));
    if (heard !== 'playing') this.#end(listening);
    else {
      void this.#until(listening, () => this.#proven(listening)).then((proven) => {
        if (typeof proven === 'object') raced(proven);
        this.#end(listening);
      });
    }
    return heard;
  }

  /** A newer command changes what plays. */
  interrupt(): void {
    const listening = this.#listening;
    this.#listening = null;
    if (!listening) return;
    listening.isOver = true;
    listening.bell.ring();
  }

  #end(listening: Listening): void {
    if (this.#listening === listening) this.#listening = null;
  }

  /** Looks again where a look is due, and resolves with what `known` says. */
  async #until<T>(listening: Listening, known: () => T | undefined): Promise<T> {
    const { clock, poller, signal } = this.#parts;
    const { play, bell } = listening;
    for (;;) {
      const what = known();
      if (what !== undefined) return what;
      const gone = clock.now() - play.at;
      const moment = MOMENTS_MS.find((at) => at > gone) ?? gone;
      await bell.wait(clock, moment - gone, signal);
      const isDue = LISTENING_LOOKS_MS.includes(moment) && clock.now() >= play.at + moment;
      // Not waited for: the budget may have no room.
      if (isDue && !listening.isOver && known() === undefined) void poller.look('verification', signal);
    }
  }

  #heard({ play, looks, isOver }: Listening): Heard | undefined {
    const { clock, store, mayLookAt, signal } = this.#parts;
    if (isOver) return 'superseded';
    const now = clock.now();
    // The clock was set back: what looks say of the time since is worth nothing.
    if (now < play.at) return 'unverified';
    const verdict = judge(play, looks, now);
    switch (verdict) {
      case undefined:
        // No look can be had before that: nobody should wait for it.
        return signal.aborted || (store.state.limitedUntil ?? 0) > now || mayLookAt() > play.at + LISTENING_MS
          ? 'unverified'
          : undefined;
      case 'playing':
        return 'playing';
      case 'replaced':
        return 'superseded';
      case 'unknown':
        return 'unverified';
      default:
        return { kind: 'silent', message: whySilent(verdict, play, looks) };
    }
  }

  /** What began races past, or does not: then it is true. */
  #proven({ play, looks, isOver }: Listening): Problem | true | undefined {
    const { clock, signal } = this.#parts;
    if (isOver || signal.aborted) return true;
    const now = clock.now();
    if (now < play.at) return true;
    if (judge(play, looks, now) === 'racing')
      return { kind: 'silent', message: whySilent('racing', play, looks) };
    const gone = now - play.at;
    const items = new Set(looks.map(({ item }) => item?.uri));
    return gone >= LISTENING_MS || (gone >= SURE_MS && items.size < 2) ? true : undefined;
  }
}
