import { z } from 'zod';
import type { Ask } from './command.ts';
import { MOST_RECENT, SEARCHED } from './library.ts';
import { BadPayload } from './problem.ts';
import { DEFAULT_NAME, KEPT_S, LONGEST_KEPT_S, LONGEST_NAME, SHORTEST_KEPT_S } from './snapshot.ts';
import { readFadeSeconds, readPosition, readRepeat, readSwitch, readVolume } from './values.ts';

/** What a command's JSON form takes beside `command`. Values that are not understood throw BadPayload. */

const text = z.string().trim().min(1);
const amount = z.union([z.number(), z.string()]);
const flag = z.union([z.boolean(), z.string(), z.number()]).transform((value, context) => {
  const on = readSwitch(value);
  if (on !== undefined) return on;
  context.addIssue('is true or false');
  return z.NEVER;
});
const repeatMode = z.string().transform((value) => readRepeat(value));
const seconds = amount.transform((value) => {
  const aim = readPosition(value);
  if (!('to' in aim)) throw new BadPayload('position to begin at takes seconds from the start, such as 90');
  return aim.to;
});
const percent = amount.transform((value) => {
  const aim = readVolume(value);
  if (!('to' in aim)) throw new BadPayload('volume to begin with takes 0 to 100');
  return aim.to;
});

const fadeSeconds = amount.transform((value) => readFadeSeconds(value));

export const playMembers = z.strictObject({
  uri: text.exactOptional(),
  link: text.exactOptional(),
  uris: z.array(text).min(1).max(100).exactOptional(),
  playlist: text.exactOptional(),
  query: text.exactOptional(),
  type: z.enum(SEARCHED).exactOptional(),
  device: text.exactOptional(),
  offset: z.union([z.int().min(0), text]).exactOptional(),
  position: seconds.exactOptional(),
  shuffle: flag.exactOptional(),
  repeat: repeatMode.exactOptional(),
  volume: percent.exactOptional(),
  fade: fadeSeconds.exactOptional(),
  enqueue: z.enum(['play', 'replace', 'next', 'add']).exactOptional(),
});
export const seekMembers = z.strictObject({
  position: amount.exactOptional(),
  by: z.number().exactOptional(),
});
export const volumeMembers = z.strictObject({
  volume: amount.exactOptional(),
  percent: amount.exactOptional(),
  by: z.number().exactOptional(),
});
export const muteMembers = z.strictObject({
  on: flag.exactOptional(),
  toggle: z.literal(true).exactOptional(),
});
export const shuffleMembers = z.strictObject({
  on: flag.exactOptional(),
  shuffle: flag.exactOptional(),
  toggle: z.literal(true).exactOptional(),
});
export const repeatMembers = z.strictObject({
  mode: repeatMode.exactOptional(),
  repeat: repeatMode.exactOptional(),
});
export const sleepMembers = z.strictObject({
  minutes: amount.exactOptional(),
  at: text.exactOptional(),
  extend: z.number().exactOptional(),
  off: z.literal(true).exactOptional(),
  fade: fadeSeconds.exactOptional(),
});
export const fadeMembers = z.strictObject({
  volume: percent.exactOptional(),
  percent: percent.exactOptional(),
  seconds: fadeSeconds.exactOptional(),
});
export const allowanceMembers = z.strictObject({ minutes: amount });
export const deviceMembers = z.strictObject({ device: text, play: flag.exactOptional() });
export const recentMembers = z.strictObject({
  nth: z.int().min(1).max(MOST_RECENT).default(1),
  device: text.exactOptional(),
  volume: percent.exactOptional(),
});
const name = z.string().trim().min(1).max(LONGEST_NAME).default(DEFAULT_NAME);
export const snapshotMembers = z.strictObject({
  name,
  expires: z.number().min(SHORTEST_KEPT_S).max(LONGEST_KEPT_S).default(KEPT_S),
});
export const restoreMembers = z.strictObject({ name, unless_changed: flag.exactOptional() });
export const uriMembers = z.strictObject({ uri: text.exactOptional(), link: text.exactOptional() });

/** The members of every word that takes some. */
export const MEMBERS = {
  play: playMembers,
  seek: seekMembers,
  volume: volumeMembers,
  mute: muteMembers,
  shuffle: shuffleMembers,
  repeat: repeatMembers,
  device: deviceMembers,
  queue: uriMembers,
  recent: recentMembers,
  snapshot: snapshotMembers,
  restore: restoreMembers,
  save: uriMembers,
  remove: uriMembers,
  sleep: sleepMembers,
  fade: fadeMembers,
  allowance: allowanceMembers,
} as const satisfies Partial<Record<Ask, z.ZodObject>>;
