import type { State } from '../core/state.ts';

export type Watcher = (state: State, before: State) => void;

/** Holds one account's state; `put` is the one way to change it, and tells whoever watches. */
export class Store {
  #state: State;
  #watchers: Watcher[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  put(change: Partial<State>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    for (const watcher of this.#watchers) watcher(this.#state, before);
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }
}
