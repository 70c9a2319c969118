import type { House } from '../house.ts';

/** How long what a phone does stays unseen on the dashboards, ms. */
export class Sight {
  readonly delays: number[] = [];
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** Somebody has just changed what is shown. */
  changed(): void {
    const { clock } = this.#house;
    const from = clock.now();
    const { said } = this.#house;
    const before = said.length;
    void this.#watch(from, before);
  }

  async #watch(from: number, before: number): Promise<void> {
    const { clock, said } = this.#house;
    const shown = () => said.slice(before).find(({ topic }) => topic === 'spotify2mqtt/family/player');
    while (!shown() && clock.now() - from < 120_000) await clock.sleep(100);
    const first = shown();
    if (first) this.delays.push(first.at - from);
  }
}
