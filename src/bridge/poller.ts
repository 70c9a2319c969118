import { hintLooked, nextLook, type Rhythm } from '../core/cadence.ts';
import type { Spending, Spotify } from '../core/ports.ts';
import { type Problem, Trouble, troubleIn } from '../core/problem.ts';
import { Bell } from '../lib/bell.ts';
import type { Clock } from '../lib/clock.ts';
import type { Player } from './player.ts';
import type { Store } from './store.ts';

/** How long to leave Spotify alone after it said that the account may not use it: only a person can change that. */
const FORBIDDEN_MS = 5 * 60_000;
/** Nothing is due: woken by a ring (a token, a command, a hint). */
const NEVER_MS = 3600_000;

/** Looks at Spotify when the cadence says so, and at once when somebody rings. */
export class Poller {
  readonly #bell = new Bell();
  readonly #clock: Clock;
  readonly #spotify: Spotify;
  readonly #player: Player;
  readonly #store: Store;
  readonly #crowd: () => Pick<Rhythm, 'playingAccounts' | 'quietDemand' | 'stretch'>;
  #commandAt: number | null = null;
  #hintAt: number | null = null;
  #hintLooks: readonly number[] = [];
  #doubtful = false;
  #shared: Promise<Problem | undefined> | undefined;
  #failures = 0;
  #failedAt = 0;
  /** When Spotify takes requests again, as it said itself. */
  #notBefore = 0;
  readonly #hinted: (() => boolean)[] = [];

  constructor(parts: {
    clock: Clock;
    spotify: Spotify;
    player: Player;
    store: Store;
    /** What the other accounts of the client id and the day's ceiling leave to this one. */
    crowd: () => Pick<Rhythm, 'playingAccounts' | 'quietDemand' | 'stretch'>;
  }) {
    this.#clock = parts.clock;
    this.#spotify = parts.spotify;
    this.#player = parts.player;
    this.#store = parts.store;
    this.#crowd = parts.crowd;
  }

  /** Spotify answered a command: its effect is looked at soon. */
  commanded(): void {
    this.#commandAt = this.#clock.now();
    this.#bell.ring();
  }

  /** Something changed outside, or there is a new token: look now. */
  hint(): void {
    const now = this.#clock.now();
    const isWell = this.#failures === 0 && this.#notBefore <= now;
    const isFollowed = this.#hinted.map((listener) => listener()).includes(true);
    // The half minute in which a device is waited for has no room for both.
    if (isFollowed && isWell) return;
    this.#hintAt = now;
    this.#failures = 0;
    if (!this.#store.state.limitedUntil) this.#notBefore = 0;
    this.#bell.ring();
  }

  /** Calls back at each hint; true where it is followed there, and the player need not be looked at. */
  onHint(listener: () => boolean): void {
    this.#hinted.push(listener);
  }

  /** Spotify's rate limit closed the gate until then; `problem` is what people are told. */
  limited(until: number, problem: Problem): void {
    this.#notBefore = Math.max(this.#notBefore, until);
    const { paired, limitedUntil } = this.#store.state;
    // Without a token nothing would be sent anyway, and that is what people must know; a quota may last longer.
    if (paired && until > (limitedUntil ?? 0)) this.#store.put({ problem, limitedUntil: until });
    this.#bell.ring();
  }

  /** The token is gone: nothing to look with. */
  unpaired(): void {
    this.#fail(new Trouble('unpaired', 'this account is not paired with Spotify'));
    this.#bell.ring();
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now();
      this.#endLimit(now);
      const { at, spending } = nextLook(this.#rhythm(), now);
      const due = Math.max(at, this.#notBefore);
      const limitEnds = this.#store.state.limitedUntil ?? due;
      if (due <= now) await this.look(spending, signal);
      else await this.#bell.wait(this.#clock, Math.min(due - now, limitEnds - now, NEVER_MS), signal);
    }
  }

  /** People see that a limit is over when it is, not when the next look is due. */
  #endLimit(now: number): void {
    const { limitedUntil, problem } = this.#store.state;
    if (limitedUntil === null || limitedUntil > now) return;
    const isAboutIt = problem?.kind === 'rate_limited' || problem?.kind === 'quota';
    this.#store.put({ limitedUntil: null, ...(isAboutIt ? { problem: null } : {}) });
  }

  /**
   * A look for all who ask for one while it waits for the budget: each of them in the gate's line for itself would make that as long as
   * anybody likes.
   */
  sharedLook(signal?: AbortSignal): Promise<Problem | undefined> {
    this.#shared ??= this.look('verification', signal).finally(() => {
      this.#shared = undefined;
    });
    return this.#shared;
  }

  /** One look, now or as soon as the budget allows. What goes wrong is in the state and returned, not thrown. */
  async look(spending: Spending, signal?: AbortSignal): Promise<Problem | undefined> {
    const began = this.#clock.now();
    if (this.#hintAt !== null && this.#hintAt >= (this.#store.state.lookedAt ?? 0))
      this.#hintLooks = hintLooked(this.#hintLooks, began);
    try {
      const look = await this.#spotify.playback(spending);
      if (signal?.aborted) return undefined;
      // A hint that came meanwhile may be about what this look was too early for.
      if (this.#hintAt !== null) this.#hintAt = this.#hintAt > began ? this.#clock.now() : null;
      this.#failures = 0;
      this.#failedAt = 0;
      this.#notBefore = Math.min(this.#notBefore, this.#store.state.limitedUntil ?? 0);
      const suspicious = look.status === 'idle' && this.#player.look.status === 'playing' && !this.#doubtful;
      this.#doubtful = suspicious;
      if (suspicious) this.#player.doubt(this.#clock.now());
      else this.#player.believe(look, this.#clock.now());
      return undefined;
    } catch (error) {
      if (signal?.aborted) return undefined;
      const trouble = troubleIn(error);
      this.#fail(trouble);
      return trouble.problem;
    }
  }

  #fail({ problem }: Trouble): void {
    const now = this.#clock.now();
    const { state } = this.#store;
    switch (problem.kind) {
      case 'rate_limited':
      case 'quota':
        this.#notBefore = problem.retryAt ?? now + FORBIDDEN_MS;
        this.#store.put({ problem, limitedUntil: this.#notBefore });
        return;
      case 'unpaired':
        this.#notBefore = now + NEVER_MS;
        this.#store.put({ problem, paired: false });
        return;
      case 'unreachable':
        this.#failures++;
        this.#failedAt = now;
        this.#store.put({ problem, unreachableSince: state.unreachableSince ?? now });
        return;
      default:
        this.#failures++;
        this.#failedAt = now;
        this.#notBefore = now + FORBIDDEN_MS;
        this.#store.put({ problem });
    }
  }

  #rhythm(): Rhythm {
    return {
      playback: this.#player.look,
      lookedAt: this.#store.state.lookedAt,
      commandAt: this.#commandAt,
      hintAt: this.#hintAt,
      hintLooks: this.#hintLooks,
      doubtful: this.#doubtful,
      failures: this.#failures,
      failedAt: this.#failedAt,
      ...this.#crowd(),
    };
  }
}
