/**
 * From one volume to another, slowly: nobody is woken by it, and
 * Spotify is asked for little. Times are ms since the epoch.
 */

/** How long the music of a sleep timer fades where nothing else is asked for. */
export const FADE_MS = 60_000;
/** No longer: a knob is nearer. Seconds. */
export const LONGEST_FADE_SECONDS = 3_600;
/** How loud what fades in begins. Percent. */
export const HARDLY_AUDIBLE = 1;
/**
 * A short fade has up to eight steps, which is what a slider may send at once (core/slider); in a
 * longer one each step may be followed by two looks, and a finer fade sounds no better.
 */
const STEPS = 8;
const SHORT_STEP_MS = 500;
const STEP_MS = 6_000;
/** What is left of the volume when the pause of a sleep timer comes. */
const LEFT = 0.1;

export interface Fade {
  /** The volume before and at the end, 0–100. */
  volume: number;
  to: number;
  from: number;
  until: number;
}

/**
 * How loud it is to be at `now`, in whole percents, and when that changes: the first step at
 * `from`, the last one step before `until`. What is too short for steps is one.
 */
export function fadeAt({ volume, to, from, until }: Fade, now: number): { percent: number; nextAt: number } {
  const length = Math.max(0, until - from);
  const most = Math.max(1, Math.min(STEPS, Math.floor(length / SHORT_STEP_MS)), Math.floor(length / STEP_MS));
  const steps = Math.min(Math.ceil(Math.abs(to - volume)), most);
  if (steps < 1) return { percent: volume, nextAt: until };
  const each = Math.floor(length / steps);
  const taken = each === 0 ? steps : Math.min(steps, Math.max(0, Math.floor((now - from) / each) + 1));
  return {
    percent: Math.round(volume + ((to - volume) * taken) / steps),
    nextAt: taken < steps ? from + taken * each : until,
  };
}

/** How loud it is when a sleep timer pauses: never silent, because that is the pause's part. */
export function quietest(volume: number): number {
  return Math.min(volume, Math.max(1, volume * LEFT));
}
