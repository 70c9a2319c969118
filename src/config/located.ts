import type { Document } from './document.ts';
import { type Finding, inOrder, startsWith, withoutEchoes } from './finding.ts';
import type { Mistake, Path } from './mistake.ts';

/** Which variable of the environment set what. */
export interface Origin {
  path: Path;
  variable: string;
}

/** Findings with the place where each was written, in order and without those that only follow from others. */
export function located(
  findings: readonly Finding[],
  document: Document,
  file: string | undefined,
  origins: readonly Origin[] = [],
): Mistake[] {
  return inOrder(withoutEchoes(findings).map(locate));

  function locate({ path, message, variable, place, atKey }: Finding): Mistake {
    const behind =
      variable ??
      origins.find((origin) => origin.path.join('\0') === path.join('\0'))?.variable ??
      (document.has(path) ? undefined : origins.find(({ path: set }) => isAround(set, path))?.variable);
    if (behind !== undefined && !place) return { variable: behind, path, message };
    if (file === undefined && !document.has(path)) return { path, message };
    return { ...(file !== undefined && { file }), ...(place ?? document.place(path, atKey)), path, message };
  }
}

/** One of them lies in the other: an entry of a list that was set as a whole, or a heading of what was set. */
function isAround(one: Path, other: Path): boolean {
  return startsWith(one, other) || startsWith(other, one);
}
