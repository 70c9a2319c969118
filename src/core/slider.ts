import { lately } from '../lib/lately.ts';
import type { Command } from './command.ts';

/**
 * A slider sends a storm; Spotify takes a trickle (102 volume calls in 2 s drew a ban:
 * spotify-player #1073). The first value goes at once, then one each 500 ms, after the
 * eighth in 30 s one each 2 s; the last value always goes.
 */
const APART_MS = 500;
const FAR_APART_MS = 2_000;
const MANY = 8;
const WINDOW_MS = 30_000;

/** When the next value may be sent, ms since the epoch: `now` or later. `sent` holds the times of earlier ones. */
export function slideAt(sent: readonly number[], now: number): number {
  const recent = lately(sent, WINDOW_MS, now);
  const last = recent.at(-1);
  if (last === undefined) return now;
  return Math.max(now, last + (recent.length >= MANY ? FAR_APART_MS : APART_MS));
}

/** The times to remember after one more was sent. */
export function slid(sent: readonly number[], now: number): readonly number[] {
  return [...lately(sent, WINDOW_MS, now), now];
}

export function isSlider({ ask }: Command): boolean {
  return ask === 'volume';
}

/** Whether a slider's value that was asked before must not come after it, and undo it or reach another device. */
export function isAfterSlider(command: Command): boolean {
  switch (command.ask) {
    case 'play':
      return (command.device ?? command.volume ?? command.fade) !== undefined;
    case 'recent':
      return (command.device ?? command.volume) !== undefined;
    default:
      return ['mute', 'unmute', 'device', 'restore'].includes(command.ask);
  }
}
