import type { Command } from './command.ts';
import { type Range, rangeAt, UNMUTED, within } from './loudness.ts';
import type { Playback } from './playback.ts';
import { clockTime, isQuiet } from './quiet.ts';
import type { ReaderRules } from './reader.ts';
import type { State } from './state.ts';

/** What a reader may ask for, by its cards and its own buttons and knobs. */

export type Allowed = { may: true; command: Command } | { may: false; why: string };

/** Why nothing may begin to play now in a reader's name; undefined where it may. */
export function whySilent(rules: ReaderRules, locked: boolean, minute: number): string | undefined {
  if (locked) return 'this reader is locked';
  const { quiet } = rules;
  if (!quiet || quiet.maxVolume !== undefined || !isQuiet(quiet, minute)) return undefined;
  return `quiet hours until ${clockTime(quiet.to)}`;
}

/** The command as this reader may have it: a volume stays within its range. `mutedFrom` as in the state. */
export function allowed(
  command: Command,
  rules: ReaderRules,
  locked: boolean,
  minute: number,
  { playback, mutedFrom }: Pick<State, 'playback' | 'mutedFrom'>,
): Allowed {
  if (locked) return { may: false, why: 'this reader is locked' };
  const silent = whySilent(rules, locked, minute);
  if (silent !== undefined && startsMusic(command, playback)) return { may: false, why: silent };
  const range = rangeAt(rules, minute);
  const isOpen = range.floor === 0 && range.ceiling === 100;
  return {
    may: true,
    command: isOpen ? command : ranged(command, range, playback.device?.volume ?? null, mutedFrom),
  };
}

function ranged(command: Command, range: Range, current: number | null, mutedFrom: number | null): Command {
  switch (command.ask) {
    case 'volume':
      if ('percent' in command) return { ask: 'volume', percent: within(command.percent, range) };
      // Without knowing how loud it is a step could end anywhere: the commander refuses it, and says so.
      return current === null ? command : { ask: 'volume', percent: within(current + command.by, range) };
    case 'mute':
      return command.toggle && current === 0 ? ranged({ ask: 'unmute' }, range, current, mutedFrom) : command;
    case 'unmute':
      return current ? command : { ask: 'volume', percent: within(mutedFrom ?? UNMUTED, range) };
    case 'play':
      return command.volume === undefined ? command : { ...command, volume: within(command.volume, range) };
    default:
      return command;
  }
}

function startsMusic({ ask }: Command, { status }: Playback): boolean {
  if (ask === 'play_pause') return status !== 'playing';
  return ['play', 'next', 'previous', 'device', 'queue', 'unmute'].includes(ask);
}
