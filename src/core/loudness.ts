import type { Command } from './command.ts';
import type { Device } from './device.ts';
import { clockTime, isQuiet } from './quiet.ts';
import type { QuietHours } from './reader.ts';
import type { TagOptions } from './tag.ts';

/** How loud an account, a device, a reader and its tags may be. Percent. */

/** The volume of an unmute where nobody knows what it was. */
export const UNMUTED = 20;

/** Speakers round what they are told: a phone knows some sixteen levels. */
export const ROUNDING = 3;

export interface Range {
  floor: number;
  ceiling: number;
}

/** Floor and ceiling of whoever has them. Quiet hours without a volume say nothing of how loud it may be. */
export interface VolumeRules {
  minVolume: number;
  maxVolume: number;
  quiet?: QuietHours;
}

/** Such rules, and whose they are, as people call it. */
export interface VolumeLimit {
  whose: string;
  rules: VolumeRules;
}

/** The range that several rules leave, and which of them sets its ends; null where none does. */
export interface LimitedRange extends Range {
  floorBy: string | null;
  ceilingBy: string | null;
}

/** A volume that was held back, and by what, for people: `quiet hours of Bedroom until 07:00`. */
export interface Limited {
  volume: number;
  by: string;
}

export const UNLIMITED: LimitedRange = { floor: 0, ceiling: 100, floorBy: null, ceilingBy: null };

/** The range at this minute of the day; a tag's own ceiling may only lower it. */
export function rangeAt(rules: VolumeRules, minute: number, tag: Pick<TagOptions, 'maxVolume'> = {}): Range {
  const quiet = rules.quiet && isQuiet(rules.quiet, minute) ? rules.quiet.maxVolume : undefined;
  const ceiling = Math.min(rules.maxVolume, tag.maxVolume ?? 100, quiet ?? 100);
  return { floor: Math.min(rules.minVolume, ceiling), ceiling };
}

/** What all of these allow at this minute of the day: the lowest ceiling and the highest floor, which is never above it. */
export function rangeOf(limits: readonly VolumeLimit[], minute: number): LimitedRange {
  let { floor, ceiling, floorBy, ceilingBy } = UNLIMITED;
  for (const { whose, rules } of limits) {
    if (rules.minVolume > floor) [floor, floorBy] = [rules.minVolume, `min_volume of ${whose}`];
    if (rules.maxVolume < ceiling) [ceiling, ceilingBy] = [rules.maxVolume, `max_volume of ${whose}`];
    const { quiet } = rules;
    if (quiet?.maxVolume === undefined || quiet.maxVolume >= ceiling || !isQuiet(quiet, minute)) continue;
    [ceiling, ceilingBy] = [quiet.maxVolume, `quiet hours of ${whose} until ${clockTime(quiet.to)}`];
  }
  return floor > ceiling
    ? { floor: ceiling, ceiling, floorBy: ceilingBy, ceilingBy }
    : { floor, ceiling, floorBy, ceilingBy };
}

/** What holds this volume back; undefined where it is within the range. */
export function limitOf(percent: number, range: LimitedRange): Limited | undefined {
  const by = percent > range.ceiling ? range.ceilingBy : percent < range.floor ? range.floorBy : null;
  return by === null ? undefined : { volume: within(percent, range), by };
}

/** What a reader's range made of the volume of a command, as it is sent on; undefined where it left it alone. */
export function heldBack(
  asked: Command,
  sent: Command,
  range: LimitedRange,
  current: number | null,
): Limited | undefined {
  if (sent === asked) return undefined;
  const wanted = volumeIn(asked, current) ?? current ?? 100;
  const held = limitOf(wanted, range);
  return held && held.volume === volumeIn(sent, current) ? held : undefined;
}

function volumeIn(command: Command, current: number | null): number | undefined {
  if (command.ask === 'play') return command.volume;
  if (command.ask !== 'volume') return undefined;
  return 'by' in command ? (current ?? 0) + command.by : command.percent;
}

export function within(percent: number, { floor, ceiling }: Range): number {
  return Math.round(Math.min(ceiling, Math.max(floor, percent)));
}

/**
 * The volume to set before music starts on a speaker; undefined where it may stay as it is. Where nobody knows how loud the
 * speaker is, a ceiling is set and not hoped for.
 */
export function startVolume(
  wanted: number | undefined,
  range: Range,
  speaker: Pick<Device, 'volume' | 'supportsVolume'> | undefined,
): number | undefined {
  if (speaker && !speaker.supportsVolume) return undefined;
  if (wanted !== undefined) return within(wanted, range);
  const current = speaker?.volume ?? null;
  if (current === null) return range.ceiling < 100 ? range.ceiling : undefined;
  const allowed = within(current, range);
  return allowed === current ? undefined : allowed;
}

/** Takes what plays to a speaker, where a volume is set before it sounds there. */
export function movedTo(device: string, volume: number | undefined): Command {
  return volume === undefined ? { ask: 'device', device, play: true } : { ask: 'play', device, volume };
}
