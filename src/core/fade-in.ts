import type { PlayCommand } from './command.ts';
import { HARDLY_AUDIBLE } from './fade.ts';
import { Trouble } from './problem.ts';
import { speakerFor } from './speaker.ts';
import type { State } from './state.ts';

/**
 * A play that fades in: how it begins, and the volume (percent) that
 * it goes to. Throws a Trouble where nobody knows that.
 */
export function fadeIn(
  { fade: _, ...command }: PlayCommand,
  state: Pick<State, 'playback' | 'devices'>,
): { quiet: PlayCommand & { volume: number }; percent: number } {
  const percent = command.volume ?? speakerFor(state, command.device)?.volume ?? null;
  if (percent === null)
    throw new Trouble('refused', 'nobody knows how loud this speaker is: a fade needs a "volume" to go to');
  return { quiet: { ...command, volume: Math.min(HARDLY_AUDIBLE, percent) }, percent };
}
