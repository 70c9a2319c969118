import type { Texts } from '../texts/texts.ts';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const MONTH_MS = 30 * 86_400_000;

/** How long ago, as people say it: `just now`, `2 hours ago`, `yesterday`; beyond a month the date. */
export function ago({ locale, tags }: Texts, at: number, now: number): string {
  const gone = Math.max(0, now - at);
  if (gone > MONTH_MS) return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(at);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, ms] of UNITS) if (gone >= ms) return words.format(-Math.floor(gone / ms), unit);
  return tags.justNow;
}

/** A place in what plays: `3:05`, `1:02:03`. */
export function place(positionMs: number): string {
  const seconds = Math.floor(positionMs / 1000);
  const two = (count: number) => String(count % 60).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const head = minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${two(minutes)}`;
  return `${head}:${two(seconds)}`;
}

/** A short time that is left, with its unit: `40 seconds`, `2 minutes`. */
export function timeLeft(locale: string, ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [unit, count] = seconds < 120 ? ['second', seconds] : ['minute', Math.ceil(seconds / 60)];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
