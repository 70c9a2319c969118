/** Texts as tags hold them: with blanks, byte order marks, zeros and quotes around, and encoded once too often. */

/** Control characters, soft hyphens, zero-width and direction marks, byte order marks: nobody meant them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

export function visible(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}

/** Without the signs that sentences, mails and JSON put around a link. */
export function bare(text: string): string {
  return text.replace(/^[\s<>"'`“”„«»‘’‚()[\]{}]+/, '').replace(/[\s<>"'`“”„«»‘’‚()[\]{}.,;:!]+$/, '');
}

/** Percent-encoding undone, up to three times over; what encodes nothing stays. */
export function decoded(text: string): string {
  let result = text;
  for (let round = 0; round < 3; round++) {
    try {
      result = decodeURIComponent(result);
    } catch {
      return result;
    }
  }
  return result;
}
