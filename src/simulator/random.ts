/** One step of mulberry32: a number in [0, 1) and the state that follows. Pure, so that a player's state can carry it. */
export function draw(state: number): [value: number, next: number] {
  const next = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, next];
}

/** Fisher–Yates over a copy. */
export function shuffled<T>(list: readonly T[], state: number): [order: T[], next: number] {
  const rest = [...list];
  const order: T[] = [];
  let random = state;
  while (rest.length > 0) {
    const [value, next] = draw(random);
    random = next;
    order.push(...rest.splice(Math.floor(value * rest.length), 1));
  }
  return [order, random];
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A seeded source of everything that Spotify makes up: tokens, codes, bodies. The same seed tells the same story. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    const [value, state] = draw(this.#state);
    this.#state = state;
    return value;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** `length` characters of `alphabet`; base64url by default, which is what Spotify's tokens look like. */
  text(length: number, alphabet = BASE64URL): string {
    return Array.from({ length }, () => alphabet.charAt(this.between(0, alphabet.length - 1))).join('');
  }
}
