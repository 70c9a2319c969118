import anyAscii from 'any-ascii';

/** As much as two rows of a small display hold. */
export const LONGEST_LINE = 64;

/**
 * A text as one line of printable ASCII of at most 64 characters, for displays whose fonts hold no more: other scripts are
 * transliterated, control characters and blanks become one blank, a longer line ends in `...`. The same again for its own result.
 */
export function displayLine(text: string): string {
  const line = anyAscii(text)
    .replace(/[^\x21-\x7e]+/g, ' ')
    .trim();
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 3).trimEnd()}...`;
}
