import type { SleepEnd } from './command.ts';
import { LONGEST_FADE_SECONDS } from './fade.ts';
import type { Repeat } from './playback.ts';
import { BadPayload } from './problem.ts';

/** Values as people and programs write them in payloads: what is understood, and what is said about the rest. */

/** A place to go to, or a step from where one is. */
export type Aim = { to: number } | { by: number };

/** Longer than anything Spotify has; beyond it a number is a mistake (often milliseconds). */
export const LONGEST_SECONDS = 7 * 24 * 3600;

/** `30`, `30%`, `+5`, `-5` → a volume in percent (rounded) or a step. Throws BadPayload. */
export function readVolume(value: string | number): Aim {
  return readAim(value, 'volume', (text) => plainNumber(text.replace(/\s*%$/, '')), {
    max: 100,
    round: true,
  });
}

/** `90`, `90.5`, `1:30`, `+10`, `-10` → a position in seconds or a step. Throws BadPayload. */
export function readPosition(value: string | number): Aim {
  return readAim(value, 'position', readSeconds, { max: LONGEST_SECONDS, round: false });
}

/** When the music is to stop: in so many minutes, at an end, so much later than it was, or not. */
export type Sleep = { minutes: number } | { at: SleepEnd } | { extend: number } | { off: true };

export const LONGEST_SLEEP_MINUTES = 480;
/** Of a fade for which nobody says how long it takes. */
export const USUAL_FADE_SECONDS = 10;

const SLEEP_ENDS: Record<SleepEnd, readonly string[]> = {
  end_of_track: ['end', 'track', 'episode', 'chapter'],
  end_of_context: ['context', 'album', 'playlist', 'show', 'story'],
};

/**
 * `30`, `30 min`, `+15`, `end_of_track` (or `end`, `track`, `episode`), `end_of_context` (or `album`,
 * `end_of_playlist`), `off` (or `0`) → minutes are whole, 1 to 480. Throws BadPayload.
 */
export function readSleep(value: string | number): Sleep {
  const text = String(value)
    .trim()
    .toLowerCase()
    .replace(/^\+\s*/, '+')
    .replace(/[\s-]+/g, '_');
  const at = sleepEnd(text.replace(/^end_of_/, ''));
  if (at) return { at };
  const step = text.startsWith('+');
  const exact = plainNumber(text.replace(/^\+/, '').replace(/_?(m|min|minutes?)$/, ''));
  if (text === 'off' || (exact === 0 && !step)) return { off: true };
  const minutes = Math.round(exact ?? 0);
  if (minutes < 1 || minutes > LONGEST_SLEEP_MINUTES) {
    throw new BadPayload(
      `sleep takes 1 to ${LONGEST_SLEEP_MINUTES} minutes, +15 and the like, end_of_track, end_of_context or off; got ${quote(String(value))}`,
    );
  }
  return step ? { extend: minutes } : { minutes };
}

function sleepEnd(word: string): SleepEnd | undefined {
  if (SLEEP_ENDS.end_of_track.includes(word)) return 'end_of_track';
  return SLEEP_ENDS.end_of_context.includes(word) ? 'end_of_context' : undefined;
}

/** Whole seconds from 0 (at once) on. Throws BadPayload. */
export function readFadeSeconds(value: string | number): number {
  const seconds = Math.round(readSeconds(String(value).trim().replace(/\s*s$/i, '')) ?? -1);
  if (seconds < 0 || seconds > LONGEST_FADE_SECONDS) {
    throw new BadPayload(`a fade takes 0 to ${LONGEST_FADE_SECONDS} seconds; got ${quote(String(value))}`);
  }
  return seconds;
}

/** `20 30` → to 20 % in 30 s; without seconds in ten. Throws BadPayload. */
export function readFade(argument: string): { percent: number; seconds: number } {
  const [, volume = '', seconds] = /^([^\s,/]+)(?:[\s,/]+(.+))?$/.exec(argument) ?? [];
  const aim = readVolume(volume);
  if (!('to' in aim)) {
    throw new BadPayload(
      `fade takes a volume of 0 to 100 and seconds, such as "fade 20 30"; got ${quote(argument)}`,
    );
  }
  return {
    percent: aim.to,
    seconds: seconds === undefined ? USUAL_FADE_SECONDS : readFadeSeconds(seconds),
  };
}

/** Minutes that a grown-up adds for today: as many as a sleep timer may run. Throws BadPayload. */
export function readMinutes(value: string | number): number {
  const minutes = plainNumber(String(value).trim());
  if (minutes === undefined || !Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_SLEEP_MINUTES) {
    throw new BadPayload(
      `allowance takes 1 to ${LONGEST_SLEEP_MINUTES} minutes; got ${quote(String(value))}`,
    );
  }
  return minutes;
}

function readAim(
  value: string | number,
  what: string,
  read: (text: string) => number | undefined,
  { max, round }: { max: number; round: boolean },
): Aim {
  const wanted = `${what} takes 0 to ${max}, or a step such as +5 or -5`;
  const text = typeof value === 'number' ? String(value) : value.trim();
  const step = typeof value === 'string' && /^[+-]/.test(text);
  const size = read(step ? text.slice(1).trim() : text);
  if (size === undefined) throw new BadPayload(`${wanted}; got ${quote(text)}`);
  if (size < 0 || size > max) throw new BadPayload(`${wanted}; ${text} is out of range`);
  const exact = round ? Math.round(size) : size;
  if (step) return { by: text.startsWith('-') && exact !== 0 ? -exact : exact };
  return { to: exact };
}

function plainNumber(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function readSeconds(text: string): number | undefined {
  const clock = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d(?:\.\d+)?)$/.exec(text);
  if (!clock) return plainNumber(text);
  return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
}

/** on/off, true/false, yes/no, 1/0 in any case; undefined for anything else. */
export function readSwitch(value: string | boolean | number): boolean | undefined {
  const text = String(value).trim().toLowerCase();
  if (['on', 'true', 'yes', '1'].includes(text)) return true;
  if (['off', 'false', 'no', '0'].includes(text)) return false;
  return undefined;
}

/** `on`, `off` and their like, for the word that is quoted in the refusal. Throws BadPayload. */
export function readOn(word: string, argument: string): boolean {
  const on = readSwitch(argument);
  if (on === undefined) throw new BadPayload(`${word} takes on, off or toggle; got ${quote(argument)}`);
  return on;
}

/** off, all, one; Spotify's own words for them too. Throws BadPayload. */
export function readRepeat(value: string): Repeat {
  const mode = value.trim().toLowerCase();
  if (mode === 'off' || mode === 'all' || mode === 'one') return mode;
  // Spotify's own words for the same.
  if (mode === 'context') return 'all';
  if (mode === 'track') return 'one';
  throw new BadPayload(`repeat takes off, all or one; got ${quote(value)}`);
}

/** A payload in a message: quoted, cut short, without control characters, so that an answer stays bounded. */
export function quote(text: string): string {
  const clean = text.replace(/\p{Cc}/gu, ' ');
  const points = [...clean];
  return points.length > 60 ? `"${points.slice(0, 59).join('')}…"` : `"${clean}"`;
}
