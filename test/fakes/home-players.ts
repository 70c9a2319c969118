import { unavailable } from '../../src/core/home-trouble.ts';
import type { HomeAct, HomePlayers, HomeSeen } from '../../src/core/ports.ts';
import type { Trouble } from '../../src/core/problem.ts';

/** Media players of a Home Assistant, in memory: remembers what was asked, fails where a test says so. */
export class FakeHomePlayers implements HomePlayers {
  readonly states = new Map<string, HomeSeen>();
  readonly #fails = new Map<string, Trouble>();
  readonly #listeners: (() => void)[] = [];
  #acts: HomeAct[] = [];

  /** Every `action` fails so. */
  fail(action: HomeAct['action'], trouble: Trouble): void {
    this.#fails.set(action, trouble);
  }

  /** What was asked since the last time, as `entity action {data}`. */
  asked(): string[] {
    const acts = this.#acts;
    this.#acts = [];
    return acts.map(
      ({ entity, action, data }) =>
        `${entity.replace('media_player.', '')} ${action} ${JSON.stringify(data)}`,
    );
  }

  async perform(act: HomeAct): Promise<void> {
    this.#acts.push(act);
    const trouble = this.#fails.get(act.action) ?? this.#fails.get('*');
    if (trouble) throw trouble;
  }

  seen(entity: string): HomeSeen | undefined {
    return this.states.get(entity);
  }

  onSeen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Its speaker goes (`unavailable`), or comes; `isTold` false: without a token nobody hears of it. */
  is(entity: string, state: string, isTold = true): void {
    this.#fails.delete('*');
    if (state === 'unavailable')
      this.#fails.set('*', unavailable({ entity, action: 'media_play', data: {} }));
    if (!isTold) return;
    this.states.set(entity, { state, title: null });
    for (const listener of this.#listeners) listener();
  }
}
