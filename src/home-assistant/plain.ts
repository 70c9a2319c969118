/** Values as plain MQTT payloads that Home Assistant takes without a word in its log. */

/** "Unknown" on every MQTT platform that has a state. An empty payload would mean "forget what is retained". */
export const NONE = 'None';

/** Home Assistant cuts no state: a longer one becomes unknown (core: MAX_LENGTH_STATE_STATE, in code points). */
export const LONGEST = 255;

/**
 * One line of well-formed text without surrounding blanks, at most 255 code points long. A half surrogate pair would make
 * Home Assistant refuse the JSON around it; a line break would break displays.
 */
export function tidy(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  // Whatever fits in bytes fits in code points; spreading is for the rare rest.
  if (line.length <= LONGEST) return line;
  const points = [...line];
  return points.length <= LONGEST ? line : `${points.slice(0, LONGEST - 1).join('')}…`;
}

/** A text as a state: `None` where there is none. */
export function plainText(text: string | null | undefined): string {
  return plainName(text ?? '') || NONE;
}

/** What Home Assistant does not take for a text: `None` at its MQTT door, the others as states of their own. */
const RESERVED = ['None', 'unknown', 'unavailable'];

/** A tidy text that nobody takes for "nothing is known": music and speakers are really called that, so a blank follows. */
export function plainName(text: string): string {
  const line = tidy(text);
  return RESERVED.includes(line) ? `${line} ` : line;
}

export function plainNumber(value: number | null | undefined): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : NONE;
}

export function isoTime(ms: number | null | undefined): string | null {
  if (ms === null || ms === undefined) return null;
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

export function plainSwitch(on: boolean | null | undefined): string {
  if (on === null || on === undefined) return NONE;
  return on ? 'ON' : 'OFF';
}

/** An http or https address as Home Assistant's `cv.url` takes it; undefined for anything else. */
export function webAddress(text: string | null | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  // One of these without a host cannot be parsed.
  const { protocol, href } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
