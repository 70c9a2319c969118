import type { UnknownTag } from '../../core/tag-desk.ts';
import { isRandomId } from '../../core/tag-id.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Card } from './card.ts';
import type { Reader } from './reader.ts';

const MOST = 20;

export const RANDOM_ID =
  'its id is random (phones and bank cards show a new one each time): take a card or sticker of its own';

/** Cards that were laid and mean nothing yet, newest first, so that people can give them a meaning. */
export class Strangers {
  readonly #clock: Clock;
  readonly #met = new Map<string, UnknownTag>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  met(reader: Reader, { key, uid, text }: Card): void {
    const refused = uid === '' ? 'its reader tells no id' : isRandomId(uid) ? RANDOM_ID : null;
    this.#met.delete(key);
    this.#met.set(key, { uid, text, reader: reader.id, at: this.#clock.now(), refused });
    for (const [oldest] of this.#met) {
      if (this.#met.size <= MOST) return;
      this.#met.delete(oldest);
    }
  }

  forget(uid: string): void {
    this.#met.delete(uid);
  }

  all(): UnknownTag[] {
    return [...this.#met.values()].reverse();
  }
}
