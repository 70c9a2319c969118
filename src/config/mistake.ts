/** sysexits.h EX_CONFIG: the configuration is wrong; starting again will not help. */
export const EXIT_BAD_CONFIG = 78;

export type Path = readonly string[];

export interface Mistake {
  /** Where it is written: in a file, 1-based, … */
  file?: string;
  line?: number;
  column?: number;
  /** … or in an environment variable. */
  variable?: string;
  path: Path;
  /** What is wrong, what would be right. Never quotes a secret. */
  message: string;
}

/** `file:line:column path: message`, or `VARIABLE: message`. */
export function tell({ file, line, column, variable, path, message }: Mistake): string {
  if (variable !== undefined) return `${variable}: ${message}`;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const head = [place, path.join('.')].filter((part) => part !== '').join(' ');
  return head === '' ? message : `${head}: ${message}`;
}

export class BadConfig extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(tell).join('\n'));
    this.name = 'BadConfig';
    this.mistakes = mistakes;
  }
}
