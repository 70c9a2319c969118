import { Trouble } from './problem.ts';

/**
 * The device that is wanted is in no list of Spotify's, or unavailable
 * in Home Assistant: it may come, if it is waited for.
 */
export class Absent extends Trouble {
  /** As it was asked for; undefined where nobody named one. */
  readonly asked: string | undefined;
  /** The name by which people know it; null where any would do. */
  readonly device: string | null;
  /** Its id, where it was seen before. */
  readonly id: string | undefined;
  /** The media_player that plays for it, where Home Assistant does. */
  readonly entity: string | undefined;

  constructor(
    message: string,
    wanted: { asked: string | undefined; device: string | null; id?: string | undefined; entity?: string },
  ) {
    super('no_device', message);
    this.name = 'Absent';
    this.asked = wanted.asked;
    this.device = wanted.device;
    this.id = wanted.id;
    this.entity = wanted.entity;
  }
}
