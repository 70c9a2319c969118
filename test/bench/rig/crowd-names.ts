/** How the people of a crowd are called, here and there. */

export function crowdKey(index: number): string {
  return `listener${index}`;
}

export function clientOf(index: number): string {
  return index.toString(16).padStart(32, 'c');
}

export function refreshTokenOf(index: number): string {
  return `AQ-crowd-${String(index).padStart(40, '0')}`;
}
