import type { Command } from './command.ts';
import type { Device } from './device.ts';
import { isQuiet } from './quiet.ts';
import type { ReaderRules } from './reader.ts';
import type { TagOptions } from './tag.ts';

/** How loud a reader may be, and its tags. Percent. */

/** The volume of an unmute where nobody knows what it was. */
export const UNMUTED = 20;

export interface Range {
  floor: number;
  ceiling: number;
}

/** The range at this minute of the day; a tag's own ceiling may only lower it. */
export function rangeAt(rules: ReaderRules, minute: number, tag: Pick<TagOptions, 'maxVolume'> = {}): Range {
  const quiet = rules.quiet && isQuiet(rules.quiet, minute) ? rules.quiet.maxVolume : undefined;
  const ceiling = Math.min(rules.maxVolume, tag.maxVolume ?? 100, quiet ?? 100);
  return { floor: Math.min(rules.minVolume, ceiling), ceiling };
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
