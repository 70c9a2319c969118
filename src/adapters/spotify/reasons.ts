import type { ProblemKind } from '../../core/problem.ts';

/** Why a player says no (Web API, player error reasons), in words for people. */
const REASONS = new Map<string, readonly [ProblemKind, string]>([
  ['NO_PREV_TRACK', ['restricted', 'There is nothing before this.']],
  ['NO_NEXT_TRACK', ['restricted', 'There is nothing after this.']],
  ['NO_SPECIFIC_TRACK', ['refused', 'What to begin with is not part of what was asked to play.']],
  ['ALREADY_PAUSED', ['restricted', 'It is paused already.']],
  ['NOT_PAUSED', ['restricted', 'It is playing already.']],
  ['ALREADY_PLAYING', ['restricted', 'It is playing already.']],
  ['NOT_PLAYING_LOCALLY', ['restricted', 'It does not play on the device that was asked.']],
  ['NOT_PLAYING_TRACK', ['restricted', 'Nothing is playing that this could be done to.']],
  ['NOT_PLAYING_CONTEXT', ['restricted', 'What plays is no album, playlist or show, and this needs one.']],
  ['ENDLESS_CONTEXT', ['restricted', 'What plays has no end, so this cannot be done to it.']],
  ['CONTEXT_DISALLOW', ['restricted', 'What plays does not allow this.']],
  ['RATE_LIMITED', ['restricted', 'Tracks are started too fast one after another: wait a moment.']],
  ['REMOTE_CONTROL_DISALLOW', ['restricted', 'The device cannot be controlled from outside.']],
  ['DEVICE_NOT_CONTROLLABLE', ['restricted', 'The device takes no commands from outside: use its own app.']],
  ['VOLUME_CONTROL_DISALLOW', ['restricted', 'The volume of this device cannot be set from outside.']],
  ['NO_ACTIVE_DEVICE', ['no_device', 'No active device: name one, or start Spotify on one.']],
  ['PREMIUM_REQUIRED', ['premium_only', 'Spotify lets only Premium accounts be controlled.']],
]);

/** Messages that say the same without a reason, or with the reason UNKNOWN. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/no active device/i, 'NO_ACTIVE_DEVICE'],
  [/premium required/i, 'PREMIUM_REQUIRED'],
  [/restricted device/i, 'DEVICE_NOT_CONTROLLABLE'],
  [/cannot control device volume/i, 'VOLUME_CONTROL_DISALLOW'],
];

/** The meaning of a reason, else of a message that is known; undefined where neither is. */
export function meaningOf(
  reason: string | undefined,
  message: string,
): { kind: ProblemKind; words: string; reason: string } | undefined {
  for (const name of [reason, MESSAGES.find(([pattern]) => pattern.test(message))?.[1]]) {
    const meaning = name === undefined ? undefined : REASONS.get(name);
    if (name !== undefined && meaning) return { kind: meaning[0], words: meaning[1], reason: name };
  }
  return undefined;
}
