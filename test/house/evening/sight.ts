import { z } from 'zod';
import type { House } from '../house.ts';

const playerSaid = z.object({
  state: z.string(),
  media_content_id: z.string().nullable(),
  volume_level: z.number().nullable(),
});

/** How long what a phone does stays unseen on the dashboards. */
export class Sight {
  readonly #house: House;
  readonly #changes: { at: number; sight: string }[] = [];

  constructor(house: House) {
    this.#house = house;
  }

  /** Somebody has just changed what is to be seen. */
  changed(): void {
    const { clock, simulator } = this.#house;
    const { playing, uri, volume } = simulator.player('family');
    const sight = sightOf(playing, uri, (volume ?? 0) / 100);
    this.#changes.push({ at: clock.now(), sight });
  }

  /** Each change until it was published, ms. */
  delays(): number[] {
    const shown = this.#house.said
      .filter(({ topic }) => topic === 'spotify2mqtt/family/player')
      .map(({ at, payload }) => ({ at, ...playerSaid.parse(JSON.parse(payload)) }));
    return this.#changes.map(({ at, sight }) => {
      const seen = shown.find(
        (one) =>
          one.at >= at &&
          sightOf(one.state === 'playing', one.media_content_id, one.volume_level ?? 0) === sight,
      );
      if (!seen) throw new Error(`${sight} was never published`);
      return seen.at - at;
    });
  }
}

function sightOf(isPlaying: boolean, uri: string | null, volume: number): string {
  return `${isPlaying ? 'plays' : 'is paused on'} ${uri} at ${volume}`;
}
