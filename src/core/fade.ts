/** A slow way to silence: who sleeps is not woken by it, and Spotify is asked for little. Times are ms since the epoch. */

/** How long before its end the music begins to fade. */
export const FADE_MS = 60_000;
/** No more volume requests than one in this time: each is followed by two looks, and a finer fade sounds no better. */
const STEP_MS = 6_000;
/** What is left of the volume when the pause comes. */
const LEFT = 0.1;

export interface Fade {
  /** The volume before, 0–100. */
  volume: number;
  from: number;
  until: number;
}

/**
 * How loud it is to be at `now`, in whole percents, and when that changes: at most ten steps, at least 6 s apart, from the
 * first at `from` down to a tenth; never silent, because that is the pause's part. A fade shorter than a step is none.
 */
export function fadeAt({ volume, from, until }: Fade, now: number): { percent: number; nextAt: number } {
  const steps = Math.floor(Math.min(until - from, FADE_MS) / STEP_MS);
  if (steps < 1) return { percent: volume, nextAt: until };
  const length = Math.floor((until - from) / steps);
  const taken = Math.min(steps, Math.max(0, Math.floor((now - from) / length) + 1));
  const percent = Math.round(volume * (1 - ((1 - LEFT) * taken) / steps));
  return {
    percent: Math.min(volume, Math.max(1, percent)),
    nextAt: taken < steps ? from + taken * length : until,
  };
}
