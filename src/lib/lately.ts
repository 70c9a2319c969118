/** Those of `times` within the last `ms` before `now`. What lies ahead is from before the clock was set back, and counts no more. */
export function lately(times: readonly number[], ms: number, now: number): number[] {
  return times.filter((at) => at > now - ms && at <= now);
}
