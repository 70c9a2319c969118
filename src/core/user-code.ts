/** The codes that the bridge issues itself, as RFC 8628 §6.1 recommends them. */

/** Without vowels, so that no words appear; without digits, so that nothing is confused. */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
/** 20⁸ codes are 34.5 bits. */
const LENGTH = 8;
/** The largest multiple of 20 that a byte can hold: bytes from here on would favour the first letters. */
const FAIR = 256 - (256 % ALPHABET.length);
/** Nobody types more; what is longer is not worth reading. */
const LONGEST = 200;

/** A new code as people read it, `WDJB-MJHT`. `random` gives that many random bytes, good enough for secrets. */
export function makeUserCode(random: (bytes: number) => Uint8Array): string {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      if (byte < FAIR && code.length < LENGTH) code += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/**
 * The letters of a typed code, `WDJBMJHT`: case, blanks, punctuation, full-width letters and whatever else cannot be in a
 * code do not matter. Of any length: whether it is a code shows when it is compared.
 */
export function normaliseUserCode(text: string): string {
  const plain = text.slice(0, LONGEST).normalize('NFKC');
  return plain.replace(/[^BCDFGHJKLMNPQRSTVWXZ]/gi, '').toUpperCase();
}

/** Whether two codes are the same as people type them. Takes the same time wherever they differ; no code is none's. */
export function sameCode(one: string, other: string): boolean {
  const [a, b] = [normaliseUserCode(one), normaliseUserCode(other)];
  let difference = Number(a.length !== LENGTH) | Number(b.length !== LENGTH);
  for (let index = 0; index < LENGTH; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
