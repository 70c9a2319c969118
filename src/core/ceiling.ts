/**
 * The day's ceiling of a client id. Spotify tells no number, but its quotas run over a day
 * (QUOTA_EXCEEDED with Retry-After of up to 24 h). What is known: whoever asks every 10 s round the
 * clock, 8640 times a day, is not reported to be stopped, nor are households with several accounts in
 * Home Assistant (some 3200 each). The half minute's budget alone would allow 14 400. So the default lies
 * between: a house with one account spends some 3000, one with five 7200 in silence.
 */
export const REQUESTS_PER_DAY = 10_000;

/** Until only this share of it is left nothing changes. */
const SCARCE = 0.2;
/** This share is for commands, what they lead to, and a look now and then. */
const KEPT = 0.05;
/** A look every eight minutes while music plays: what remains when nothing is left. */
const MOST = 60;

/**
 * By how much looks are spread when `spent` requests of the last 24 h face a `ceiling`: 1 is
 * not at all, as where the ceiling is 0, none. What is spent comes back hour by hour as it
 * leaves the window, so that a house finds the pace that it can keep.
 */
export function stretchOf(spent: number, ceiling: number): number {
  if (ceiling <= 0) return 1;
  const left = 1 - spent / ceiling;
  if (left >= SCARCE) return 1;
  return left <= KEPT ? MOST : Math.min(MOST, (SCARCE - KEPT) / (left - KEPT));
}
