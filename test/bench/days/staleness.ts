import type { PlayerView } from '../../../src/simulator/control/view.ts';
import type { Kind } from './plan.ts';

/** What anybody can see of a player: that it is idle, or whether it plays and what. */
export type Sight = string;

export function sightOf(status: 'playing' | 'paused' | 'idle' | 'off', uri: string | null): Sight {
  return status === 'playing' || status === 'paused' ? `${status} ${uri}` : 'idle';
}

export function truthOf({ playing, uri, device }: PlayerView): Sight {
  return sightOf(device === null ? 'idle' : playing ? 'playing' : 'paused', uri);
}

export interface Delay {
  kind: Kind;
  ms: number;
}

/**
 * Measures how long changes from outside stay unseen in what somebody publishes. A change is shown by the first
 * publication of what it led to, or of anything that was true later.
 */
export class Staleness {
  readonly delays: Delay[] = [];
  #truths: { from: number; sight: Sight }[] = [];
  #pending: { at: number; kind: Kind }[] = [];

  /** Somebody did something at `now`; `sight` is what has been true since. */
  changed(kind: Kind, sight: Sight, now: number): void {
    this.#truths.push({ from: now, sight });
    this.#pending.push({ at: now, kind });
  }

  /** `sight` was published at `now`, when `truth` was so (a track may have ended since the last change). */
  published(sight: Sight, truth: Sight, now: number): void {
    if (this.#truths.at(-1)?.sight !== truth) this.#truths.push({ from: now, sight: truth });
    const shown = this.#truths.findLast((one) => one.sight === sight);
    if (!shown) return;
    for (const { at, kind } of this.#pending) if (at <= shown.from) this.delays.push({ kind, ms: now - at });
    this.#pending = this.#pending.filter(({ at }) => at > shown.from);
  }

  get unseen(): number {
    return this.#pending.length;
  }
}
