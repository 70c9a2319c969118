import { throughHome } from '../core/home-player.ts';
import { type Item, sameItem } from '../core/item.ts';
import { idle, type Playback } from '../core/playback.ts';
import type { Problem } from '../core/problem.ts';
import { anchored, type Expected, SETTLING_MS, shown, stillExpected, withClaims } from '../core/settle.ts';
import type { State } from '../core/state.ts';
import type { Store } from './store.ts';

const REFUSAL_SHOWN_MS = 60_000;

/** How a claim went on. */
export interface Claim {
  /** Spotify took the command at `now`: the claim stands until a look confirms it or its settling time is over. */
  kept(now: number): void;
  /** Spotify refused: what was claimed is taken back. */
  broken(): void;
}

interface Refusal {
  problem: Problem;
  at: number;
}

/** After a look that succeeded: the limit has ended, the account is paired. Others are told a while longer. */
function isOver({ problem, at }: Refusal, now: number): boolean {
  if (problem.kind === 'unpaired' || (problem.retryAt ?? Number.POSITIVE_INFINITY) <= now) return true;
  return now - at > REFUSAL_SHOWN_MS;
}

/** What is shown of one account: the last look, with what commands under way claim. */
export class Player {
  #look: Playback;
  #expected: readonly Expected[] = [];
  /** Why the last command failed: shown for a while, because nobody at a dashboard reads answers. */
  #refusal: Refusal | null = null;
  readonly #store: Store;

  constructor(store: Store, now: number) {
    this.#store = store;
    this.#look = idle(now);
  }

  /** What Spotify said last, as it said it. */
  get look(): Playback {
    return this.#look;
  }

  /** Whether commands claim something that no look has confirmed yet. */
  get claiming(): boolean {
    return this.#expected.length > 0;
  }

  /** A look succeeded. */
  believe(seen: Playback, now: number): void {
    const look = throughHome(seen);
    this.#look = look;
    this.#expected = stillExpected(this.#expected, look, now);
    if (this.#refusal && isOver(this.#refusal, now)) this.#refusal = null;
    const { state } = this.#store;
    // A look that was on its way when another request met the limit succeeds, and the limit holds all the same.
    const limited = state.limitedUntil !== null && state.limitedUntil > now;
    const problem = limited ? state.problem : (this.#refusal?.problem ?? null);
    const limitedUntil = limited ? state.limitedUntil : null;
    this.#show({ lookedAt: now, unreachableSince: null, paired: true, problem, limitedUntil });
  }

  /** A command failed: people see why, until one succeeds or a minute is over. */
  refused(problem: Problem, now: number): void {
    this.#refusal = { problem, at: now };
    this.#store.put({ problem });
  }

  /** A command succeeded. */
  obeyed(): void {
    if (this.#refusal && this.#store.state.problem === this.#refusal.problem)
      this.#store.put({ problem: null });
    this.#refusal = null;
  }

  /** Spotify was asked again and says the same: only the time of the look is new. */
  doubt(now: number): void {
    this.#store.put({ lookedAt: now, unreachableSince: null });
  }

  /** A command is on its way: what it will do is shown at once. */
  claim(expected: readonly Expected[], change: Partial<State> = {}): Claim {
    const before: Partial<State> = {};
    const { state } = this.#store;
    if ('queue' in change) before.queue = state.queue;
    if ('liked' in change) before.liked = state.liked;
    const mine = new Set(expected);
    this.#expected = withClaims(this.#expected, expected);
    this.#show(change);
    return {
      kept: (now) => {
        const until = now + SETTLING_MS;
        const settled = new Map([...mine].map((one) => [one, { ...one, until }]));
        this.#expected = this.#expected.map((one) => settled.get(one) ?? one);
      },
      broken: () => {
        this.#expected = this.#expected.filter((one) => !mine.has(one));
        this.#show(before);
      },
    };
  }

  #show(change: Partial<State>): void {
    const before = this.#store.state;
    const playback = anchored(before.playback, shown(this.#look, this.#expected));
    const next: Partial<State> = { ...change, playback };
    const { device } = playback;
    // What may not be chosen is never where music goes by itself.
    const last = before.lastDevice;
    const isOther = device?.id !== last?.id || device?.name !== last?.name;
    if (device && !device.denied && isOther) next.lastDevice = { id: device.id, name: device.name };
    const volume = before.playback.device?.volume;
    if (device?.volume === 0 && volume) next.mutedFrom = volume;
    else if (device?.volume) next.mutedFrom = null;
    if (!sameItem(before.playback.item, playback.item) && !('liked' in change)) next.liked = null;
    if (!sameItem(before.playback.item, playback.item) && !('queue' in change)) {
      next.queue = queueAfter(before.queue, playback.item);
    }
    if (playback.contextUri !== before.context?.uri) {
      next.context = playback.contextUri === null ? null : { uri: playback.contextUri, name: null };
    }
    this.#store.put(next);
  }
}

/** What comes next once `item` plays: the rest of the queue if that was next in it, else unknown. */
function queueAfter(queue: State['queue'], item: Item | null): State['queue'] {
  const [next, ...rest] = queue ?? [];
  return next && sameItem(next, item) ? rest : null;
}
