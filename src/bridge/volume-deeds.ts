import { limitOf } from '../core/loudness.ts';
import { Trouble } from '../core/problem.ts';
import { expectVolume } from '../core/settle.ts';
import type { State } from '../core/state.ts';
import type { Deed } from './deed.ts';
import type { Means } from './means.ts';

/**
 * What somebody asked for, as loud as it may be here now. A fade goes
 * below the floor, and comes down from above the ceiling.
 */
export function wantedVolume(percent: number, means: Means, isSoft = false): Deed {
  const { loudness, limited } = means;
  const { device } = means.state.playback;
  const held = limitOf(percent, loudness.range(device));
  const isFree = isSoft && percent < Math.max(device?.volume ?? 0, held?.volume ?? 0);
  if (!held || isFree) return volume(percent, means);
  limited(held);
  return volume(held.volume, means);
}

/** Where a fade may lead. */
export function heldTo(percent: number, { loudness, limited, state }: Means): number {
  const held = limitOf(percent, loudness.range(state.playback.device));
  if (held) limited(held);
  return held?.volume ?? percent;
}

export function volume(percent: number, { spotify, speaker, signal }: Means): Deed {
  return {
    claims: [expectVolume(percent)],
    repeatable: true,
    do: () => speaker.onActive((device) => spotify.volume(percent, device), signal),
  };
}

/** Throws a Trouble where nobody knows how loud it is. */
export function knownVolume(state: State): number {
  const percent = state.playback.device?.volume;
  if (percent === null || percent === undefined) {
    throw new Trouble(
      'no_device',
      'the volume is not known now, so it cannot be changed by a step; give a number',
    );
  }
  return percent;
}
