/**
 * Whether a text fits a pattern in which `*` stands for any signs, none
 * too, and `?` for one. Every other sign stands for itself.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let [at, from] = [0, 0];
  /** The last star, and where what it stands for ends: going back to no other is needed. */
  let star: { at: number; end: number } | undefined;
  while (from < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = { at, end: from };
      at += 1;
    } else if (sign === '?' || (sign !== undefined && sign === text[from])) {
      at += 1;
      from += 1;
    } else if (star) {
      star.end += 1;
      at = star.at + 1;
      from = star.end;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
