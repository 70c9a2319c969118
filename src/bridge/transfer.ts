import { findDevice } from '../core/device.ts';
import { startVolume } from '../core/loudness.ts';
import { expectDevice, expectPlaying } from '../core/settle.ts';
import type { Deed } from './deed.ts';
import type { Means } from './means.ts';
import { sending, startPlaying } from './play.ts';

/** Moves the music to a device: what plays plays on there, or with `play` whatever is loaded. */
export function transfer(name: string, play: boolean | undefined, means: Means): Deed {
  const { spotify, speaker, state, look, now, loudness } = means;
  const willSound = play || state.playback.status === 'playing';
  const known = findDevice(state.devices, name);
  const { sent, hear } = sending(means);
  return {
    claims: [...(known ? [expectDevice(known)] : []), ...(play ? [expectPlaying(now)] : [])],
    repeatable: true,
    do: async () => {
      const found = await speaker.find(name);
      // What is too loud there is turned down before it sounds.
      if (willSound && startVolume(undefined, loudness.range(found), found) !== undefined)
        return startPlaying({ ask: 'play', device: found.id }, means, hear);
      hear({ device: found, uris: [], fromMs: null, before: look });
      return speaker.on(found, (id) => spotify.transfer(id, play));
    },
    // What plays is to go on there; what is paused stays so.
    ...(willSound && { sent }),
  };
}
