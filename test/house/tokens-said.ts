import type { Publication } from '../../src/core/ports.ts';
import type { Log } from '../../src/lib/log.ts';

/** Tokens and codes of the simulator, as of Spotify; nothing else that a house says looks like them. */
const TOKEN = /\b[AB]Q[\w-]{100,}/;

/** A log that hands all on, and `found` each line with a token in it. */
export function watchLog(log: Log, found: (line: string) => void): Log {
  const on = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string) => {
    if (TOKEN.test(`${JSON.stringify(fields)} ${message}`)) found(`${level}: ${shown(message)}`);
    log[level](fields, message);
  };
  const watched: Log = { debug: on('debug'), info: on('info'), warn: on('warn'), error: on('error') };
  if (log.level === undefined) return watched;
  return Object.defineProperty(watched, 'level', {
    get: () => log.level,
    set(level: string) {
      log.level = level;
    },
  });
}

/** The topics that said one. */
export function tokensIn(published: readonly Publication[]): string[] {
  const said = published.filter(({ payload }) => TOKEN.test(Buffer.from(payload).toString('latin1')));
  return said.map(({ topic }) => topic);
}

function shown(message: string): string {
  return message.replace(TOKEN, '…');
}
