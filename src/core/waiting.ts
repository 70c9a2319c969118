import { isResume } from './allowed.ts';
import type { Ask, Command } from './command.ts';

/** Commands that wait for a device that is absent, and what a newer command means to them. */

/** All that waits for one account; it plays on one device, so there is one at a time. */
export interface Awaiting {
  /** As it was asked for; undefined where nobody named one: the account's default, else the last. */
  asked: string | undefined;
  commands: readonly Command[];
}

export type Fate =
  /** It has nothing to do with those that wait. */
  | 'go'
  /** It goes its way, and those that wait are dropped: something else is wanted now. */
  | 'instead'
  /** Somebody changed their mind: those that wait are dropped, and nothing else is to be done. */
  | 'call_off'
  /** It waits with them, in the place of an older one of its kind. */
  | 'behind'
  /** It asks for what waits already. */
  | 'join';

/** What becomes of a newer command, and of those that wait. `plays`: whether something plays now, wherever. */
export function fateOf(command: Command, { asked, commands }: Awaiting, plays: boolean): Fate {
  const music = commands.some(({ ask }) => ask === 'play');
  switch (command.ask) {
    case 'pause':
      return plays ? 'instead' : 'call_off';
    case 'play_pause':
      return fateOf({ ask: plays ? 'pause' : 'play' }, { asked, commands }, plays);
    case 'device':
      return isSame(command.device, asked) ? 'behind' : 'instead';
    case 'play':
      if (isResume(command)) return plays ? 'go' : music ? 'join' : 'behind';
      if (command.device !== undefined) return isSame(command.device, asked) ? 'behind' : 'instead';
      // A device was chosen and sleeps yet: what is started now is for it, unless something plays elsewhere.
      if (!music) return plays ? 'go' : 'behind';
      return asked === undefined && !plays ? 'behind' : 'instead';
    case 'volume':
    case 'mute':
    case 'unmute':
    case 'shuffle':
    case 'repeat':
    case 'seek':
    case 'next':
    case 'previous':
    case 'queue':
      return plays ? 'go' : 'behind';
    default:
      return 'go';
  }
}

/** Whether the newer of two that wait takes the place of the older. Steps add up, and so do skips and what is queued. */
export function replaces(newer: Command, older: Command): boolean {
  if ('by' in newer || 'by' in older || 'toggle' in newer || 'toggle' in older) return false;
  const kind = kindOf(newer);
  return kind !== undefined && kind === kindOf(older);
}

function kindOf({ ask }: Command): Ask | undefined {
  if (ask === 'mute' || ask === 'unmute') return 'volume';
  return ask === 'next' || ask === 'previous' || ask === 'queue' ? undefined : ask;
}

function isSame(device: string, asked: string | undefined): boolean {
  return asked !== undefined && device.trim().toLowerCase() === asked.trim().toLowerCase();
}

/** When the device list is looked at while somebody waits, ms from the beginning: as often as the budget has room for. */
const SEARCHES_MS = [3_000, 8_000, 16_000, 27_000];
const SEARCH_EVERY_MS = 8_000;

/** When to look next, `gone` ms after the beginning. */
export function nextSearch(gone: number): number {
  const next = SEARCHES_MS.find((at) => at > gone);
  if (next !== undefined) return next;
  const last = SEARCHES_MS.at(-1) ?? 0;
  return last + (Math.floor((gone - last) / SEARCH_EVERY_MS) + 1) * SEARCH_EVERY_MS;
}

/** What is told while it is waited for: short enough for a display. */
export function isCalled(device: string | null): string {
  return `${device ?? 'a speaker'} is being called`;
}

/**
 * A media_player of which nobody tells whether it is there is tried twice:
 * when half of the time is over, and this long before the end.
 */
const LAST_TRY_MS = 2_000;

/** When to try it next, while it is waited for between these; never where neither is left. */
export function nextTry(now: number, { since, until }: { since: number; until: number }): number {
  return [(since + until) / 2, until - LAST_TRY_MS].find((at) => at > now) ?? Number.POSITIVE_INFINITY;
}

/** What whoever waited in vain is told. */
export function neverCame(
  device: string | null,
  waitedMs: number,
  shown: readonly string[],
  entity?: string,
): string {
  const seconds = Math.round(waitedMs / 1000);
  if (entity !== undefined)
    return `${device} did not come within ${seconds} s: ${entity} is unavailable in Home Assistant. Is it switched on, and in its network?`;
  const there = shown.length
    ? `Spotify shows: ${shown.slice(0, 10).join(', ')}`
    : 'Spotify shows no device at all';
  if (device === null)
    return `no speaker came within ${seconds} s: switch one on, or open Spotify on it once`;
  return `${device} did not come within ${seconds} s. Is it switched on, and in its network? ${there}`;
}
