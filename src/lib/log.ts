/** pino's levels, from what ends the process to what is only of use to who looks for a mistake. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A log line: facts as fields, one sentence for people. pino's shape, so that main hands pino in as it is. */
export interface Log {
  /** What is written and what is not; absent where nobody can change it. */
  level?: string;
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
};
