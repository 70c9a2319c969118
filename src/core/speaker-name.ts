/** A name as it is compared: in any case, whichever apostrophe a phone puts into "Anna’s iPhone", and whatever blanks. */
export function foldName(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').replaceAll(/[’‘ʼ]/g, "'").toLowerCase();
}

export function sameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}
