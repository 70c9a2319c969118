import type { Mistake, Path } from './mistake.ts';

/** A mistake before it is known where it was written. */
export interface Finding {
  path: Path;
  /** What is wrong, what would be right. */
  message: string;
  place?: { line: number; column: number };
  variable?: string;
  /** The key is the mistake, not its value. */
  atKey?: boolean;
  /** Nothing that is said of this path or below it means anything any more. */
  spoils?: boolean;
}

export function startsWith(path: Path, start: Path): boolean {
  return start.every((key, at) => path[at] === key);
}

/** Mistakes that only follow from others (nothing is `missing` in a value that could not be read) are left out. */
export function withoutEchoes(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    (finding, at) =>
      !findings.some((other, before) => before < at && other.spoils && startsWith(finding.path, other.path)),
  );
}

/** In the order of the file; those of the environment after it. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.toSorted(
    (a, b) =>
      (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      0,
  );
}
