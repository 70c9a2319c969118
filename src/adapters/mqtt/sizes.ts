import { LONGEST_REQUEST } from '../../core/house.ts';

/** Sizes that follow from the longest payload that is read (bytes). */

/** Up to here whoever it is for refuses what is longer than is read; what is longer still is left, and the log says so. */
export function mostPayloadBytes(maxPayload = LONGEST_REQUEST): number {
  // The bridge hears what it announced itself, too.
  return Math.max(2 * LONGEST_REQUEST, 2 * maxPayload);
}

/** What a broker may send us or take from anybody; far over what is read, far under what hurts. */
export function mostPacketBytes(maxPayload?: number): number {
  return 4 * mostPayloadBytes(maxPayload);
}
