import type { HomeAct, HomePlayers, HomeSeen } from '../../src/core/ports.ts';
import type { Trouble } from '../../src/core/problem.ts';

/** Media players of a Home Assistant, in memory: remembers what was asked, fails where a test says so. */
export class FakeHomePlayers implements HomePlayers {
  readonly states = new Map<string, HomeSeen>();
  readonly #fails = new Map<string, Trouble>();
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
    const trouble = this.#fails.get(act.action);
    if (trouble) throw trouble;
  }

  seen(entity: string): HomeSeen | undefined {
    return this.states.get(entity);
  }
}
