import type { Command, PlayCommand } from './command.ts';
import { startsMusic } from './house-rules.ts';
import { movedTo, type Range, rangeAt, startVolume, UNMUTED, within } from './loudness.ts';
import { clockTime, isQuiet } from './quiet.ts';
import type { QuietHours, ReaderRules } from './reader.ts';
import type { Ban, Rule } from './rule.ts';
import { isElsewhere, speakerFor } from './speaker.ts';
import type { State } from './state.ts';

/** What a reader may ask for, by its cards and its own buttons and knobs. */

export type Allowed =
  | { may: true; command: Command }
  | { may: false; result: 'denied' | 'busy'; why: string; rule?: Rule };

export const LOCKED = 'this reader is locked';

/** Why nothing may begin to play now; undefined where it may. */
export function whySilent({ quiet }: { quiet?: QuietHours }, minute: number): Ban | undefined {
  if (!quiet || quiet.maxVolume !== undefined || !isQuiet(quiet, minute)) return undefined;
  return { rule: 'quiet', why: `quiet hours until ${clockTime(quiet.to)}` };
}

/** Why other music may not begin on `wanted` now; undefined where it may. */
export function whyBusy(
  { interrupt }: ReaderRules,
  state: Pick<State, 'playback' | 'devices'>,
  wanted: string | undefined,
  isSame = false,
): string | undefined {
  const { status, device } = state.playback;
  if (status !== 'playing' || interrupt === 'always') return undefined;
  const where = device?.name ?? 'another speaker';
  if (interrupt === 'never' && !isSame)
    return `music plays on ${where}, and this reader may not interrupt it`;
  return isElsewhere(state, wanted)
    ? `music plays on ${where}, and this reader may not take it away`
    : undefined;
}

type Known = Pick<State, 'playback' | 'devices' | 'mutedFrom'>;

/** What a reader may now. */
export interface Standing {
  rules: ReaderRules;
  locked: boolean;
  /** Of the local day. */
  minute: number;
  /** Why it may play nothing more today. */
  usedUp?: Ban | undefined;
}

/** The command as this reader may have it: a volume stays within its range, and what begins to play does. */
export function allowed(
  command: Command,
  { rules, locked, minute, usedUp }: Standing,
  state: Known,
): Allowed {
  if (locked) return { may: false, result: 'denied', why: LOCKED };
  const ban = whySilent(rules, minute) ?? usedUp;
  if (ban && startsMusic(command, state.playback)) return { may: false, result: 'denied', ...ban };
  const busy = isOtherMusic(command) ? whyBusy(rules, state, command.device ?? rules.device) : undefined;
  if (busy !== undefined) return { may: false, result: 'busy', why: busy };
  return { may: true, command: ranged(command, rangeAt(rules, minute), state) };
}

/** The command with every volume that it sets, or begins to play with, within the range. */
export function ranged(command: Command, range: Range, state: Known): Command {
  if (range.floor === 0 && range.ceiling === 100) return command;
  const { playback, mutedFrom } = state;
  const current = playback.device?.volume ?? null;
  switch (command.ask) {
    case 'volume':
      if ('percent' in command) return { ask: 'volume', percent: within(command.percent, range) };
      // Without knowing how loud it is a step could end anywhere: the commander refuses it, and says so.
      return current === null ? command : { ask: 'volume', percent: within(current + command.by, range) };
    case 'fade':
      return { ...command, percent: within(command.percent, range) };
    case 'mute':
      return command.toggle && current === 0 ? ranged({ ask: 'unmute' }, range, state) : command;
    case 'unmute':
      return current ? command : { ask: 'volume', percent: within(mutedFrom ?? UNMUTED, range) };
    case 'restore':
      return { ...command, maxVolume: range.ceiling };
    case 'recent':
    case 'play': {
      const volume = startVolume(command.volume, range, speakerFor(state, command.device));
      return volume === undefined ? command : { ...command, volume };
    }
    case 'play_pause': {
      const play = playback.status === 'playing' ? command : ranged({ ask: 'play' }, range, state);
      return 'volume' in play ? play : command;
    }
    case 'device': {
      if (playback.status !== 'playing' && !command.play) return command;
      const volume = startVolume(undefined, range, speakerFor(state, command.device));
      return volume === undefined ? command : movedTo(command.device, volume);
    }
    default:
      return command;
  }
}

type OtherMusic = PlayCommand | Extract<Command, { ask: 'recent' }>;

/** What is brought back is music that was there already. */
function isOtherMusic(command: Command): command is OtherMusic {
  if (command.ask === 'recent') return true;
  if (command.ask !== 'play') return false;
  return (command.uri ?? command.uris ?? command.playlist ?? command.query) !== undefined;
}
