/** How names of speakers are compared: in any case, whichever apostrophe a phone puts into "Anna’s iPhone", and without blanks around. */
export function plainName(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/[’‘ʼ]/g, "'").toLowerCase();
}

export function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}
