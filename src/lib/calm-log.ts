import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** Of one kind of line so many at once, and then one a second: more than a house has to tell, too little to fill a disk. */
const AT_ONCE = 20;
const EVERY_MS = 1_000;

interface Kind {
  /** How many lines may be written. */
  room: number;
  at: number;
  leftOut: number;
}

/**
 * A log that nobody can flood by sending nonsense: of lines with the same level and the same fields it leaves out what is too
 * much, and the next one that is written says in `left_out` how many that were. Errors are all written, and so is everything
 * where somebody asked for debug or trace.
 */
export function calmLog(log: Log, clock: Clock): Log {
  const kinds = new Map<string, Kind>();
  const take = (level: 'info' | 'warn', fields: object, message: string) => {
    if (log.level === 'debug' || log.level === 'trace') {
      log[level](fields, message);
      return;
    }
    const name = `${level} ${Object.keys(fields).join()}`;
    const now = clock.now();
    const kind = kinds.get(name) ?? { room: AT_ONCE, at: now, leftOut: 0 };
    kinds.set(name, kind);
    // A clock that was set back must not silence anything.
    kind.at = Math.min(kind.at, now);
    const more = Math.floor((now - kind.at) / EVERY_MS);
    kind.at += more * EVERY_MS;
    kind.room = Math.min(AT_ONCE, kind.room + more);
    if (kind.room === 0) {
      kind.leftOut++;
      return;
    }
    kind.room--;
    log[level](kind.leftOut > 0 ? { ...fields, left_out: kind.leftOut } : fields, message);
    kind.leftOut = 0;
  };
  const calm: Log = {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => take('info', fields, message),
    warn: (fields, message) => take('warn', fields, message),
    error: (fields, message) => log.error(fields, message),
  };
  if (log.level === undefined) return calm;
  return Object.defineProperty(calm, 'level', {
    get: () => log.level,
    set: (level: string) => {
      log.level = level;
    },
  });
}
