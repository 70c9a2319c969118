/** The day where the house is. */
export interface LocalDay {
  /** `2026-11-26`. */
  date: string;
  isWeekend: boolean;
}

/** Tells the day at a time (ms since the epoch) in a time zone (IANA name; undefined: the machine's own). */
export function localDays(timeZone?: string): (now: number) => LocalDay {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
  });
  // Asked at every look, and slow; wherever a day begins, it begins with a minute of the epoch.
  let last = { epochMinute: Number.NaN, day: { date: '', isWeekend: false } };
  const dayAt = (now: number): LocalDay => {
    const parts = format.formatToParts(now).map(({ type, value }) => [type, value] as const);
    const { year, month, day, weekday } = Object.fromEntries(parts);
    return { date: `${year}-${month}-${day}`, isWeekend: weekday === 'Sat' || weekday === 'Sun' };
  };
  return (now) => {
    const epochMinute = Math.floor(now / 60_000);
    if (epochMinute !== last.epochMinute) last = { epochMinute, day: dayAt(now) };
    return last.day;
  };
}
