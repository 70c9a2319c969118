import type { Device } from './device.ts';
import type { Playback } from './playback.ts';

/** Why a reader's music plays no more, although nobody paused it there. Sentences for people. */

/** Another account of the house. */
export interface Neighbour {
  name: string;
  playback: Playback;
}

/** Why music that played is over; undefined where it had not played, or nobody has taken its place. */
export function whyTaken(
  before: Playback,
  after: Playback,
  neighbours: readonly Neighbour[],
): string | undefined {
  if (before.status !== 'playing') return undefined;
  if (after.status === 'playing') return 'something else was chosen';
  const { device } = before;
  const taker = neighbours.find(
    ({ playback }) => playback.status === 'playing' && isSame(playback.device, device),
  );
  return taker && `${taker.name} plays on ${device?.name ?? 'this speaker'} now`;
}

/** Spotify knows one speaker under one id for all who use it; where it tells none, the name must do. */
function isSame(a: Device | null, b: Device | null): boolean {
  if (!a || !b) return false;
  return a.id !== null && b.id !== null ? a.id === b.id : a.name === b.name;
}

/** What the reader is told from which another one took the music. */
export function takenBy(reader: string, isSameCard: boolean): string {
  return isSameCard ? `the music went along to ${reader}` : `${reader} plays something else now`;
}
