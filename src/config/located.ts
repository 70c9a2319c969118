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
      (document.has(path) ? undefined : origins.find((origin) => startsWith(origin.path, path))?.variable);
    if (behind !== undefined && !place) return { variable: behind, path, message };
    if (file === undefined && !document.has(path)) return { path, message };
    return { ...(file !== undefined && { file }), ...(place ?? document.place(path, atKey)), path, message };
  }
}
