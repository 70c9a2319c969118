/** How long an authorization lives: six months from when the person gave it, however often it is refreshed (Spotify, 2026-06-18). */
const MONTHS = 6;
const DAY_MS = 24 * 3600_000;

/** People are invited to pair anew this many days before the end. */
export const REMIND_DAYS = [14, 3, 1] as const;

/** When an authorization ends, ms since the epoch: the same day and time six calendar months later, or that month's last day. */
export function endOfGrant(authorizedAt: number): number {
  const end = new Date(authorizedAt);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + MONTHS);
  // August 31 → "February 31" → March 3: a month too short gives its last day instead.
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return end.getTime();
}

/** The reminder that is due at `now`, as days before the end; undefined where none is (yet, or since it was told). */
export function reminderDue(authorizedAt: number, toldDays: number | null, now: number): number | undefined {
  const left = endOfGrant(authorizedAt) - now;
  const due = REMIND_DAYS.filter((days) => left <= days * DAY_MS).at(-1);
  if (due === undefined || left <= 0) return undefined;
  return toldDays === null || due < toldDays ? due : undefined;
}

/** When the next reminder may be due, ms since the epoch; undefined after the last. */
export function nextReminderAt(authorizedAt: number, now: number): number | undefined {
  const end = endOfGrant(authorizedAt);
  return REMIND_DAYS.map((days) => end - days * DAY_MS).find((at) => at > now);
}
