import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  /** Milliseconds until it is given up. Default 30 000. */
  within?: number;
  /** Milliseconds between two looks. Default 250. */
  every?: number;
}

/**
 * Looks again and again until what is seen is right, and returns it. The one place where whole tests wait: real
 * programs take the time they take. A look that throws counts as seen; the error says what was last seen.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  right: (seen: T) => boolean,
  { within = 30_000, every = 250 }: Patience = {},
): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    let last: string;
    try {
      const seen = await look();
      if (right(seen)) return seen;
      last = JSON.stringify(seen) ?? 'nothing';
    } catch (error) {
      last = String(error);
    }
    if (Date.now() >= end) throw new Error(`${what}: not within ${within / 1000} s; last seen: ${last}`);
    await sleep(every);
  }
}

/** For plain words: seen is exactly this. */
export function is(wanted: unknown): (seen: unknown) => boolean {
  return (seen) => seen === wanted;
}
