/** @import { PlayerTexts } from '../texts/player.ts' */

/**
 * `Play {title}` with what is to stand there; a hole that nothing fills stays empty.
 * @param {string} text
 * @param {Readonly<Record<string, unknown>>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/**
 * A place in what plays: `3:05`, `1:02:03`.
 * @param {number} seconds
 */
export function place(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (/** @type {number} */ count) => String(count % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const head = minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${two(minutes)}`;
  return `${head}:${two(whole)}`;
}

/** @type {readonly (readonly [Intl.RelativeTimeFormatUnit, number])[]} */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/**
 * How long ago, as people say it.
 * @param {PlayerTexts} texts
 * @param {string} time
 * @param {number} now
 */
export function ago(texts, time, now) {
  const gone = Math.max(0, now - Date.parse(time));
  const words = new Intl.RelativeTimeFormat(texts.locale, { numeric: 'auto' });
  for (const [unit, ms] of UNITS) if (gone >= ms) return words.format(-Math.floor(gone / ms), unit);
  return texts.justNow;
}

/**
 * A time of today, without the date.
 * @param {PlayerTexts} texts
 * @param {string | number} time
 */
export function clockTime(texts, time) {
  return new Intl.DateTimeFormat(texts.locale, { timeStyle: 'short' }).format(new Date(time));
}

/**
 * What time it is in a zone; empty where this browser does not know the zone.
 * @param {PlayerTexts} texts
 * @param {string} timeZone
 * @param {number} now
 */
export function timeIn(texts, timeZone, now) {
  try {
    return new Intl.DateTimeFormat(texts.locale, { timeStyle: 'short', timeZone }).format(new Date(now));
  } catch {
    return '';
  }
}

/**
 * A day.
 * @param {PlayerTexts} texts
 * @param {string} time
 */
export function day(texts, time) {
  return new Intl.DateTimeFormat(texts.locale, { dateStyle: 'long' }).format(new Date(time));
}

/**
 * A short time that is left, with its unit.
 * @param {PlayerTexts} texts
 * @param {number} ms
 */
export function left(texts, ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [unit, count] = seconds < 120 ? ['second', seconds] : ['minute', Math.ceil(seconds / 60)];
  const style = /** @type {const} */ ({ style: 'unit', unitDisplay: 'long' });
  return new Intl.NumberFormat(texts.locale, { ...style, unit: String(unit) }).format(Number(count));
}
