import type { PlayerState, Rules } from './state.ts';
import { advance } from './time.ts';

interface Version {
  /** Reads see this version from here on. */
  from: number;
  state: PlayerState;
}

/** One listener's player over time. Commands act at once on what is true; reads see it a little later, as Spotify's do. */
export class Player {
  #versions: Version[];
  readonly #rules: () => Rules;

  constructor(state: PlayerState, rules: () => Rules) {
    this.#versions = [{ from: Number.NEGATIVE_INFINITY, state }];
    this.#rules = rules;
  }

  get rules(): Rules {
    return this.#rules();
  }

  /** What is so at `now`. */
  truth(now: number): PlayerState {
    return this.#advanced(this.#versions.length - 1, now);
  }

  /** What a read at `now` is told. */
  seen(now: number): PlayerState {
    this.#forgetBefore(now);
    return this.#advanced(0, now);
  }

  /** Puts a new truth in place, which reads see from `from` on. */
  put(state: PlayerState, from: number): void {
    this.#forgetBefore(state.at);
    this.#versions.push({ from, state });
  }

  /** Drops the versions that no read from `now` on will be told. */
  #forgetBefore(now: number): void {
    this.#versions.splice(
      0,
      Math.max(
        0,
        this.#versions.findLastIndex((version) => version.from <= now),
      ),
    );
  }

  #advanced(index: number, now: number): PlayerState {
    const version = this.#versions[index];
    if (!version) throw new Error('a player always has a state');
    version.state = advance(version.state, now, this.#rules());
    return version.state;
  }
}
