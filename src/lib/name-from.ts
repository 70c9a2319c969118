/** A name for people where only a key is given: `living_room` → `Living room`. */
export function nameFrom(key: string): string {
  const words = key.replaceAll(/[_-]+/g, ' ').trim();
  return words === '' ? key : words.charAt(0).toUpperCase() + words.slice(1);
}
