import { type Logger, pino } from 'pino';
import type { LogLevel } from './lib/log.ts';
import { logLine } from './lib/log-line.ts';

/** Where the log goes: standard output, as far as it matters here. */
export interface Outlet {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** For people where a terminal listens, a line of JSON each elsewhere. */
export function openLog(level: LogLevel, outlet: Outlet, env: NodeJS.ProcessEnv): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  // pino's own way to standard output is the fast one.
  if (outlet.isTTY !== true) return outlet === process.stdout ? pino(options) : pino(options, outlet);
  // https://no-color.org
  const colours = !env.NO_COLOR && env.TERM !== 'dumb';
  return pino(options, { write: (json: string) => outlet.write(logLine(json, { colours })) });
}
