import { byTheMinute } from '../lib/by-the-minute.ts';

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
  return byTheMinute((now) => {
    const parts = format.formatToParts(now).map(({ type, value }) => [type, value] as const);
    const { year, month, day, weekday } = Object.fromEntries(parts);
    return { date: `${year}-${month}-${day}`, isWeekend: weekday === 'Sat' || weekday === 'Sun' };
  });
}
