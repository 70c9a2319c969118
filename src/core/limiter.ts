import { lately } from '../lib/lately.ts';

/** How what is too loud is set back: without a fight, and softly where nobody touched it. Times are ms since the epoch. */

/** So often it is set back at once; who turns it up again after that waits, or the two would turn for ever. */
const AT_ONCE = 3;
const LATELY_MS = 5 * 60_000;
const LATER_MS = 60_000;

/** As the fade of a sleep timer: no step is heard as one. */
const STEPS = 10;
const STEP_MS = 6_000;

/** When the volume may be set back: `now` or later. `sent` holds the times when it was. */
export function setBackAt(sent: readonly number[], now: number): number {
  const recent = lately(sent, LATELY_MS, now);
  const last = recent.at(-1);
  return last === undefined || recent.length < AT_ONCE ? now : Math.max(now, last + LATER_MS);
}

/** The times to remember after it was set back once more. */
export function setBack(sent: readonly number[], now: number): readonly number[] {
  return [...lately(sent, LATELY_MS, now), now];
}

/** From one volume down to another. */
export interface Descent {
  from: number;
  to: number;
  since: number;
}

/** How loud it is to be at `now`, and when that changes; null after the last step. */
export function descendAt(
  { from, to, since }: Descent,
  now: number,
): { percent: number; nextAt: number | null } {
  const taken = Math.min(STEPS, Math.floor(Math.max(0, now - since) / STEP_MS) + 1);
  const percent = Math.round(from - ((from - to) * taken) / STEPS);
  return { percent, nextAt: taken < STEPS ? since + taken * STEP_MS : null };
}
