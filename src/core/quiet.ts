import { byTheMinute } from '../lib/by-the-minute.ts';
import type { QuietHours } from './reader.ts';

/** Quiet hours of a reader. Minutes are of the local day, 0 to 1439. */

const DAY_MINUTES = 24 * 60;

export function isQuiet({ from, to }: QuietHours, minute: number): boolean {
  // 20:00 to 07:00 goes over midnight.
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** `1200` → `20:00`. */
export function clockTime(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** Tells the minute of the day at a time (ms since the epoch) in a time zone (IANA name; undefined: the machine's own). */
export function localMinutes(timeZone?: string): (now: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return byTheMinute((now) => {
    const parts = format.formatToParts(now).map(({ type, value }) => [type, Number(value)] as const);
    const { hour = 0, minute = 0 } = Object.fromEntries(parts);
    return (hour * 60 + minute) % DAY_MINUTES;
  });
}
