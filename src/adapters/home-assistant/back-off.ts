/**
 * How long to wait before try number `attempt` (from 0), ms: doubling from 1 s up to `most`, and of that a part between a
 * half and the whole by `random` (0 to 1), so that not everybody comes back in the same instant.
 */
export function backOffMs(attempt: number, random: number, most: number): number {
  return Math.round(Math.min(most, 1_000 * 2 ** attempt) * (0.5 + random / 2));
}
