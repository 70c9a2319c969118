/**
 * The day's ceiling of a client id. Spotify tells no number, but its quotas run over a day (QUOTA_EXCEEDED with Retry-After of up to 24 h).
 * What is known: whoever asks every 10 s round the clock, 8640 times a day, is not reported to be stopped, nor are households with several accounts
 * in Home Assistant (some 3200 each). The half minute's budget alone would allow 14 400. So the default lies between: a house with one
 * account spends some 3000, one with five 7200 in silence.
 */
export const REQUESTS_PER_DAY = 10_000;

/** Up to this share of it nothing changes. */
const FREE_SHARE = 0.8;
/** A look every 100 s while music plays: what is left when nothing is left. */
const MOST = 12;

/**
 * By how much looks are spread when `spent` requests of the last 24 h face a `ceiling`: 1 is not at all, as where the ceiling is 0, none. The
 * rest of the day's budget shrinks to nothing no faster than the hours of yesterday leave the window.
 */
export function stretchOf(spent: number, ceiling: number): number {
  if (ceiling <= 0) return 1;
  const left = 1 - spent / ceiling;
  if (left >= 1 - FREE_SHARE) return 1;
  return left <= 0 ? MOST : Math.min(MOST, (1 - FREE_SHARE) / left);
}
