import type { Command } from './command.ts';
import { type Disallow, endOf, type Playback } from './playback.ts';
import type { State } from './state.ts';
import { isSingle } from './uri.ts';

/** A look older than this does not refuse anything: the request goes out and Spotify's answer is judged. */
const FRESH_MS = 5_000;

/** Whether the last look is fresh enough to decide from. Times are ms since the epoch. */
export function isFresh({ lookedAt, playback }: Pick<State, 'lookedAt' | 'playback'>, now: number): boolean {
  // After the end of what was seen something else plays, or nothing.
  const hasEnded = (endOf(playback) ?? now) < now;
  return lookedAt !== null && now - lookedAt <= FRESH_MS && !hasEnded;
}

/** Why Spotify would refuse `command` now, in a sentence for people; undefined where it would not. */
export function whyNot(command: Command, playback: Playback): string | undefined {
  const { device } = playback;
  const targeted = 'device' in command && command.device !== undefined;
  if (device?.restricted && !targeted && isForPlayer(command)) {
    return `${device.name} takes no commands from Spotify's Web API (it is restricted): use its own app or choose another device`;
  }
  if (isForVolume(command) && device && !device.supportsVolume) {
    return `the volume of ${device.name} cannot be set through Spotify`;
  }
  const rule = disallowOf(command);
  return rule && playback.disallows.includes(rule) ? SAID[rule] : undefined;
}

/** Why what plays cannot go on alone; undefined where it can. */
export function whyNotClear({ status, item }: Playback): string | undefined {
  if (status !== 'playing') return 'nothing plays; only what plays can go on alone';
  // Spotify plays neither ads nor files of the listener's own when it is told to.
  const isTheirs = item?.uri && item.kind !== 'local' && isSingle(item.uri);
  return isTheirs ? undefined : 'what plays is no track or episode of Spotify’s that could go on alone';
}

/** Whether what is asked for is so already: then it is a success and no request is spent. */
export function isDone(command: Command, playback: Playback): boolean {
  if (command.ask === 'pause') return playback.status !== 'playing' && playback.device !== null;
  return isResume(command) && playback.status === 'playing';
}

/** Whether this asks to go on with what was playing, and for nothing else. */
export function isResume(command: Command): boolean {
  return command.ask === 'play' && Object.keys(command).length === 1;
}

function isForVolume({ ask }: Command): boolean {
  return ask === 'volume' || ask === 'mute' || ask === 'unmute' || ask === 'fade';
}

function isForPlayer(command: Command): boolean {
  // A pause that would be refused is refused now, while somebody is awake.
  if (command.ask === 'sleep') return !('off' in command);
  // What is brought back may be on another device.
  const others = ['like', 'unlike', 'save', 'remove', 'refresh', 'device', 'snapshot', 'restore'];
  return !others.includes(command.ask);
}

function disallowOf(command: Command): Disallow | undefined {
  switch (command.ask) {
    case 'next':
      return 'skipping_next';
    case 'previous':
      return 'skipping_prev';
    case 'seek':
      return 'seeking';
    case 'shuffle':
      return 'toggling_shuffle';
    case 'repeat':
      return command.mode === 'one' ? 'toggling_repeat_track' : 'toggling_repeat_context';
    case 'device':
      return 'transferring_playback';
    default:
      return undefined;
  }
}

const SAID: Partial<Record<Disallow, string>> = {
  skipping_next: 'Spotify does not allow skipping forward now',
  skipping_prev: 'Spotify does not allow going back now (nothing is before this)',
  seeking: 'Spotify does not allow seeking in this now',
  toggling_shuffle: 'Spotify does not allow changing shuffle now',
  toggling_repeat_context: 'Spotify does not allow changing repeat now',
  toggling_repeat_track: 'Spotify does not allow repeating this one now',
  transferring_playback: 'Spotify does not allow changing the device now',
};
