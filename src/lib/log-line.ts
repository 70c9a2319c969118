/** pino's lines as people at a terminal read them: time, level, sentence, facts. */

interface Look {
  colours: boolean;
  /** IANA name; without it the process's own. */
  timeZone?: string;
}

/** Shown in its colour (ECMA-48, SGR); everyday lines in none. */
const LEVELS: Readonly<Record<number, { word: string; colour: number }>> = {
  10: { word: 'trace', colour: 2 },
  20: { word: 'debug', colour: 2 },
  30: { word: 'info', colour: 0 },
  40: { word: 'warn', colour: 33 },
  50: { word: 'error', colour: 31 },
  60: { word: 'fatal', colour: 31 },
};
const FAINT = 2;

/** A line of JSON as a line for people. What is no such line stays as it is. */
export function logLine(json: string, { colours, timeZone }: Look): string {
  const line = parse(json);
  if (!line) return json;
  const { level, time, msg, ...facts } = line;
  const { word, colour } = LEVELS[Number(level)] ?? { word: String(level), colour: 0 };
  const paint = (text: string, code: number) =>
    colours && code !== 0 && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  const parts = [
    paint(clockTime(time, timeZone), FAINT),
    paint(word.padEnd(5), colour),
    paint(harmless(String(msg ?? '')), colour),
    paint(Object.entries(facts).map(fact).join(' '), FAINT),
  ];
  return `${parts.filter((part) => part !== '').join(' ')}\n`;
}

function parse(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** `2026-11-25 19:00:00`, which is how Swedes write it. */
function clockTime(time: unknown, timeZone: string | undefined): string {
  const date = new Date(typeof time === 'number' || typeof time === 'string' ? time : Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toLocaleString('sv-SE', { timeZone });
}

function fact([key, value]: [string, unknown]): string {
  const text = typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
  return harmless(`${key}=${text}`);
}

/** Titles and topics come from outside: no escape sequence of theirs reaches the terminal. */
function harmless(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
