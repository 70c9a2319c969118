import { closest, distance } from 'fastest-levenshtein';

/** The word that was probably meant: few letters away, or one is part of the other (`user`, `username`). */
export function near(word: string, words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const lower = word.toLowerCase();
  const best = closest(lower, [...words]);
  if (distance(lower, best) <= Math.max(1, Math.floor(word.length / 3))) return best;
  return lower.length < 3
    ? undefined
    : words.find(
        (other) => other.startsWith(lower) || other.endsWith(`_${lower}`) || lower.startsWith(other),
      );
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  const [last, ...others] = words.toReversed();
  return others.length === 0 ? (last ?? '') : `${others.toReversed().join(', ')} or ${last}`;
}
